#include "explore/telling.hh"

#include "schema/field.hh"
#include "search/names.hh"
#include "store/terms.hh"

namespace dateline::explore {

using search::MatchSet;

Terms terms_asked(const search::Plan& plan) {
  Terms terms;
  const schema::Field& text = schema::Schema::standard().get("text");
  const auto visit = [&](const auto& self, const search::Expression& expression) -> void {
    for (const std::string& stem : expression.token.stems)
      terms.insert(store::make_term(text, stem));
    for (const search::Expression& child : expression.children) self(self, child);
  };
  for (const search::Leaf& leaf : plan.leaves) {
    terms.insert(leaf.terms.begin(), leaf.terms.end());
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
