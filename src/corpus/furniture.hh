// What wires put around the text itself.
#pragma once

#include <string>
#include <string_view>

namespace dateline::corpus {

/// A headline without its prefixes: `UPDATE 2-Oil rises` gives `Oil rises`. A headline that is
/// nothing else is kept.
/// source: formats guide, section 32
std::string without_furniture(std::string_view headline);

/// Cut closing lines that are no content (`Reuter`, `MORE`, `-30-`, `###`) and the blanks before
/// them, a literal `^M` at the end of one included.
void cut_sign_off(std::string& body);

}  // namespace dateline::corpus
