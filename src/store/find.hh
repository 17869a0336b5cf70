// Articles and passages of a database by the ids that results print.
#pragma once

#include "store/database.hh"

#include <cstdint>
#include <optional>
#include <string>

namespace dateline::store {

/// An article of an open database, or one of its passages.
/// passage: its number in the article, from 1; 0 for the article as a whole
struct ArticleRef {
  std::uint32_t segment = 0;
  std::uint32_t article = 0;
  std::uint32_t passage = 0;
  bool operator==(const ArticleRef&) const = default;
};

/// What an id names: an article, else what stands before `#` and a number is one and the number a
/// passage of it. Deleted articles are not found.
/// out: nullopt if there is none
std::optional<ArticleRef> find_id(const Database& database, const std::string& id);

/// The id to propose for one that is not found: the first that begins so, else one within two
/// edits, of the same passage if one is named. Reads all ids.
std::optional<std::string> similar_id(const Database& database, const std::string& id);

}  // namespace dateline::store
