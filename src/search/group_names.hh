// What the groups of segments are called, and which of them somebody asks for.
#pragma once

#include "search/alias_groups.hh"
#include "store/database.hh"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::search {

/// Beginnings of words that a value must hold.
class Beginnings {
 public:
  /// in:     texts, of whose words each is a beginning
  /// errors: Error{Code::Usage} for a text without letter or digit
  explicit Beginnings(const std::vector<std::string>& texts);

  bool any() const { return !words_.empty(); }

  /// in: key, a folded value
  bool hold(std::string_view key) const;

 private:
  std::vector<std::string> words_;
};

/// What the groups of segments are called.
class GroupNames {
 public:
  GroupNames(const store::Database& database, const AliasGroups* aliases)
      : database_(database), aliases_(aliases) {}

  const AliasSet* set(std::uint32_t segment, std::uint32_t group) const {
    return aliases_ == nullptr ? nullptr : aliases_->segment(segment).set(group);
  }

  std::string_view key(std::uint32_t segment, std::uint32_t group) const {
    if (const AliasSet* spellings = set(segment, group)) return spellings->keys.front();
    return database_.segment(segment).facets().key(group);
  }

  /// Whether one of a group's spellings holds what is wanted.
  bool hold(const Beginnings& wanted, std::uint32_t segment, std::uint32_t group) const;

 private:
  const store::Database& database_;
  const AliasGroups* aliases_;
};

}  // namespace dateline::search
