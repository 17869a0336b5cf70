// An article analysed for indexing: what a segment writer takes.
#pragma once

#include "corpus/article.hh"
#include "store/facets.hh"
#include "temporal/published.hh"
#include "text/analysis.hh"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dateline::store {

/// A passage: whole sentences of a body, and the names it mentions.
/// sentences:  [first_sentence, end_sentence) of the body's analysis; none for an article without
/// body begin, end: bytes of the body names:      each field and key at most once
struct Passage {
  std::uint32_t first_sentence = 0;
  std::uint32_t end_sentence = 0;
  std::uint8_t prose = 255;  ///< share of its tokens that stand in running text, of 255
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<FacetName> names;
};

/// An article with all that analysis found. There is at least one passage; together they hold all
/// sentences of the body. names: of the article as a whole (source, section, author, language),
/// each field and key at most once
struct AnalysedArticle {
  corpus::Article article;
  std::optional<temporal::Published> published;
  text::Analysis title;
  text::Analysis body;
  std::vector<Passage> passages;
  std::vector<FacetName> names;
};

/// The id by which a passage is known outside: the article's id, `#`, and the passage's number in
/// it, from 1.
std::string passage_id(const std::string& article_id, std::uint32_t number);

}  // namespace dateline::store
