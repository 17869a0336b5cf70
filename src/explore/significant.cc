#include "explore/significant.hh"

#include "base/error.hh"
#include "explore/significance.hh"
#include "schema/field.hh"
#include "search/facet.hh"
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

/// Articles of a set with a passage that has a term.
std::uint32_t articles_with(const std::string& term, const MatchSet& set,
                            const store::Database& database) {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < set.segments.size(); ++i) {
    const store::Segment& segment = database.segment(i);
    const auto postings =
        store::with_xapian("read the postings of a term", [&] { return segment.postings(term); });
    std::uint32_t last = UINT32_MAX;
    for (const std::uint32_t ordinal : postings->ordinals) {
      const std::uint32_t article = segment.text.passages()[ordinal].article;
      if (article == last || !set.segments[i].test(ordinal)) continue;
      last = article;
      ++count;
    }
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

using NameCounts = std::unordered_map<std::string_view, NameCount>;  ///< by key

/// Count the names of a field in a set; names of the other set only if the first one has them.
void count_names(const MatchSet& set, const store::Database& database, std::size_t field,
                 Holding NameCount::*side, NameCounts& counts) {
  for (std::uint32_t i = 0; i < set.segments.size(); ++i) {
    const store::Segment& segment = database.segment(i);
    search::Members members;
    members.fill(segment, set.segments[i]);
    std::vector<search::FieldTally> tally(1);
    tally[0].number = field;
    search::tally_names(segment.facets(), members, tally);
    for (const search::GroupCount& one : tally[0].groups) {
      const std::string_view key = segment.facets().key(one.group);
      if (side == &NameCount::other && !counts.contains(key)) continue;
      NameCount& count = counts[key];
      (count.*side).passages += one.passages;
      (count.*side).articles += one.articles;
    }
  }
}

/// The same for all that is not in the first set, from the totals of the database.
void take_rest(const store::Database& database, std::size_t field, NameCounts& counts) {
  for (auto& [key, count] : counts) {
    for (const auto& segment : database.segments()) {
      if (const auto group = segment->facets().find(field, key))
        count.other.passages += segment->facets().total(*group).passages;
    }
    count.other.passages -= std::min(count.other.passages, count.found.passages);
  }
}

std::vector<Telling> telling_names(const MatchSet& found, const MatchSet& other,
                                   const store::Database& database, const schema::Field& field,
                                   const Judge& judge, const SignificantOptions& options,
                                   const std::set<std::string, std::less<>>& asked,
                                   std::vector<std::string>& left_out) {
  const auto number = static_cast<std::size_t>(&field - schema::Schema::standard().fields().data());
  NameCounts counts;
  count_names(found, database, number, &NameCount::found, counts);
  std::erase_if(counts, [&](const auto& one) {
    return one.second.found.articles < std::max(options.least_articles, 1u);
  });
  const bool rest = are_all(found, other, database);
  if (rest) {
    take_rest(database, number, counts);
  } else {
    count_names(other, database, number, &NameCount::other, counts);
  }
  std::vector<Telling> all;
  for (const auto& [key, count] : counts) {
    Telling one;
    one.text = key;
    one.found = count.found;
    one.other = count.other;
    if (!judge.keeps(one)) continue;
    if (asked.contains(store::make_term(field, key))) {
      left_out.push_back(fmt::format("{}:{}", field.name, key));
    } else {
      all.push_back(std::move(one));
    }
  }
  keep_best(all, options.names);
  for (Telling& one : all) {
    const std::string key = one.text;
    if (rest) one.other.articles = articles_with(store::make_term(field, key), other, database);
    one.text = search::commonest_spelling(database, number, key);
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
      left_out->push_back(one.stem);
    }
  }
  keep_best(words, options.words);
  for (Telling& one : words) {
    one.text = one.query = spelling(one.stem, found, database);
    if (rest) one.other.articles = articles_with(store::make_term(text, one.stem), other, database);
  }
  return words;
}

Significant significant(const search::Plan& plan, const MatchSet& found, const MatchSet& other,
                        const store::Database& database, const SignificantOptions& options) {
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
                                                options, asked, result.left_out)});
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
