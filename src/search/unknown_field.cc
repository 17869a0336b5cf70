#include "search/unknown_field.hh"

#include "query/foreign.hh"

#include <fmt/format.h>

namespace dateline::search {

std::string why_unknown(const schema::Schema& schema, const std::string& name,
                        const schema::Field* part) {
  if (part != nullptr) {
    return fmt::format("'{}' is only {}; narrow with '{}:'", name,
                       part->facet ? "counted" : "a part of dates", part->of);
  }
  std::string message = fmt::format("there is no field '{}'", name);
  if (const std::string_view meant = query::field_meant(name); !meant.empty()) {
    message += fmt::format("; did you mean '{}'?", meant);
  } else if (const auto near = schema.suggest(name)) {
    message += fmt::format("; did you mean '{}'?", *near);
  }
  return message;
}

}  // namespace dateline::search
