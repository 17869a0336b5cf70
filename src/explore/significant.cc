#include "explore/significant.hh"

#include "base/error.hh"
#include "explore/significance.hh"
#include "schema/field.hh"
#include "search/facet.hh"
#include "search/names.hh"
#include "search/postings.hh"
#include "search/tally.hh"
#include "store/terms.hh"

#include <algorithm>
#include <functional>
#include <queue>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

namespace dateline::explore {
namespace {

using search::MatchSet;

/// Terms that a plan looks up, of stems and names alike.
std::set<std::string, std::less<>> terms_of(const search::Plan& plan) {
  std::set<std::string, std::less<>> terms;
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

/// Judges counts, and keeps what is sure and strong enough.
class Judge {
 public:
  Judge(const Holding& found, const Holding& other, const SignificantOptions& options)
      : found_(found.passages), other_(other.passages), options_(options) {}

  bool keeps(Telling& one) const {
    if (one.found.articles < std::max(options_.least_articles, 1u)) return false;
    one.g2 = log_likelihood(one.found, found_, one.other, other_);
    one.ratio = log_ratio(Part{static_cast<double>(one.found.passages), found_},
                          Part{static_cast<double>(one.other.passages), other_});
    return one.g2 >= options_.least_g2 && one.ratio >= options_.least_ratio;
  }

  /// The greatest G2 that something may have, held by nothing of the other set.
  double bound(const Holding& found) const { return log_likelihood(found, found_, {}, other_); }

 private:
  double found_, other_;
  const SignificantOptions& options_;
};

/// Two sets that share no passage: whether they make up the database, none of it deleted. What holds
/// something in the one is then known from what does in the other, and from the index.
bool are_all(const MatchSet& found, const MatchSet& other, const store::Database& database) {
  std::uint64_t all = 0;
  for (const auto& segment : database.segments()) all += segment->passage_count;
  return found.passages() + other.passages() == all;
}

/// Articles of a set with a passage that has any of some terms.
std::uint32_t articles_with(const std::vector<std::string>& terms, const MatchSet& set,
                            const store::Database& database) {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < set.segments.size(); ++i) {
    const store::Segment& segment = database.segment(i);
    search::Bitmap with = store::with_xapian("read the postings of a term", [&] {
      return search::passages_with(segment.terms, terms, segment.passage_count);
    });
    with &= set.segments[i];
    std::uint32_t last = UINT32_MAX;
    with.each([&](std::uint32_t ordinal) {
      const std::uint32_t article = segment.text.passages()[ordinal].article;
      if (article == last) return;
      last = article;
      ++count;
    });
  }
  return count;
}

void keep_best(std::vector<Telling>& all, std::size_t limit) {
  const auto better = [](const Telling& a, const Telling& b) {
    if (a.g2 != b.g2) return a.g2 > b.g2;
    return a.stem != b.stem ? a.stem < b.stem : a.text < b.text;
  };
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(limit, all.size()));
  std::partial_sort(all.begin(), end, all.end(), better);
  all.erase(end, all.end());
}

/// What carries a name in both sets.
struct NameCount {
  Holding found, other;
};

using NameCounts = std::unordered_map<std::string_view, NameCount>;  ///< by key, of a set its first

/// The names of one field in both sets.
class NameCounter {
 public:
  NameCounter(const store::Database& database, const schema::Field& field,
              const search::AliasGroups* names)
      : database_(database),
        field_(field),
        number_(static_cast<std::size_t>(&field - schema::Schema::standard().fields().data())),
        names_(names) {}

