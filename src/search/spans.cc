#include "search/spans.hh"

#include <algorithm>

namespace dateline::search {
namespace {

/// Whether a border lies inside the tokens [begin, end).
bool crosses(const std::vector<std::uint32_t>& borders, std::uint32_t begin, std::uint32_t end) {
  const auto next = std::upper_bound(borders.begin(), borders.end(), begin);
  return next != borders.end() && *next < end;
}

bool near(TokenSpan left, TokenSpan right, const Nearness& nearness, const Borders& borders) {
  const bool before = left.end <= right.begin, after = right.end <= left.begin;
  if (!before && !after) return false;  // they share tokens
  if (nearness.ordered && !before) return false;
  const TokenSpan first = before ? left : right, second = before ? right : left;
  switch (nearness.unit) {
    case query::Unit::Words:
      return second.begin - first.end < nearness.number;
    case query::Unit::Sentence:
      return !crosses(borders.sentences, first.begin, second.end);
    case query::Unit::Paragraph:
      return !crosses(borders.paragraphs, first.begin, second.end);
  }
  return false;
}

void tidy(Spans& spans) {
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
}

}  // namespace

std::uint32_t lead_end(const Borders& borders) {
  constexpr std::uint32_t least = 20;
  for (const std::uint32_t border : borders.paragraphs) {
    if (border >= least) return border;
  }
  return UINT32_MAX;
}

Spans pair_up(const Spans& left, const Spans& right, const Nearness& nearness,
              const Borders& borders) {
  Spans found;
  for (const TokenSpan a : left) {
    for (const TokenSpan b : right) {
      if (!near(a, b, nearness, borders)) continue;
      found.push_back({std::min(a.begin, b.begin), std::max(a.end, b.end)});
    }
    if (found.size() > max_spans) break;
  }
  tidy(found);
  return found;
}

Spans without(const Spans& left, const Spans& right, const Nearness& nearness,
              const Borders& borders) {
  Spans kept;
  for (const TokenSpan a : left) {
    const bool any = std::any_of(right.begin(), right.end(),
                                 [&](TokenSpan b) { return near(a, b, nearness, borders); });
    if (!any) kept.push_back(a);
  }
  return kept;
}

Spans in_a_row(const std::vector<Spans>& parts) {
  Spans rows = parts.front();
  for (std::size_t i = 1; i < parts.size() && !rows.empty(); ++i) {
    Spans longer;
    for (const TokenSpan row : rows) {
      auto next = std::lower_bound(parts[i].begin(), parts[i].end(), TokenSpan{row.end, 0});
      for (; next != parts[i].end() && next->begin == row.end; ++next) {
        longer.push_back({row.begin, next->end});
      }
    }
    rows = std::move(longer);
    tidy(rows);
  }
  return rows;
}

Spans any_of(Spans left, const Spans& right) {
  left.insert(left.end(), right.begin(), right.end());
  tidy(left);
  return left;
}

}  // namespace dateline::search
