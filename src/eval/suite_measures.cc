#include "eval/suite_measures.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/nearest.hh"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <optional>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

[[noreturn]] void fail(const std::string& message, const std::string& place = {}) {
  throw base::Error(base::Code::Data, message, {}, place);
}

std::vector<std::string_view> columns_of(std::string_view line, bool tabs) {
  std::vector<std::string_view> columns;
  const char* const blanks = tabs ? "\t" : " \t";
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find_first_of(blanks, at), line.size());
    if (tabs || end > at) columns.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return columns;
}

template <typename Number>
Number number(std::string_view text, const std::string& place) {
  Number value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size())
    fail(fmt::format("'{}' is no number", text), place);
  return value;
}

/// The grades of a run's hits, in order; nullopt where nobody judged.
std::vector<std::optional<int>> grades_of(const TopicJudgments& judgments,
                                          const std::vector<TopicRun::Hit>& hits) {
  std::vector<std::optional<int>> grades;
  std::multimap<std::string_view, std::size_t> spans;
  for (std::size_t i = 0; i < judgments.spans.size(); ++i)
    spans.emplace(judgments.spans[i].article, i);
  std::vector<bool> seen(judgments.spans.size());
  for (const TopicRun::Hit& hit : hits) {
    std::optional<int> grade;
    if (const auto found = judgments.grades.find(hit.id); found != judgments.grades.end())
      grade = found->second;
    const auto [first, last] = spans.equal_range(hit.article);
    for (auto one = first; one != last; ++one) {
      const TopicJudgments::Span& span = judgments.spans[one->second];
      const std::int64_t both =
          std::int64_t{std::min(span.end, hit.end)} - std::int64_t{std::max(span.begin, hit.begin)};
      if (both <= 0 || 2 * both < std::min(span.end - span.begin, hit.end - hit.begin)) continue;
      grade = std::max(grade.value_or(0), seen[one->second] ? 0 : span.grade);
      seen[one->second] = true;
    }
    grades.push_back(grade);
  }
  return grades;
}

/// All grades above 0, the highest first.
std::vector<int> ideal_of(const TopicJudgments& judgments) {
  std::vector<int> all;
  for (const auto& [id, grade] : judgments.grades) all.push_back(grade);
  for (const TopicJudgments::Span& span : judgments.spans) all.push_back(span.grade);
  std::erase_if(all, [](int grade) { return grade <= 0; });
  std::sort(all.begin(), all.end(), std::greater<>());
  return all;
}

using Grades = std::vector<std::optional<int>>;

bool relevant(const std::optional<int>& grade) {
  return grade.value_or(0) > 0;
}

double found_within(const Grades& grades, std::size_t k) {
  const auto end = grades.begin() + static_cast<std::ptrdiff_t>(std::min(k, grades.size()));
  return static_cast<double>(std::count_if(grades.begin(), end, relevant));
}

double average_precision(const Grades& grades, double total) {
  double sum = 0, found = 0;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if (relevant(grades[i])) sum += ++found / static_cast<double>(i + 1);
  }
  return sum / total;
}

double reciprocal_rank(const Grades& grades) {
  const auto first = std::find_if(grades.begin(), grades.end(), relevant);
  return first == grades.end() ? 0 : 1 / static_cast<double>(first - grades.begin() + 1);
}

double gain(int grade, std::size_t rank) {
  return grade <= 0 ? 0 : (std::exp2(grade) - 1) / std::log2(static_cast<double>(rank + 1));
}

double ndcg(const Grades& grades, const std::vector<int>& ideal, std::size_t k) {
  double sum = 0, best = 0;
  for (std::size_t i = 0; i < std::min(k, grades.size()); ++i)
    sum += gain(grades[i].value_or(0), i + 1);
  for (std::size_t i = 0; i < std::min(k, ideal.size()); ++i) best += gain(ideal[i], i + 1);
  return sum / best;
}

double judged_within(const Grades& grades, std::size_t k) {
  const auto end = grades.begin() + static_cast<std::ptrdiff_t>(std::min(k, grades.size()));
  return static_cast<double>(
      std::count_if(grades.begin(), end, [](const auto& one) { return one.has_value(); }));
}

}  // namespace

Judgments read_judgments(const std::filesystem::path& path) {
  const std::string content = base::read_file(path);
  Judgments judgments;
  std::string_view rest = content;
  for (std::size_t line_number = 1; !rest.empty(); ++line_number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos || line.starts_with('#')) continue;
    const std::string place = fmt::format("{}:{}", path.string(), line_number);
    std::vector<std::string_view> columns = columns_of(line, true);
    if (columns.size() == 5) {
      TopicJudgments::Span span{std::string(columns[1]), number<std::uint32_t>(columns[2], place),
                                number<std::uint32_t>(columns[3], place),
                                number<int>(columns[4], place)};
      if (span.begin >= span.end) fail("a span ends before it begins", place);
      judgments[std::string(columns[0])].spans.push_back(std::move(span));
      continue;
    }
    columns = columns_of(line, false);
    if (columns.size() != 4)
      fail("neither qrels (topic 0 id grade) nor a span (topic, article, begin, end, grade)",
           place);
    const int grade = number<int>(columns[3], place);
    auto& grades = judgments[std::string(columns[0])].grades;
    if (!grades.emplace(columns[2], grade).second)
      fail(fmt::format("'{}' is judged twice for topic '{}'", columns[2], columns[0]), place);
  }
  if (judgments.empty()) fail("there is no judgment in it", path.string());
  return judgments;
}

double measured(std::string_view measure, const TopicJudgments& judgments,
                const std::vector<TopicRun::Hit>& hits) {
  static const std::vector<std::string_view> names = {"ap",        "rr",      "p@10",     "r@100",
                                                      "success@5", "ndcg@10", "judged@10"};
  const std::size_t at = measure.find('@');
  const std::string_view name = measure.substr(0, at);
  std::size_t k = 0;
  bool good = name == "ap" || name == "rr" ? at == std::string_view::npos : false;
  for (const char* cut : {"p", "r", "success", "ndcg", "judged"}) {
    if (name != cut || at == std::string_view::npos) continue;
    const std::string_view digits = measure.substr(at + 1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), k);
    good = read.ec == std::errc() && read.ptr == digits.data() + digits.size() && k > 0;
  }
  if (!good) {
    const auto near = base::nearest(measure, names);
    fail(
        fmt::format("there is no measure '{}'{}; there are ap, rr, p@K, r@K, success@K, ndcg@K "
                    "and judged@K",
                    measure, near ? fmt::format("; did you mean '{}'?", *near) : ""));
  }
  const std::vector<int> ideal = ideal_of(judgments);
  const Grades grades = grades_of(judgments, hits);
  if (name == "judged") return judged_within(grades, k) / static_cast<double>(k);
  if (ideal.empty()) return 0;
  const auto total = static_cast<double>(ideal.size());
  if (name == "ap") return average_precision(grades, total);
  if (name == "rr") return reciprocal_rank(grades);
  if (name == "ndcg") return ndcg(grades, ideal, k);
  const double found = found_within(grades, k);
  if (name == "p") return found / static_cast<double>(k);
  if (name == "r") return found / total;
  return found > 0 ? 1 : 0;
}

}  // namespace dateline::eval
