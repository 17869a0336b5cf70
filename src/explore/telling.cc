#include "explore/telling.hh"

#include "schema/field.hh"
#include "search/names.hh"
#include "store/terms.hh"

#include <algorithm>
#include <map>

namespace dateline::explore {

using search::MatchSet;

namespace {

/// The name that a term stands for; empty if it is none.
std::string_view name_of(std::string_view term) {
  for (const schema::Field& field : schema::Schema::standard().fields()) {
    if (search::has_mentions(field) && term.starts_with(field.prefix))
      return term.substr(field.prefix.size());
  }
  return {};
}

/// Add the stems of words that at least half of a name's spellings have.
void add_name_words(const search::Leaf& leaf, const schema::Field& text,
                    const store::Stemmer& stemmer, Terms& terms) {
  std::map<std::string_view, std::size_t> counts;
  for (const std::string& term : leaf.terms) {
    const std::string_view name = name_of(term);
    std::set<std::string_view> words;
    for (std::size_t at = 0; at < name.size();) {
      const std::size_t end = std::min(name.find(' ', at), name.size());
      words.insert(name.substr(at, end - at));
      at = end + 1;
    }
    for (const std::string_view word : words) ++counts[word];
  }
  for (const auto& [word, count] : counts) {
    if (2 * count >= leaf.terms.size()) terms.insert(store::make_term(text, stemmer.stem(word)));
  }
}

}  // namespace

Terms terms_asked(const search::Plan& plan, const store::Database& database) {
  Terms terms;
  const schema::Field& text = schema::Schema::standard().get("text");
  const store::Stemmer stemmer(database.manifest().fingerprint.stemmer);
  const auto visit = [&](const auto& self, const search::Expression& expression) -> void {
    for (const std::string& stem : expression.token.stems)
      terms.insert(store::make_term(text, stem));
    for (const search::Expression& child : expression.children) self(self, child);
  };
  for (const search::Leaf& leaf : plan.leaves) {
    terms.insert(leaf.terms.begin(), leaf.terms.end());
    add_name_words(leaf, text, stemmer, terms);
    visit(visit, leaf.expression);
  }
  return terms;
}

bool are_all(const MatchSet& found, const MatchSet& other, const store::Database& database) {
  std::uint64_t all = 0;
  for (const auto& segment : database.segments()) all += segment->passage_count;
  return found.passages() + other.passages() == all;
}

std::uint32_t articles_with(const std::vector<std::string>& terms, const MatchSet& set,
                            const store::Database& database) {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < set.segments.size(); ++i) {
    const store::Segment& segment = database.segment(i);
    search::Bitmap with = search::passages_with(terms, segment);
    with &= set.segments[i];
    std::uint32_t last = UINT32_MAX;
    const auto passages = segment.text.passages();
    with.each([&](std::uint32_t ordinal) {
      const std::uint32_t article = passages[ordinal].article;
      if (article == last) return;
      last = article;
      ++count;
    });
  }
  return count;
}

}  // namespace dateline::explore