  /// Count them in a set; names of the other set only if the first one has them.
  void count(const MatchSet& set, Holding NameCount::*side) {
    for (std::uint32_t i = 0; i < set.segments.size(); ++i) {
      const store::Segment& segment = database_.segment(i);
      const search::SegmentNames* shared = names_ != nullptr ? &names_->segment(i) : nullptr;
      search::Members members;
      members.fill(segment, set.segments[i]);
      std::vector<search::FieldTally> tally(1);
      tally[0].number = number_;
      search::tally_names(segment.facets(), members, tally, shared);
      for (const search::GroupCount& one : tally[0].groups) {
        const search::AliasSet* spellings = shared != nullptr ? shared->set(one.group) : nullptr;
        const std::string_view key = spellings != nullptr
                                         ? std::string_view(spellings->keys.front())
                                         : segment.facets().key(one.group);
        if (side == &NameCount::other && !counts.contains(key)) continue;
        NameCount& count = counts[key];
        (count.*side).passages += one.passages;
        (count.*side).articles += one.articles;
      }
    }
  }

  /// The same for all that is not in the first set, from the totals of the database.
  void take_rest() {
    for (auto& [key, count] : counts) {
      count.other.passages =
          static_cast<std::uint32_t>(search::passages_with_any(terms(key), database_));
      count.other.passages -= std::min(count.other.passages, count.found.passages);
    }
  }

  std::vector<std::string> terms(std::string_view key) const {
    return search::spelling_terms(field_, key,
                                  names_ != nullptr ? names_->aliases() : search::no_aliases());
  }

  std::string shown(std::string_view key) const {
    const auto kind = search::kind_of(field_);
    const search::AliasSet* set =
        kind && names_ != nullptr ? names_->aliases().find(*kind, key) : nullptr;
    return set != nullptr ? set->name : search::commonest_spelling(database_, number_, key);
  }

  NameCounts counts;

 private:
  const store::Database& database_;
  const schema::Field& field_;
  std::size_t number_;
  const search::AliasGroups* names_;
};

std::vector<Telling> telling_names(const MatchSet& found, const MatchSet& other,
                                   const store::Database& database, const schema::Field& field,
                                   const Judge& judge, const SignificantOptions& options,
                                   const search::AliasGroups* aliases,
                                   const std::set<std::string, std::less<>>& asked,
                                   std::vector<std::string>& left_out) {
  NameCounter names(database, field, aliases);
  names.count(found, &NameCount::found);
  std::erase_if(names.counts, [&](const auto& one) {
    return one.second.found.articles < std::max(options.least_articles, 1u);
  });
  const bool rest = are_all(found, other, database);
  if (rest) {
    names.take_rest();
  } else {
    names.count(other, &NameCount::other);
  }
  std::vector<Telling> all;
  for (const auto& [key, count] : names.counts) {
    Telling one;
    one.text = key;
    one.found = count.found;
    one.other = count.other;
    if (!judge.keeps(one)) continue;
    const std::vector<std::string> terms = names.terms(key);
    if (std::any_of(terms.begin(), terms.end(),
                    [&](const std::string& term) { return asked.contains(term); })) {
      left_out.push_back(fmt::format("{}:{}", field.name, names.shown(key)));
    } else {
      all.push_back(std::move(one));
    }
  }
  keep_best(all, options.names);
  for (Telling& one : all) {
    const std::string key = one.text;
    if (rest) one.other.articles = articles_with(names.terms(key), other, database);
    one.text = names.shown(key);
    one.query = search::name_clause(field.name, one.text, key);
  }
  return all;
}

/// The words among stems that are counted in the first set only, the other set being all the rest: the index
/// tells how many passages have a word. It is asked for no more words than can be among the best.
std::vector<Telling> words_against_rest(const std::vector<StemCount>& counts,
                                        const store::Database& database, const Judge& judge,
                                        const SignificantOptions& options,
                                        const std::set<std::string, std::less<>>& asked) {
  const schema::Field& text = schema::Schema::standard().get("text");
  const CommonStems common(database);
  std::vector<std::pair<double, const StemCount*>> order;
  for (const StemCount& count : counts) {
    const double bound = judge.bound(count.found);
    if (bound >= options.least_g2 && !common.contains(count.stem))
      order.emplace_back(bound, &count);
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->stem < b.second->stem;
  });
  std::vector<Telling> words;
  std::priority_queue<double, std::vector<double>, std::greater<>> best;
  for (const auto& [bound, count] : order) {
    const std::string term = store::make_term(text, count->stem);
    const bool is_asked = asked.contains(term);
    if (!is_asked && best.size() >= options.words && (best.empty() || bound < best.top())) continue;
    Telling one;
    one.found = count->found;
    const auto with = static_cast<std::uint32_t>(database.terms().get_termfreq(term));
    one.other.passages = with - std::min(with, one.found.passages);
    if (!judge.keeps(one)) continue;
    one.stem = count->stem;
    if (!is_asked) best.push(one.g2);
    if (best.size() > options.words) best.pop();
    words.push_back(std::move(one));
  }
  return words;
}

}  // namespace

