#include "explore/similar.hh"

#include "explore/copies.hh"
#include "explore/published.hh"
#include "explore/stems.hh"
#include "schema/field.hh"
#include "search/entities.hh"
#include "search/names.hh"
#include "search/rank.hh"
#include "store/passage.hh"
#include "store/terms.hh"
#include "temporal/date_query.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace dateline::explore {
namespace {

constexpr std::size_t most_stems = 25, most_names = 12;
constexpr double most_common = 0.1;  // share of passages; more common words tell no subject

/// Something to look for: a stem, or a name in all its spellings. shown: for people.
struct Wanted {
  std::string shown, stem;
  std::vector<std::string> terms;
  double weight = 0;
};

double rarity(const store::Database& database, const std::vector<std::string>& terms) {
  const auto total = static_cast<double>(database.terms().get_doccount());
  const auto with = static_cast<double>(search::passages_with_any(terms, database));
  return std::log((total + 1) / (with + 0.5));
}

void keep_weightiest(std::vector<Wanted>& all, std::size_t limit) {
  std::sort(all.begin(), all.end(), [](const Wanted& a, const Wanted& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.terms < b.terms;
  });
  if (all.size() > limit) all.resize(limit);
}

/// The passages that a reference names: [first, end).
std::pair<std::uint32_t, std::uint32_t> passages_of(const store::Segment& segment,
                                                    const store::ArticleRef& ref) {
  const store::ArticleRow& row = segment.text.articles()[ref.article];
  if (ref.passage == 0) return {row.first_passage, row.first_passage + row.passage_count};
  const std::uint32_t one = row.first_passage + ref.passage - 1;
  return {one, one + 1};
}

std::vector<Wanted> wanted_stems(const store::Database& database, const store::ArticleRef& ref) {
  const store::Segment& segment = database.segment(ref.segment);
  std::unordered_map<std::uint32_t, double> counts;
  const auto add = [&](std::string_view tokens, double worth) {
    for (std::size_t at = 0; at < tokens.size();)
      counts[static_cast<std::uint32_t>(store::read_varint(tokens, at))] += worth;
  };
  add(segment.forward.title(ref.article).tokens, 2);
  const auto [first, end] = passages_of(segment, ref);
  for (std::uint32_t i = first; i < end; ++i) add(segment.forward.passage(i).tokens, 1);
  const CommonStems common(database);
  const schema::Field& text = schema::Schema::standard().get("text");
  const double least_rarity = std::log(1 / most_common);
  std::vector<Wanted> all;
  for (const auto& [stem, count] : counts) {
    if (stem >= segment.forward.stem_count() || common.contains(segment.forward.stem(stem)))
      continue;
    Wanted one;
    one.shown = one.stem = segment.forward.stem(stem);
    one.terms = {store::make_term(text, one.stem)};
    const double rare = rarity(database, one.terms);
    // A word of this article alone leads nowhere, but does no harm.
    if (rare < least_rarity) continue;
    one.weight = (1 + std::log(count)) * rare;
    all.push_back(std::move(one));
  }
  keep_weightiest(all, most_stems);
  return all;
}

std::vector<Wanted> wanted_names(const store::Database& database, const store::ArticleRef& ref,
                                 const search::AliasGroups* names) {
  const store::Segment& segment = database.segment(ref.segment);
  const schema::Schema& schema = schema::Schema::standard();
  const search::Aliases& aliases = names != nullptr ? names->aliases() : search::no_aliases();
  search::EntityReader reader(database, names);
  std::map<std::pair<std::string, std::string>, double> counts;  // by field and name
  const auto [first, end] = passages_of(segment, ref);
  for (std::uint32_t i = first; i < end; ++i) {
    for (const search::Entity& one : reader.passage(ref.segment, i))
      ++counts[{one.field, one.name}];
  }
  std::vector<Wanted> all;
  for (const auto& [name, count] : counts) {
    Wanted one;
    one.shown = fmt::format("{}:{}", name.first, name.second);
    one.terms =
        search::spelling_terms(schema.get(name.first), text::fold_name(name.second), aliases);
    one.weight = (1 + std::log(count)) * rarity(database, one.terms);
    all.push_back(std::move(one));
  }
  keep_weightiest(all, most_names);
  return all;
}

search::Clause any_of(std::vector<search::Clause> children) {
  search::Clause clause;
  clause.kind = search::Clause::Kind::Or;
  clause.children = std::move(children);
  return clause;
}

/// A plan that ranks by what is wanted; words and names have the same say each, the rarest first.
search::Plan plan_for(const std::vector<Wanted>& all) {
  search::Plan plan;
  std::vector<search::Clause> children;
  const double most =
      all.empty() ? 1
                  : std::max_element(all.begin(), all.end(), [](const Wanted& a, const Wanted& b) {
                      return a.weight < b.weight;
                    })->weight;
  for (const Wanted& one : all) {
    search::Leaf leaf;
    leaf.terms = one.terms;
    if (!one.stem.empty()) leaf.expression.token.stems = {one.stem};
    search::Clause clause;
    clause.kind = search::Clause::Kind::Leaf;
    clause.leaf = plan.leaf(std::move(leaf));
    plan.scorers.push_back({clause.leaf, one.weight / most, false});
    children.push_back(std::move(clause));
  }
  plan.match = any_of(std::move(children));
  return plan;
}

struct Instant {
  std::int64_t seconds = store::ArticleRow::no_instant;
  std::int32_t day = 0;
  std::uint32_t precision = 0;
};

Instant instant(const store::ArticleRow& row) {
  return {row.published_seconds, row.published_day, row.published_precision};
}

/// Compared as exactly as both are known.
Side side_of(const Instant& of, const Instant& other) {
  const std::uint32_t precision = std::min(of.precision, other.precision);
  if (precision == 0) return Side::Undated;
  const auto by = [&](const Instant& one) -> std::int64_t {
    const temporal::Day day = temporal::Day::from_serial(one.day);
    switch (static_cast<temporal::Precision>(precision - 1)) {
      case temporal::Precision::Year:
        return day.year();
      case temporal::Precision::Month:
        return day.year() * 12 + day.month();
      case temporal::Precision::Day:
        return one.day;
      default:
        return one.seconds;
    }
  };
  const std::int64_t here = by(of), there = by(other);
  return there < here ? Side::Earlier : there > here ? Side::Later : Side::Same;
}

/// The days at most so many before or after a day.
temporal::DayRange around(std::int32_t day, unsigned days) {
  const auto clamped = [](std::int64_t serial) {
    return temporal::Day::from_serial(static_cast<int>(
        std::clamp<std::int64_t>(serial, temporal::Day::min_serial, temporal::Day::max_serial)));
  };
  return {clamped(std::int64_t{day} - days), clamped(std::int64_t{day} + days)};
}

/// The words and names looked for that an article has.
std::vector<std::string> shared(const std::vector<Wanted>& all, const store::Segment& segment,
                                std::uint32_t article) {
  constexpr std::size_t most = 6;
  const store::ArticleRow& row = segment.text.articles()[article];
  std::vector<std::string> found;
  for (const Wanted& one : all) {
    if (found.size() == most) break;
    const bool has = std::any_of(one.terms.begin(), one.terms.end(), [&](const std::string& term) {
      const auto postings = segment.postings(term);
      const auto at =
          std::lower_bound(postings->ordinals.begin(), postings->ordinals.end(), row.first_passage);
      return at != postings->ordinals.end() && *at < row.first_passage + row.passage_count;
    });
    if (has) found.push_back(one.shown);
  }
  return found;
}

/// A candidate with its shingles.
struct Known {
  std::size_t related = 0;  ///< index into Similar::related
  Shingles shingles;
};

Similar find(const store::Database& database, const store::ArticleRef& ref,
             const SimilarOptions& options, const search::AliasGroups* names) {
  std::vector<Wanted> all = wanted_stems(database, ref);
  for (Wanted& one : wanted_names(database, ref, names)) all.push_back(std::move(one));
  keep_weightiest(all, most_stems + most_names);
  search::MatchSet own_passages;
  for (const auto& segment : database.segments())
    own_passages.segments.emplace_back(segment->passage_count);
  const auto [first, end] = passages_of(database.segment(ref.segment), ref);
  for (std::uint32_t i = first; i < end; ++i) own_passages.segments[ref.segment].set(i);
  for (Wanted& one : all) {
    if (!one.stem.empty()) one.shown = spelling(one.stem, own_passages, database);
  }
  Similar result;
  for (const Wanted& one : all) result.terms.push_back(one.shown);
  if (all.empty()) return result;

  const store::Segment& home = database.segment(ref.segment);
  const Instant own = instant(home.text.articles()[ref.article]);
  search::Plan plan = plan_for(all);
  if (options.within_days) {
    if (own.precision <= static_cast<std::uint32_t>(temporal::Precision::Day)) return result;
    keep_published(around(own.day, *options.within_days), database, plan);
  }
  if (options.as_of)
    keep_published(temporal::QueryDays{std::nullopt, options.as_of}.closed(), database, plan);
  search::RankOptions rank;
  rank.fold = true;
  rank.weighting = search::Weighting::for_articles();
  // One side alone may begin far down.
  const std::size_t wide = options.earlier != options.later ? 20 : 6;
  rank.limit = std::min<std::size_t>((options.limit + 5) * wide, 1000);
  const search::Ranking ranking = search::rank(plan, database, rank);

  const Shingles own_shingles = shingles(home, ref.article);
  const auto itself = [&](const search::Hit& hit) {
    return hit.passage.segment == ref.segment &&
           home.text.passages()[hit.passage.ordinal].article == ref.article;
  };
  const auto self = std::find_if(ranking.hits.begin(), ranking.hits.end(), itself);
  const double full = self != ranking.hits.end() ? self->score
                      : ranking.hits.empty()     ? 1
                                                 : ranking.hits.front().score;
  std::vector<Known> known;
  for (const search::Hit& hit : ranking.hits) {
    if (itself(hit)) continue;
    if (hit.score < options.least * full) break;
    const store::Segment& segment = database.segment(hit.passage.segment);
    const std::uint32_t article = segment.text.passages()[hit.passage.ordinal].article;
    Shingles runs = shingles(segment, article);
    if (near_copies(runs, own_shingles)) {
      result.copies.push_back(hit.article_id);
      continue;
    }
    const Side side = side_of(own, instant(segment.text.articles()[article]));
    const bool any = !options.earlier && !options.later;
    if (!any && !(options.earlier && side == Side::Earlier) &&
        !(options.later && side == Side::Later))
      continue;
    const auto copy = std::find_if(known.begin(), known.end(), [&](const Known& one) {
      return near_copies(one.shingles, runs);
    });
    if (copy != known.end()) {
      result.related[copy->related].copies.push_back(hit.article_id);
      continue;
    }
    if (result.related.size() == options.limit) break;
    const store::ArticleRecord record = segment.text.record(article);
    Related one;
    one.article = {hit.passage.segment, article, 0};
    one.id = hit.article_id;
    one.title = record.article.title;
    one.published = record.published;
    one.passage = store::passage_id(hit.article_id, hit.number);
    one.score = std::min(1.0, full > 0 ? hit.score / full : 0);
    one.side = side;
    one.shared = shared(all, segment, article);
    known.push_back({result.related.size(), std::move(runs)});
    result.related.push_back(std::move(one));
  }
  return result;
}

}  // namespace

Similar similar(const store::Database& database, const store::ArticleRef& article,
                const SimilarOptions& options, const search::AliasGroups* names) {
  return store::with_xapian("look for related articles",
                            [&] { return find(database, article, options, names); });
}

}  // namespace dateline::explore
