#include "store/xapian.hh"

#include "base/error.hh"

#include <fmt/format.h>

namespace dateline::store {

void rethrow_translated(const std::string& doing) {
  try {
    throw;
  } catch (const Xapian::Error& failure) {
    std::string reason = failure.get_msg();
    if (const char* system = failure.get_error_string()) reason += fmt::format(" ({})", system);
    throw base::Error(base::Code::Database, fmt::format("cannot {}: {}", doing, reason));
  }
}

}  // namespace dateline::store
