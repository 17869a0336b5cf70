// The one include of Xapian, and the translation of its exceptions into ours.
#pragma once

#include <functional>
#include <string>

#include <xapian.h>

namespace dateline::store {

/// Run something that uses Xapian, turning its exceptions into base::Error.
/// in:     doing, what is tried on what: `open segment '…'`
/// errors: Error{Code::Database} `cannot <doing>: <reason>`, with a hint where a repair is known
template <typename Action>
auto with_xapian(const std::string& doing, Action&& action) -> decltype(action());

/// Throw the translation of the Xapian exception that is being handled.
[[noreturn]] void rethrow_translated(const std::string& doing);

template <typename Action>
auto with_xapian(const std::string& doing, Action&& action) -> decltype(action()) {
  try {
    return action();
  } catch (const Xapian::Error&) {
    rethrow_translated(doing);
  }
}

}  // namespace dateline::store
