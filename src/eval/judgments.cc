#include "eval/judgments.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "eval/rows.hh"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

/// Grades are small numbers; the gain 2^grade of a large one would not be a number.
int read_grade(const Row& row, std::size_t column) {
  const int value = row.integer(column, "grade");
  if (value < -1000 || value > 1000)
    row.fail(fmt::format("the grade {} is not within -1000 and 1000", value));
  return value;
}

Qrels parse_qrels(const std::string& path, std::string_view content) {
  Qrels qrels;
  std::map<std::pair<std::string, std::string>, std::size_t> first;
  each_row(path, content, 4, "topic, iteration, id and grade", [&](const Row& row) {
    std::string topic(row.cells[0]), id(row.cells[2]);
    const int value = read_grade(row, 3);
    const auto [known, is_new] = first.try_emplace({topic, id}, row.number);
    if (!is_new)
      row.fail(fmt::format("'{}' is judged for topic '{}' in line {} already", shown(id),
                           shown(topic), known->second));
    qrels.topics[std::move(topic)].emplace(std::move(id), value);
  });
  return qrels;
}

SpanJudgments parse_spans(const std::string& path, std::string_view content) {
  SpanJudgments spans;
  std::map<std::tuple<std::string, std::string, std::uint32_t, std::uint32_t>, std::size_t> first;
  each_row(path, content, 5, "topic, article, begin, end and grade", [&](const Row& row) {
    std::string topic(row.cells[0]), article(row.cells[1]);
    const JudgedSpan span{row.offset(2, "begin"), row.offset(3, "end"), read_grade(row, 4)};
    if (span.begin >= span.end) row.fail("the span is empty: its end is not after its begin");
    if (span.grade < 0) row.fail("a span has no negative grade");
    const auto [known, is_new] =
        first.try_emplace({topic, article, span.begin, span.end}, row.number);
    if (!is_new) {
      row.fail(fmt::format("bytes {} to {} of '{}' are judged for topic '{}' in line {} already",
                           span.begin, span.end, shown(article), shown(topic), known->second));
    }
    spans.topics[std::move(topic)][std::move(article)].push_back(span);
  });
  for (auto& [topic, articles] : spans.topics) {
    for (auto& [article, judged] : articles) {
      std::sort(judged.begin(), judged.end(), [](const JudgedSpan& one, const JudgedSpan& other) {
        return std::tie(one.begin, one.end) < std::tie(other.begin, other.end);
      });
    }
  }
  return spans;
}

GradedList grade_ids(const Qrels& qrels, const std::string& topic,
                     std::span<const Result> ranking) {
  GradedList list;
  const auto judged = qrels.topics.find(topic);
  if (judged == qrels.topics.end()) {
    list.ranked.assign(ranking.size(), unjudged);
    return list;
  }
  for (const Result& result : ranking) {
    const auto found = judged->second.find(result.id);
    if (found == judged->second.end()) {
      list.ranked.push_back(unjudged);
    } else {
      list.ranked.push_back(found->second < 0 ? pooled : found->second);
    }
  }
  for (const auto& [id, value] : judged->second) {
    if (value >= 0) list.judged.push_back(value);
  }
  return list;
}

bool is_short(const JudgedSpan& span) {
  return span.end - span.begin <= SpanJudgments::longest_span;
}

/// Whether two runs of bytes share at least half of the shorter.
bool share_half(const JudgedSpan& span, const Place& place) {
  const std::int64_t common =
      std::int64_t{std::min(span.end, place.end)} - std::int64_t{std::max(span.begin, place.begin)};
  const std::int64_t shorter =
      std::min<std::int64_t>(span.end - span.begin, std::int64_t{place.end} - place.begin);
  return common > 0 && 2 * common >= shorter;
}

GradedList grade_places(const SpanJudgments& judgments, const std::string& topic,
                        std::span<const Result> ranking) {
  GradedList list;
  const auto articles = judgments.topics.find(topic);
  if (articles == judgments.topics.end()) {
    list.ranked.assign(ranking.size(), unjudged);
    return list;
  }
  std::set<const JudgedSpan*> used;
  for (const Result& result : ranking) {
    if (!result.place)
      throw base::Error(base::Code::Internal, "a result without a place meets judged spans");
    int best = unjudged;
    if (const auto spans = articles->second.find(result.place->article);
        spans != articles->second.end()) {
      // No span that counts and begins before this reaches into the passage.
      const std::uint32_t first =
          result.place->begin - std::min(result.place->begin, SpanJudgments::longest_span);
      auto at = std::lower_bound(
          spans->second.begin(), spans->second.end(), first,
          [](const JudgedSpan& span, std::uint32_t begin) { return span.begin < begin; });
      for (; at != spans->second.end() && at->begin < result.place->end; ++at) {
        const JudgedSpan& span = *at;
        if (!is_short(span) || !share_half(span, *result.place)) continue;
        best = std::max(best, used.insert(&span).second ? span.grade : 0);
      }
    }
    list.ranked.push_back(best);
  }
  for (const auto& [article, spans] : articles->second) {
    for (const JudgedSpan& span : spans) {
      if (is_short(span)) list.judged.push_back(span.grade);
    }
  }
  return list;
}

}  // namespace

Judgments parse_judgments(const std::string& path, std::string_view content) {
  const std::size_t columns = first_row(content).size();
  if (columns == 0) throw base::Error(base::Code::Data, "there are no judgments in it", {}, path);
  if (columns == 5) return parse_spans(path, content);
  return parse_qrels(path, content);
}

Judgments read_judgments(const std::filesystem::path& path) {
  return parse_judgments(path.string(), base::read_file(path));
}

std::vector<std::string> topics_of(const Judgments& judgments) {
  std::vector<std::string> topics;
  std::visit(
      [&](const auto& kind) {
        for (const auto& [topic, judged] : kind.topics) topics.push_back(topic);
      },
      judgments);
  return topics;
}

GradedList grade(const Judgments& judgments, const std::string& topic,
                 std::span<const Result> ranking) {
  GradedList list = std::holds_alternative<Qrels>(judgments)
                        ? grade_ids(std::get<Qrels>(judgments), topic, ranking)
                        : grade_places(std::get<SpanJudgments>(judgments), topic, ranking);
  std::sort(list.judged.begin(), list.judged.end(), std::greater<>());
  return list;
}

}  // namespace dateline::eval
