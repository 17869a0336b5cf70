#include "search/rank.hh"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace dateline::search {
namespace {

using Kind = Clause::Kind;

/// Whether the scorers find exactly the passages that the clause holds for.
bool scorers_decide(const Clause& clause) {
  if (clause.kind == Kind::Or)
    return std::all_of(clause.children.begin(), clause.children.end(), scorers_decide);
  return clause.scored;
}

/// Whether each passage that the clause holds for has some scorer, so that none scores nothing.
bool scorers_cover(const Clause& clause) {
  switch (clause.kind) {
    case Kind::Or:
      return std::all_of(clause.children.begin(), clause.children.end(), scorers_cover);
    case Kind::And:
      return std::any_of(clause.children.begin(), clause.children.end(), scorers_cover);
    default:
      return clause.scored;
  }
}

bool any_deleted(const store::Database& database) {
  return std::any_of(database.segments().begin(), database.segments().end(),
                     [](const auto& segment) { return segment->has_deleted(); });
}

Xapian::Query query_of(std::shared_ptr<const MatchSet> matches, const store::Database& database) {
  auto* source = new MatchSource(std::move(matches), database);
  return Xapian::Query(source->release());
}

Xapian::Query filter(const Xapian::Query& query, std::shared_ptr<const MatchSet> matches,
                     const store::Database& database) {
  return {Xapian::Query::OP_FILTER, query, query_of(std::move(matches), database)};
}

Xapian::Query scoring_query(const Plan& plan, const store::Database& database) {
  std::vector<Xapian::Query> parts;
  for (const Scorer& scorer : plan.scorers) {
    std::vector<Xapian::Query> terms;
    for (const std::string& term : scorer.terms) terms.emplace_back(term, scorer.times);
    Xapian::Query query(Xapian::Query::OP_AND, terms.begin(), terms.end());
    if (scorer.phrase.kind == Kind::Phrase) {
      query = filter(query, std::make_shared<MatchSet>(match(scorer.phrase, database)), database);
    }
    parts.push_back(query);
  }
  return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

/// Sums of weights come out in another order in another segment: compare what is left of such
/// noise.
double rounded(double score) {
  return std::round(score * 1e9) / 1e9;
}

class Ranker {
 public:
  Ranker(const Plan& plan, const store::Database& database, const RankOptions& options)
      : plan_(plan), database_(database), options_(options) {}

  Ranking run() {
    Ranking ranking;
    ranking.matches = std::make_shared<MatchSet>(match(plan_.match, database_));
    const std::uint64_t total = ranking.matches->passages();
    if (options_.offset >= total || options_.limit == 0) return ranking;
    const std::size_t wanted =
        options_.offset + std::min<std::size_t>(options_.limit, total - options_.offset);
    if (plan_.scorers.empty()) {
      ranking.hits = cut(newest(*ranking.matches, wanted));
      return ranking;
    }
    store::with_xapian("rank passages", [&] {
      Xapian::Query query = scoring_query(plan_, database_);
      if (!scorers_cover(plan_.match)) {
        // `source:x OR oil`: matches without a word that counts come last.
        query =
            Xapian::Query(Xapian::Query::OP_AND_MAYBE, query_of(ranking.matches, database_), query);
      } else if (plan_.extra_scorers || !scorers_decide(plan_.match) || any_deleted(database_)) {
        query = filter(query, ranking.matches, database_);
      }
      Xapian::Enquire enquire(database_.terms());
      enquire.set_weighting_scheme(*options_.weighting.scheme());
      enquire.set_query(query);
      // A few more than wanted show whether the last ones tie with what follows; folding needs more
      // yet.
      std::size_t fetch = std::min<std::uint64_t>(total, wanted * (options_.fold ? 4 : 1) + 16);
      for (;; fetch = std::min<std::uint64_t>(total, fetch * 4)) {
        std::vector<Hit> hits = fetched(enquire, fetch);
        const bool all = hits.size() < fetch || fetch == total;
        const double last = hits.empty() ? 0 : hits.back().score;
        std::vector<Hit> ordered = order(std::move(hits));
        if (all || (ordered.size() >= wanted && ordered[wanted - 1].score > last)) {
          ranking.hits = cut(std::move(ordered));
          return;
        }
      }
    });
    return ranking;
  }

 private:
  Hit hit(store::PassageRef passage, double score) const {
    const store::TextFile& text = database_.segment(passage.segment).text;
    const std::uint32_t article = text.passages()[passage.ordinal].article;
    const store::ArticleRow& row = text.articles()[article];
    return {passage, score, row.published_seconds, {}, passage.ordinal - row.first_passage + 1};
  }

  std::vector<Hit> fetched(Xapian::Enquire& enquire, std::size_t count) const {
    std::vector<Hit> hits;
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(count));
    for (auto at = found.begin(); at != found.end(); ++at) {
      hits.push_back(hit(database_.passage(*at), rounded(at.get_weight())));
    }
    return hits;
  }

  /// The newest matches, at least `wanted` of them and all that tie with the last.
  std::vector<Hit> newest(const MatchSet& matches, std::size_t wanted) const {
    std::vector<Hit> hits;
    for (std::uint32_t i = 0; i < matches.segments.size(); ++i) {
      matches.segments[i].each([&](std::uint32_t ordinal) {
        const Hit found = hit({i, ordinal}, 0);
        if (!options_.fold || first_of_article(matches.segments[i], found)) hits.push_back(found);
      });
    }
    if (hits.size() > wanted) {
      const auto newer = [](const Hit& a, const Hit& b) {
        return a.published_seconds > b.published_seconds;
      };
      const auto last = hits.begin() + static_cast<std::ptrdiff_t>(wanted) - 1;
      std::nth_element(hits.begin(), last, hits.end(), newer);
      const std::int64_t oldest = last->published_seconds;
      std::erase_if(hits, [&](const Hit& one) { return one.published_seconds < oldest; });
    }
    return order(std::move(hits));
  }

  /// Without scores an article's best passage is its first that matches.
  static bool first_of_article(const Bitmap& bitmap, const Hit& found) {
    const std::uint32_t first = found.passage.ordinal - (found.number - 1);
    return bitmap.next(first) == found.passage.ordinal;
  }

  std::vector<Hit> order(std::vector<Hit> hits) const {
    // Ids are compressed: read them only where score and date tie, or where they are shown.
    const auto id = [&](Hit& one) -> const std::string& {
      if (one.article_id.empty()) {
        const store::TextFile& text = database_.segment(one.passage.segment).text;
        one.article_id = text.article_id(text.passages()[one.passage.ordinal].article);
      }
      return one.article_id;
    };
    std::sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
      if (a.score != b.score) return a.score > b.score;
      if (a.published_seconds != b.published_seconds)
        return a.published_seconds > b.published_seconds;
      const std::string& left = id(const_cast<Hit&>(a));
      const std::string& right = id(const_cast<Hit&>(b));
      if (left != right) return left < right;
      return a.number < b.number;
    });
    if (options_.fold) {
      std::unordered_set<std::uint64_t> seen;
      std::erase_if(hits, [&](const Hit& one) {
        const std::uint32_t article =
            database_.segment(one.passage.segment).text.passages()[one.passage.ordinal].article;
        return !seen.insert(static_cast<std::uint64_t>(one.passage.segment) << 32 | article).second;
      });
    }
    for (std::size_t i = options_.offset; i < page_end(hits.size()); ++i) id(hits[i]);
    return hits;
  }

  /// Where the page ends in a list of so many hits.
  std::size_t page_end(std::size_t size) const {
    const std::size_t begin = std::min(options_.offset, size);
    return begin + std::min(options_.limit, size - begin);
  }

  std::vector<Hit> cut(std::vector<Hit> hits) const {
    const std::size_t begin = std::min(options_.offset, hits.size());
    const std::size_t end = page_end(hits.size());
    return {std::make_move_iterator(hits.begin() + static_cast<std::ptrdiff_t>(begin)),
            std::make_move_iterator(hits.begin() + static_cast<std::ptrdiff_t>(end))};
  }

  const Plan& plan_;
  const store::Database& database_;
  const RankOptions& options_;
};

}  // namespace

Ranking rank(const Plan& plan, const store::Database& database, const RankOptions& options) {
  return Ranker(plan, database, options).run();
}

}  // namespace dateline::search
