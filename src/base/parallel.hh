// Work on independent parts of one answer at the same time.
#pragma once

#include <cstddef>
#include <functional>

namespace dateline::base {

/// Do work(0) … work(count - 1), each once, on this thread and some that are kept for it; return
/// when all are done. Where a call is under way already, and on a machine of one processor, this
/// thread does them all, in order.
///
/// errors: what the least i threw, once all are done
void parallel_for(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace dateline::base
