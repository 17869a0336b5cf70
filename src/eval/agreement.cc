#include "eval/agreement.hh"

#include "base/error.hh"

#include <set>
#include <string>
#include <tuple>

namespace dateline::eval {
namespace {

using Item = std::tuple<std::string, std::string, std::uint32_t, std::uint32_t>;

std::map<Item, int> items(const Judgments& judgments) {
  std::map<Item, int> out;
  if (const auto* qrels = std::get_if<Qrels>(&judgments)) {
    for (const auto& [topic, judged] : qrels->topics) {
      for (const auto& [id, grade] : judged) {
        if (grade >= 0) out[{topic, id, 0, 0}] = grade;
      }
    }
    return out;
  }
  for (const auto& [topic, articles] : std::get<SpanJudgments>(judgments).topics) {
    for (const auto& [article, spans] : articles) {
      for (const JudgedSpan& span : spans) out[{topic, article, span.begin, span.end}] = span.grade;
    }
  }
  return out;
}

/// 1 - observed disagreement / that of chance; nullopt if chance has none.
std::optional<double> kappa(const Agreement& result, bool weighted) {
  std::map<int, double> first, second;
  double observed = 0;
  const auto weight = [weighted](int one, int other) {
    const double distance = static_cast<double>(one) - other;
    return weighted ? distance * distance : one != other ? 1.0 : 0.0;
  };
  for (const auto& [grades, count] : result.table) {
    first[grades.first] += static_cast<double>(count);
    second[grades.second] += static_cast<double>(count);
    observed += weight(grades.first, grades.second) * static_cast<double>(count);
  }
  double chance = 0;
  for (const auto& [one, ones] : first) {
    for (const auto& [other, others] : second)
      chance += weight(one, other) * ones * others / static_cast<double>(result.both);
  }
  if (chance <= 0) return std::nullopt;
  return 1 - observed / chance;
}

}  // namespace

Agreement agree(const Judgments& first, const Judgments& second) {
  if (first.index() != second.index()) {
    throw base::Error(base::Code::Data,
                      "one file judges ids and the other spans; they can't be compared");
  }
  const std::map<Item, int> ours = items(first), theirs = items(second);
  Agreement result;
  std::size_t same = 0;
  for (const auto& [item, grade] : ours) {
    const auto found = theirs.find(item);
    if (found == theirs.end()) continue;
    ++result.table[{grade, found->second}];
    ++result.both;
    if (grade == found->second) ++same;
  }
  if (result.both == 0)
    throw base::Error(base::Code::Data, "the two files judge nothing in common");
  result.only_first = ours.size() - result.both;
  result.only_second = theirs.size() - result.both;
  result.agreement = static_cast<double>(same) / static_cast<double>(result.both);
  result.kappa = kappa(result, false);
  result.weighted_kappa = kappa(result, true);
  return result;
}

}  // namespace dateline::eval
