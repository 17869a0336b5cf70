#include "search/recency.hh"

#include <algorithm>
#include <cmath>

namespace dateline::search {

std::int64_t reference_instant(const MatchSet& matches, const store::Database& database,
                               const Recency& recency) {
  if (recency.half_life_days <= 0) return 0;
  std::int64_t newest = store::ArticleRow::no_instant;
  for (std::uint32_t i = 0; i < matches.segments.size(); ++i) {
    const store::TextFile& text = database.segment(i).text;
    matches.segments[i].each([&](std::uint32_t ordinal) {
      newest =
          std::max(newest, text.articles()[text.passages()[ordinal].article].published_seconds);
    });
  }
  return std::min(newest, recency.now_seconds);
}

double decay(const store::ArticleRow& article, const Recency& recency,
             std::int64_t reference_seconds) {
  if (recency.half_life_days <= 0) return 1;
  if (article.published_seconds == store::ArticleRow::no_instant) return 0;
  const double days = static_cast<double>(reference_seconds - article.published_seconds) / 86400;
  return std::exp2(-std::max(0.0, days) / recency.half_life_days);
}

}  // namespace dateline::search
