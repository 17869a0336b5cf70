// What a query says of a field that it can't narrow by.
#pragma once

#include "schema/field.hh"

#include <string>

namespace dateline::search {

/// Why a field is refused, and which one may be meant.
/// in: part, the field if there is one, but none to narrow by; else nullptr
std::string why_unknown(const schema::Schema& schema, const std::string& name,
                        const schema::Field* part);

}  // namespace dateline::search
