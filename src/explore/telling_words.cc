#include "explore/telling_words.hh"

#include "schema/field.hh"
#include "search/names.hh"
#include "store/terms.hh"

#include <algorithm>
#include <functional>

namespace dateline::explore {

using search::MatchSet;

TellingWords::TellingWords(const search::Plan& plan, const store::Database& database,
                           const SignificantOptions& options)
    : database_(database),
      options_(options),
      field_(schema::Schema::standard().get("text")),
      asked_(terms_asked(plan, database)),
      common_(database),
      counts_(database) {}

std::vector<Telling> TellingWords::find(const MatchSet& found, const MatchSet& other,
                                        const StemCounts* whole,
                                        std::vector<std::string>* left_out) {
  const Judge judge(size_of(found, database_), size_of(other, database_), options_);
  counts_.count(found);
  StemCounts in_other(database_);
  std::function<std::uint32_t(std::string_view, const Holding&)> others;
  if (whole != nullptr) {
    others = [&](std::string_view stem, const Holding& here) {
      return rest_of(whole->of(stem).passages, here);
    };
  } else if (are_all(found, other, database_)) {
    others = [&](std::string_view stem, const Holding& here) {
      return rest_of(search::passages_with_any({store::make_term(field_, stem)}, database_), here);
    };
  } else {
    in_other.count(other);
    others = [&](std::string_view stem, const Holding&) { return in_other.of(stem).passages; };
  }
  const auto is_asked = [&](std::string_view stem) {
    return asked_.contains(store::make_term(field_, stem));
  };
  return store::with_xapian("look up words", [&] {
    std::vector<Candidate> candidates;
    for (const StemCount& one : counts_.held_by(std::max(options_.least_articles, 1u)))
      candidates.push_back({one.stem, one.found, judge.bound(one.found)});
    for (const std::string& term : asked_) {
      if (left_out == nullptr || !term.starts_with(field_.prefix)) continue;
      const std::string stem = term.substr(field_.prefix.size());
      Telling one;
      one.found = counts_.of(stem);
      if (!judge.has_support(one.found) || common_.contains(stem)) continue;
      one.other.passages = others(stem, one.found);
      if (judge.keeps(one)) left_out->push_back(stem);
    }
    std::vector<Telling> best = most_telling(
        std::move(candidates), judge, options_.words, others,
        [&](std::string_view stem) { return common_.contains(stem) || is_asked(stem); });
    for (Telling& one : best) one.stem = one.text;
    return best;
  });
}

void TellingWords::spell(std::vector<Telling>& words, const MatchSet& found,
                         const MatchSet& other) const {
  for (Telling& one : words) {
    one.text = one.query = spelling(one.stem, found, database_);
    one.other.articles = articles_with({store::make_term(field_, one.stem)}, other, database_);
  }
}

}  // namespace dateline::explore
