#include "base/interrupt.hh"

#include "base/error.hh"

#include <atomic>

namespace dateline::base {
namespace {

std::atomic<bool> wanted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set by a signal handler");

}  // namespace

void interrupt() {
  wanted.store(true, std::memory_order_relaxed);
}

void clear_interrupt() {
  wanted.store(false, std::memory_order_relaxed);
}

bool is_interrupted() {
  return wanted.load(std::memory_order_relaxed);
}

void check_interrupt() {
  if (is_interrupted()) throw Error(Code::Interrupted, "interrupted");
}

}  // namespace dateline::base