std::vector<Telling> significant_words(const search::Plan& plan, const MatchSet& found,
                                       const MatchSet& other, const store::Database& database,
                                       const SignificantOptions& options,
                                       std::vector<std::string>* left_out) {
  const auto asked = terms_of(plan);
  const schema::Field& text = schema::Schema::standard().get("text");
  const Judge judge(size_of(found, database), size_of(other, database), options);
  const bool rest = are_all(found, other, database);
  std::vector<Telling> all;
  if (rest) {
    MatchSet none;
    for (const auto& segment : database.segments())
      none.segments.emplace_back(segment->passage_count);
    const auto counts = count_stems(found, none, database, options.least_articles);
    all = store::with_xapian("look up words", [&] {
      return words_against_rest(counts, database, judge, options, asked);
    });
  } else {
    const CommonStems common(database);
    for (const StemCount& count : count_stems(found, other, database, options.least_articles)) {
      Telling one;
      one.found = count.found;
      one.other = count.other;
      if (!judge.keeps(one) || common.contains(count.stem)) continue;
      one.stem = count.stem;
      all.push_back(std::move(one));
    }
  }
  std::vector<Telling> words;
  for (Telling& one : all) {
    if (!asked.contains(store::make_term(text, one.stem))) {
      words.push_back(std::move(one));
    } else if (left_out != nullptr) {
      left_out->push_back(spelling(one.stem, found, database));
    }
  }
  keep_best(words, options.words);
  for (Telling& one : words) {
    one.text = one.query = spelling(one.stem, found, database);
    if (rest)
      one.other.articles = articles_with({store::make_term(text, one.stem)}, other, database);
  }
  return words;
}

Significant significant(const search::Plan& plan, const MatchSet& found, const MatchSet& other,
                        const store::Database& database, const SignificantOptions& options,
                        const search::AliasGroups* names) {
  Significant result;
  const schema::Schema& schema = schema::Schema::standard();
  for (const std::string& name : options.fields) {
    search::require_facet(schema, name);
    if (schema.get(name).kind != schema::FieldKind::Name) {
      throw base::Error(base::Code::Usage, fmt::format("'{}' holds no names", name),
                        "person, org and place do");
    }
  }
  result.found = size_of(found, database);
  result.other = size_of(other, database);
  result.words = significant_words(plan, found, other, database, options, &result.left_out);
  const auto asked = terms_of(plan);
  const Judge judge(result.found, result.other, options);
  for (const std::string& name : options.fields) {
    result.names.push_back({name, telling_names(found, other, database, schema.get(name), judge,
                                                options, names, asked, result.left_out)});
  }
  std::sort(result.left_out.begin(), result.left_out.end());
  return result;
}

MatchSet without(const MatchSet& set, const MatchSet& other) {
  MatchSet result = set;
  for (std::size_t i = 0; i < result.segments.size(); ++i) {
    search::Bitmap rest = other.segments[i];
    rest.flip();
    result.segments[i] &= rest;
  }
  return result;
}

Holding size_of(const MatchSet& set, const store::Database& database) {
  return {static_cast<std::uint32_t>(set.passages()),
          static_cast<std::uint32_t>(set.articles(database))};
}

}  // namespace dateline::explore
