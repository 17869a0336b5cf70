// The entities of passages as they are shown: under the names that facets count them by.
#pragma once

#include "search/alias_groups.hh"
#include "store/database.hh"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace dateline::search {

/// An entity as a passage, or an article, mentions it.
/// field:     `person`, `org` or `place`
/// name:      as facets show it: by it a drill-down finds the entity
/// spellings: the names it goes by there, each once; often just `name`
/// mentions:  how often; those of the headline count in the article's first passage
/// prominent: it is mentioned in the headline or the first passage of the article
struct Entity {
  std::string field, name;
  std::vector<std::string> spellings;
  std::uint32_t mentions = 0;
  bool prominent = false;
};

/// Reads the entities of passages: spellings of one alias set are one, names of the stop list none.
/// Remembers names, so one belongs to one thread. Database and aliases must outlive it.
class EntityReader {
 public:
  /// in: names, the aliases of the database; nullptr: every spelling is a name
  EntityReader(const store::Database& database, const AliasGroups* names)
      : database_(database), names_(names) {}

  /// The entities of a passage by field in the order of the schema, those of a field in order of
  /// appearance.
  std::vector<Entity> passage(std::uint32_t segment, std::uint32_t ordinal);

  /// Those of a whole article.
  std::vector<Entity> article(std::uint32_t segment, std::uint32_t article);

 private:
  using Key = std::pair<std::uint8_t, std::uint64_t>;  ///< field, digest of the name
  struct Collected {
    std::vector<Entity> entities;
    std::map<Key, std::size_t> places;
  };

  void add(std::uint32_t segment, std::uint32_t ordinal, Collected& to);
  Key key(std::uint32_t segment, std::uint8_t field, std::uint32_t group) const;
  const std::string& name(std::uint32_t segment, std::uint8_t field, std::uint32_t group);

  const store::Database& database_;
  const AliasGroups* names_;
  std::unordered_map<std::uint64_t, std::string> known_;  ///< by segment and group
};

}  // namespace dateline::search
