// The table of names and words that the model holds: from the gazetteer and from lists of names.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace dateline::train {

/// Sequence of pieces, hashed as the tagger does -> NameTypes.
using NameTable = std::unordered_map<std::uint64_t, std::uint16_t>;

/// Read the gazetteer's folder and lists with lines `type<TAB>name` (person, given, family, place, group).
/// errors: Error{Code::Input} for what cannot be read, Error{Code::Data} for a wrong line
NameTable make_name_table(const std::filesystem::path& gazetteer,
                          const std::vector<std::string>& lists);

}  // namespace dateline::train
