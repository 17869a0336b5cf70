#include "base/issue.hh"

#include <fmt/format.h>

namespace dateline::base {

std::string Issue::text() const {
  if (line > 0) return fmt::format("{}:{}: {}", file, line, message);
  if (offset > 0) return fmt::format("{}: at byte {}: {}", file, offset, message);
  return fmt::format("{}: {}", file, message);
}

}  // namespace dateline::base
