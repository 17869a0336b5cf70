// Search results as the program shows them: text for people, JSON and TREC runs for programs.
#pragma once

#include "cli/json.hh"
#include "cli/terminal.hh"
#include "corpus/article.hh"
#include "search/entities.hh"
#include "search/facet.hh"
#include "search/highlight.hh"
#include "search/rank.hh"
#include "search/snippet.hh"

#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// A ranked passage with all there is to show of it.
/// text:      of the passage; matches are bytes of it, title_matches of the headline
/// begin, end: bytes of the article's body
struct Result {
  std::size_t rank = 0;
  double score = 0;
  corpus::Article article;
  std::string published;
  std::uint32_t number = 0;
  std::uint32_t begin = 0, end = 0;
  std::string text;
  std::vector<text::Span> matches, title_matches;
  std::vector<search::Entity> entities;
  std::string note;  ///< of who marked it
};

/// The names of a field, prominent ones first.
std::vector<std::string> names_of(const std::vector<search::Entity>& entities,
                                  std::string_view field);

/// Add `entities`, the names by field, and `names`, what is known of each.
void add_entities(const std::vector<search::Entity>& entities, Json& to);

/// A part of a text, printable, with its matches in the style's colour.
std::string highlighted(std::string_view text, text::Span window,
                        const std::vector<text::Span>& matches, const Style& style);

/// `[[begin, end], …]`
Json spans_json(const std::vector<text::Span>& spans);

/// Read what a hit needs from the database.
Result load_result(const store::Database& database, const search::Hit& hit, std::size_t rank,
                   search::Highlighter& highlighter, search::EntityReader& entities);

std::string result_text(const Result& result, const Style& style, std::size_t columns);
std::string facets_text(const std::vector<search::Facet>& facets, search::CountBy by,
                        const Style& style, std::size_t columns);

/// Objects as queries/README.md documents them.
Json result_json(const Result& result, const std::string& topic);
Json facet_json(const search::Facet& facet);

/// `topic Q0 passage rank score tag`. Blanks and control characters in ids become `%20`
/// and the like.
/// in: score, strictly below that of the rank before
std::string trec_line(const std::string& topic, const std::string& id, std::size_t rank,
                      double score, const std::string& tag);

/// Scores for a run: those given, lowered by a small step where they would not fall strictly as
/// printed and read into 32-bit floats, since evaluators order by such scores alone.
/// in: finite scores
class FallingScores {
 public:
  double next(double score);

 private:
  bool first_ = true;
  double last_ = 0;
};

}  // namespace dateline::cli
