#include "search/spans.hh"

#include <algorithm>

namespace dateline::search {
namespace {

/// Whether a border lies inside the tokens [begin, end).
bool crosses(const std::vector<std::uint32_t>& borders, std::uint32_t begin, std::uint32_t end) {
  const auto next = std::upper_bound(borders.begin(), borders.end(), begin);
  return next != borders.end() && *next < end;
}

bool share_tokens(TokenSpan left, TokenSpan right) {
  return left.begin < right.end && right.begin < left.end;
}

/// Spans that share tokens are as near as can be.
bool near(TokenSpan left, TokenSpan right, const Nearness& nearness, const Borders& borders) {
  if (nearness.ordered && right.begin < left.end) return false;
  const TokenSpan both{std::min(left.begin, right.begin), std::max(left.end, right.end)};
  switch (nearness.unit) {
    case query::Unit::Words:
      return share_tokens(left, right) ||
             std::max(left.begin, right.begin) - std::min(left.end, right.end) < nearness.number;
    case query::Unit::Sentence:
      return !crosses(borders.sentences, both.begin, both.end);
    case query::Unit::Paragraph:
      return !crosses(borders.paragraphs, both.begin, both.end);
  }
  return false;
}

/// The token from which on nothing that begins there is near.
std::uint64_t reach(TokenSpan span, const Nearness& nearness, const Borders& borders) {
  if (nearness.unit == query::Unit::Words) return std::uint64_t{span.end} + nearness.number;
  const bool sentence = nearness.unit == query::Unit::Sentence;
  const std::vector<std::uint32_t>& list = sentence ? borders.sentences : borders.paragraphs;
  const auto next = std::upper_bound(list.begin(), list.end(), span.begin);
  return next == list.end() ? UINT64_MAX : *next;
}

std::uint32_t end_of(const Spans& spans) {
  std::uint32_t end = 0;
  for (const TokenSpan span : spans) end = std::max(end, span.end);
  return end;
}

/// Which spans were found already: many pairs make the same one where a passage repeats few words.
/// in: end, of all tokens; nothing is remembered if it is 0, or more than any sentence has
class Seen {
 public:
  explicit Seen(std::uint32_t end) : width_(end <= 4096 ? end + 1 : 0) {
    if (end > 0) bits_.resize(std::size_t{width_} * width_);
  }

  /// Whether it is new, as far as is known.
  bool add(TokenSpan span) {
    if (bits_.empty()) return true;
    const std::size_t at = std::size_t{span.begin} * width_ + span.end;
    if (bits_[at]) return false;
    return bits_[at] = true;
  }

 private:
  std::uint32_t width_;
  std::vector<bool> bits_;
};

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
  if (left.empty() || right.empty()) return found;
  Seen seen(left.size() * right.size() > max_spans ? std::max(end_of(left), end_of(right)) : 0);
  for (const TokenSpan a : left) {
    const std::uint64_t end = reach(a, nearness, borders);
    for (const TokenSpan b : right) {
      if (b.begin >= end) break;
      if (share_tokens(a, b) || !near(a, b, nearness, borders)) continue;
      const TokenSpan both{std::min(a.begin, b.begin), std::max(a.end, b.end)};
      if (seen.add(both)) found.push_back(both);
    }
    if (found.size() >= max_spans) break;
  }
  tidy(found);
  if (found.size() > max_spans) found.resize(max_spans);
  return found;
}

unsigned count_pairs(const Spans& left, const Spans& right, const Nearness& nearness,
                     const Borders& borders) {
  unsigned count = 0;
  for (const TokenSpan a : left) {
    for (const TokenSpan b : right) count += near(a, b, nearness, borders) ? 1 : 0;
    if (count > max_spans) break;
  }
  return count;
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

void leave_out_overlaps(Spans& spans) {
  std::uint32_t end = 0;
  std::erase_if(spans, [&](TokenSpan span) {
    if (span.begin < end) return true;
    end = span.end;
    return false;
  });
}

Spans any_of(Spans left, const Spans& right) {
  left.insert(left.end(), right.begin(), right.end());
  tidy(left);
  return left;
}

}  // namespace dateline::search
