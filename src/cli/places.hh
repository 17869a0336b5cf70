// Where the passages and articles of runs lie in a database.
#pragma once

#include "eval/judgments.hh"
#include "store/database.hh"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dateline::cli {

/// What an id of a run names.
/// id:      as the database has it
/// passage: its number in the article, 0 for the article as a whole
struct Named {
  std::string id;
  std::uint32_t passage = 0;
  eval::Place place;
};

/// An article of a database, or one of its passages, by its id; many of them.
class Places {
 public:
  explicit Places(const store::Database& database);

  /// What an id names and where it lies: a passage (`article#3`) by its own bytes, an article by
  /// those from its first passage to its last. Blanks written as `%20`, as runs do, are understood.
  /// out: nullopt if there is none
  std::optional<Named> find(const std::string& id) const;

 private:
  struct Entry {
    std::uint64_t digest;
    std::uint32_t segment, article;
  };

  std::optional<Named> exact(const std::string& id) const;
  std::optional<Entry> article(const std::string& id) const;

  const store::Database& database_;
  std::vector<Entry> entries_;  ///< of all articles that are not deleted, by digest
};

}  // namespace dateline::cli
