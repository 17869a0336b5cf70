// Articles and passages of a database by the ids that results print.
#pragma once

#include "cli/results.hh"
#include "store/database.hh"
#include "store/find.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::cli {

using store::ArticleRef;
using store::find_id;
using store::similar_id;

/// A passage as it stands in its article.
/// begin, end: bytes of the body;  matches: bytes of `text`
struct Part {
  std::uint32_t number = 0;
  std::uint32_t begin = 0, end = 0;
  std::string text;
  std::vector<text::Span> matches;
};

/// An article to be read, or some passages of it.
/// body:    as it was read; empty unless the whole article was asked for
/// passage: the number of the passage asked for, 0 for the whole article
/// parts:   all passages, or the one asked for and its neighbours
/// matches: bytes of the body, of a whole article
/// entities: of the passage asked for, or of the whole article
struct Reading {
  corpus::Article article;
  std::string published;
  std::string body;
  std::uint32_t passage = 0;
  std::uint32_t passage_count = 0;
  std::vector<Part> parts;
  std::vector<text::Span> matches, title_matches;
  std::vector<search::Entity> entities;
};

/// Tell on standard error that there is no such id, with the one it may be meant for.
void tell_unknown_id(const store::Database& database, const std::string& id, bool json_errors);

/// Read an article, or a passage with `context` neighbours on either side.
/// in: entities, nullptr to read none
Reading load_reading(const store::Database& database, const ArticleRef& ref, std::size_t context,
                     search::Highlighter& highlighter, search::EntityReader* entities);

}  // namespace dateline::cli
