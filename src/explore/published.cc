#include "explore/published.hh"

#include "schema/field.hh"
#include "search/names.hh"
#include "temporal/date_query.hh"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace dateline::explore {

void keep_published(const temporal::DayRange& days, const store::Database& database,
                    search::Plan& plan) {
  const schema::Schema& schema = schema::Schema::standard();
  search::Leaf leaf;
  leaf.terms = search::date_terms(database, schema, schema.get("published"), days);
  search::Clause both, dated;
  both.kind = search::Clause::Kind::And;
  both.children.push_back(std::move(plan.match));
  dated.kind = leaf.terms.empty() ? search::Clause::Kind::None : search::Clause::Kind::Leaf;
  if (!leaf.terms.empty()) dated.leaf = plan.leaf(std::move(leaf));
  both.children.push_back(std::move(dated));
  plan.match = std::move(both);
}

std::optional<temporal::DayRange> published_days(const store::Database& database) {
  std::int32_t first = INT32_MAX, last = INT32_MIN;
  for (const auto& segment : database.segments()) {
    const auto rows = segment->text.articles();
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      if (segment->is_deleted(i) || rows[i].published_precision == 0) continue;
      first = std::min(first, rows[i].published_day);
      last = std::max(last, rows[i].published_day);
    }
  }
  if (first > last) return std::nullopt;
  return temporal::DayRange{temporal::Day::from_serial(first), temporal::Day::from_serial(last)};
}

search::MatchSet everything(const store::Database& database,
                            const std::optional<temporal::Day>& as_of) {
  search::Plan plan;
  if (as_of) keep_published(temporal::QueryDays{std::nullopt, as_of}.closed(), database, plan);
  return search::match(plan, database);
}

}  // namespace dateline::explore
