#include "search/match.hh"

#include "base/interrupt.hh"
#include "base/parallel.hh"

namespace dateline::search {
namespace {

class Matcher {
 public:
  explicit Matcher(SegmentLeaves& leaves) : leaves_(leaves), segment_(leaves.segment()) {}

  Bitmap run(const Clause& clause) {
    base::check_interrupt();
    switch (clause.kind) {
      case Clause::Kind::Leaf:
        return leaves_.bits(clause.leaf);
      case Clause::Kind::AtLeast:
        return often(clause);
      case Clause::Kind::Article:
        return whole_articles(run(clause.children.front()));
      case Clause::Kind::Words:
        return of_length(clause);
      case Clause::Kind::And: {
        Bitmap result = run(clause.children.front());
        for (std::size_t i = 1; i < clause.children.size(); ++i) result &= run(clause.children[i]);
        return result;
      }
      case Clause::Kind::Or: {
        Bitmap result(segment_.passage_count);
        for (const Clause& child : clause.children) {
          if (child.kind == Clause::Kind::Leaf) {
            leaves_.add_bits(child.leaf, result);
          } else {
            result |= run(child);
          }
        }
        return result;
      }
      case Clause::Kind::Not: {
        Bitmap result = run(clause.children.front());
        result.flip();
        return result;
      }
      case Clause::Kind::All:
        return Bitmap(segment_.passage_count, true);
      case Clause::Kind::None:
        break;
    }
    return Bitmap(segment_.passage_count);
  }

 private:
  void add_article(std::uint32_t article, Bitmap& result) const {
    const store::ArticleRow& row = segment_.text.articles()[article];
    for (std::uint32_t i = 0; i < row.passage_count; ++i) result.set(row.first_passage + i);
  }

  Bitmap whole_articles(const Bitmap& passages) const {
    Bitmap result(segment_.passage_count);
    const auto rows = segment_.text.passages();
    const auto articles = segment_.text.articles();
    for (std::uint32_t at = passages.next(0); at < passages.size();) {
      const std::uint32_t article = rows[at].article;
      add_article(article, result);
      at = passages.next(articles[article].first_passage + articles[article].passage_count);
    }
    return result;
  }

  Bitmap often(const Clause& clause) const {
    Bitmap result(segment_.passage_count);
    for (const auto& [article, count] : leaves_.article_counts(clause.leaf)) {
      if (count >= clause.number) add_article(article, result);
    }
    return result;
  }

  Bitmap of_length(const Clause& clause) const {
    Bitmap result(segment_.passage_count);
    const auto articles = segment_.text.articles();
    const auto before = segment_.forward.tokens_before();
    for (std::uint32_t article = 0; article < articles.size(); ++article) {
      const std::uint32_t first = articles[article].first_passage;
      const std::uint64_t words = before[first + articles[article].passage_count] - before[first];
      if (words >= clause.first_word && words <= clause.last_word) add_article(article, result);
    }
    return result;
  }

  SegmentLeaves& leaves_;
  const store::Segment& segment_;
};

void drop_deleted(const store::Segment& segment, Bitmap& bitmap) {
  if (!segment.has_deleted()) return;
  const auto rows = segment.text.articles();
  for (std::uint32_t article = 0; article < rows.size(); ++article) {
    if (!segment.is_deleted(article)) continue;
    for (std::uint32_t i = 0; i < rows[article].passage_count; ++i)
      bitmap.reset(rows[article].first_passage + i);
  }
}

}  // namespace

std::uint64_t MatchSet::passages() const {
  std::uint64_t total = 0;
  for (const Bitmap& bitmap : segments) total += bitmap.count();
  return total;
}

std::uint64_t MatchSet::articles(const store::Database& database) const {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto rows = database.segment(static_cast<std::uint32_t>(i)).text.passages();
    std::uint32_t last = UINT32_MAX;  // an article's passages lie side by side
    segments[i].each([&](std::uint32_t ordinal) {
      if (rows[ordinal].article != last) ++total;
      last = rows[ordinal].article;
    });
  }
  return total;
}

Bitmap match(const Plan& plan, SegmentLeaves& leaves) {
  Bitmap bitmap = Matcher(leaves).run(plan.match);
  drop_deleted(leaves.segment(), bitmap);
  return bitmap;
}

void each_segment(const store::Database& database, const std::function<void(std::size_t)>& work) {
  // A small database is done before another thread has woken up.
  constexpr std::uint64_t worth_threads = 65'536;
  const std::size_t count = database.segments().size();
  if (database.live_passages() >= worth_threads) return base::parallel_for(count, work);
  for (std::size_t i = 0; i < count; ++i) work(i);
}

MatchSet match(const Plan& plan, const store::Database& database) {
  MatchSet result;
  result.segments.resize(database.segments().size());
  store::with_xapian("search", [&] {
    each_segment(database, [&](std::size_t i) {
      SegmentLeaves leaves(plan, *database.segments()[i]);
      result.segments[i] = match(plan, leaves);
    });
  });
  return result;
}

}  // namespace dateline::search
