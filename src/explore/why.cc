#include "explore/why.hh"

#include <algorithm>
#include <utility>

namespace dateline::explore {
namespace {

using search::Clause;
using store::PassageRef;

/// The passages that a reference names: [first, end).
std::pair<std::uint32_t, std::uint32_t> passages_of(const store::Database& database,
                                                    const store::ArticleRef& ref) {
  const store::ArticleRow& row = database.segment(ref.segment).text.articles()[ref.article];
  if (ref.passage == 0) return {row.first_passage, row.first_passage + row.passage_count};
  return {row.first_passage + ref.passage - 1, row.first_passage + ref.passage};
}

/// The passage of a reference that is found and scores best; else the one that keeps most conditions, then
/// scores best.
PassageRef choose(const search::Plan& plan, const std::vector<Clause>& clauses,
                  const store::Database& database, const store::ArticleRef& ref,
                  const search::RankOptions& options, const search::Ranking& ranking) {
  const auto [first, end] = passages_of(database, ref);
  if (end - first == 1) return {ref.segment, first};
  std::vector<unsigned> kept(end - first);
  for (const Clause& clause : clauses) {
    search::Plan one = plan;
    one.match = clause;
    search::SegmentLeaves leaves(one, database.segment(ref.segment));
    const search::Bitmap set = search::match(one, leaves);
    for (std::uint32_t i = first; i < end; ++i) kept[i - first] += set.test(i) ? 1 : 0;
  }
  std::vector<PassageRef> passages;
  for (std::uint32_t i = first; i < end; ++i) passages.push_back({ref.segment, i});
  const auto scores = search::break_down(plan, database, options, ranking, passages);
  std::size_t best = 0;
  for (std::size_t i = 1; i < passages.size(); ++i) {
    const bool more = kept[i] > kept[best];
    if (more || (kept[i] == kept[best] && scores[i].score() > scores[best].score())) best = i;
  }
  return passages[best];
}

/// Where a passage stands in a ranking; looked for from the top, ever further down.
std::optional<std::uint64_t> rank_of(const search::Plan& plan, const store::Database& database,
                                     search::RankOptions options, PassageRef passage,
                                     std::uint64_t& of) {
  options.offset = 0;
  options.fold = false;
  for (std::size_t limit = 100;; limit *= 16) {
    options.limit = limit;
    const search::Ranking ranking = search::rank(plan, database, options);
    of = ranking.matches->passages();
    for (std::size_t i = 0; i < ranking.hits.size(); ++i) {
      if (ranking.hits[i].passage == passage) return i + 1;
    }
    if (ranking.hits.size() < limit) return std::nullopt;
  }
}

}  // namespace

Why why(const QueryReading& query, const store::Database& database, const store::ArticleRef& ref,
        const search::RankOptions& options) {
  const std::vector<Clause> clauses = clauses_of(query.plan);
  search::RankOptions top = options;
  top.offset = 0;
  top.limit = 1;
  const search::Ranking ranking = search::rank(query.plan, database, top);
  Why result;
  result.passages = ranking.matches->passages();
  result.articles = ranking.matches->articles(database);
  result.passage = choose(query.plan, clauses, database, ref, options, ranking);
  const store::Segment& segment = database.segment(ref.segment);
  result.number = result.passage.ordinal - segment.text.articles()[ref.article].first_passage + 1;
  result.found = ranking.matches->segments[ref.segment].test(result.passage.ordinal);
  result.score =
      search::break_down(query.plan, database, options, ranking, {result.passage}).front();

  std::vector<Clause> kept;
  for (const Clause& clause : clauses) {
    search::Plan one = only(query.plan, {clause});
    const search::MatchSet set = search::match(one, database);
    ClauseReport report;
    report.text = clause_text(query, clause);
    report.passages = set.passages();
    report.holds = set.segments[ref.segment].test(result.passage.ordinal);
    if (report.holds) {
      kept.push_back(clause);
    } else {
      report.misses = near_misses(query, clause, database, result.passage);
    }
    result.clauses.push_back(std::move(report));
  }
  if (!kept.empty())
    result.rank = rank_of(only(query.plan, kept), database, options, result.passage, result.of);
  if (result.passages == 0) result.removals = removals(query, database);
  return result;
}

}  // namespace dateline::explore
