#include "eval/measures.hh"

#include "base/error.hh"
#include "base/nearest.hh"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

/// How a measure is written.
/// own, other: our name, and trec_eval's for it; cut: trec_eval's before `_k`
struct Spelling {
  MeasureKind kind;
  std::string_view own, other, cut;
  bool may_cut, must_cut;
};

constexpr std::array spellings = {
    Spelling{MeasureKind::AveragePrecision, "map", "ap", "map_cut", true, false},
    Spelling{MeasureKind::Ndcg, "ndcg", "ndcg", "ndcg_cut", true, false},
    Spelling{MeasureKind::NdcgExp, "ndcg_exp", "ndcg_exp", "ndcg_exp_cut", true, false},
    Spelling{MeasureKind::Precision, "P", "P", "P", true, true},
    Spelling{MeasureKind::Recall, "R", "recall", "recall", true, true},
    Spelling{MeasureKind::ReciprocalRank, "mrr", "recip_rank", "recip_rank_cut", true, false},
    Spelling{MeasureKind::Success, "success", "success", "success", true, true},
    Spelling{MeasureKind::Bpref, "bpref", "bpref", "", false, false},
    Spelling{MeasureKind::Rbp, "rbp", "rbp", "", true, false},
    Spelling{MeasureKind::RPrecision, "rprec", "Rprec", "", false, false},
    Spelling{MeasureKind::Judged, "judged", "judged", "judged", true, true},
};

const Spelling& spelling(MeasureKind kind) {
  return *std::find_if(spellings.begin(), spellings.end(),
                       [kind](const Spelling& one) { return one.kind == kind; });
}

[[noreturn]] void fail(std::string_view name, const std::string& reason) {
  throw base::Error(base::Code::Usage, fmt::format("'{}' is no measure{}", name, reason),
                    "measures are map ndcg ndcg_exp P@k R@k mrr success@k bpref rbp(p) rprec "
                    "judged@k; @k cuts the others too, but for bpref and rprec");
}

std::optional<std::size_t> read_depth(std::string_view text) {
  std::size_t depth = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), depth);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || depth == 0 ||
      depth > 1'000'000'000) {
    return std::nullopt;
  }
  return depth;
}

/// The gain of a grade; grades over 62 would not fit the numbers that shifts make.
double gain(MeasureKind kind, int grade) {
  if (grade <= 0) return 0;
  return kind == MeasureKind::Ndcg ? grade : std::exp2(grade) - 1;
}

double discounted(MeasureKind kind, std::span<const int> grades) {
  double sum = 0;
  for (std::size_t i = 0; i < grades.size(); ++i)
    sum += gain(kind, grades[i]) / std::log2(static_cast<double>(i + 2));
  return sum;
}

std::span<const int> first(std::span<const int> grades, std::optional<std::size_t> depth) {
  return grades.first(std::min(grades.size(), depth.value_or(grades.size())));
}

std::size_t relevant(std::span<const int> grades, int level) {
  return static_cast<std::size_t>(
      std::count_if(grades.begin(), grades.end(), [level](int grade) { return grade >= level; }));
}

double average_precision(std::span<const int> ranked, std::size_t all, int level) {
  double sum = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (ranked[i] >= level) sum += static_cast<double>(++found) / static_cast<double>(i + 1);
  }
  return all > 0 ? sum / static_cast<double>(all) : 0;
}

double bpref(std::span<const int> ranked, std::size_t all, std::size_t judged, int level) {
  const std::size_t wrong = judged - all;
  double sum = 0;
  std::size_t above = 0;
  for (const int grade : ranked) {
    if (grade < 0) continue;
    if (grade < level) {
      ++above;
    } else {
      sum += above == 0 ? 1
                        : 1 - static_cast<double>(std::min(above, all)) /
                                  static_cast<double>(std::min(wrong, all));
    }
  }
  return all > 0 ? sum / static_cast<double>(all) : 0;
}

double reciprocal_rank(std::span<const int> ranked, int level) {
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (ranked[i] >= level) return 1 / static_cast<double>(i + 1);
  }
  return 0;
}

double rank_biased(std::span<const int> ranked, double persistence, int level) {
  double sum = 0, weight = 1 - persistence;
  for (const int grade : ranked) {
    if (grade >= level) sum += weight;
    weight *= persistence;
  }
  return sum;
}

}  // namespace

std::string Measure::name() const {
  std::string text(spelling(kind).own);
  if (kind == MeasureKind::Rbp) text += fmt::format("({})", persistence);
  if (depth) text += fmt::format("@{}", *depth);
  return text;
}

Measure parse_measure(std::string_view name) {
  std::string_view stem = name;
  std::optional<std::size_t> depth;
  std::optional<double> persistence;
  bool trec_cut = false;
  if (const std::size_t at = stem.find('@'); at != std::string_view::npos) {
    depth = read_depth(stem.substr(at + 1));
    if (!depth) fail(name, "; a whole number from 1 follows '@'");
    stem = stem.substr(0, at);
  } else if (const std::size_t line = stem.rfind('_'); line != std::string_view::npos) {
    depth = read_depth(stem.substr(line + 1));
    trec_cut = depth.has_value();
    if (depth) stem = stem.substr(0, line);
  }
  if (stem.starts_with("rbp(") && stem.ends_with(')')) {
    const std::string_view text = stem.substr(4, stem.size() - 5);
    double value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || !(value > 0) ||
        !(value < 1)) {
      fail(name, "; the persistence of rbp is between 0 and 1");
    }
    persistence = value;
    stem = "rbp";
  }
  const auto found = std::find_if(spellings.begin(), spellings.end(), [&](const Spelling& one) {
    return trec_cut ? !one.cut.empty() && stem == one.cut : stem == one.own || stem == one.other;
  });
  if (found == spellings.end()) {
    std::vector<std::string_view> names;
    for (const Spelling& one : spellings) {
      if (trec_cut && !one.cut.empty()) names.push_back(one.cut);
      names.push_back(one.own);
      names.push_back(one.other);
    }
    std::string lower(stem);  // `NDCG` and `MAP` are how papers write them
    for (char& c : lower) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    auto near = base::nearest(stem, names);
    if (!near) near = base::nearest(lower, names);
    const std::string end = !depth ? "" : fmt::format("{}{}", trec_cut ? '_' : '@', *depth);
    fail(name, near ? fmt::format("; did you mean '{}{}'?", *near, end) : std::string());
  }
  if (depth && !found->may_cut) fail(name, fmt::format("; '{}' takes no depth", found->own));
  if (!depth && found->must_cut) fail(name, fmt::format("; write '{}@10'", found->own));
  Measure measure{found->kind, depth};
  if (persistence) measure.persistence = *persistence;
  return measure;
}

double measure(const Measure& measure, const GradedList& list, const MeasureOptions& options) {
  std::vector<int> condensed;
  std::span<const int> ranked = list.ranked;
  if (options.condensed) {
    std::copy_if(ranked.begin(), ranked.end(), std::back_inserter(condensed),
                 [](int grade) { return grade >= 0; });
    ranked = condensed;
  }
  ranked = first(ranked, measure.depth);
  const int level = std::max(options.level, 1);
  const std::size_t all = relevant(list.judged, level);
  switch (measure.kind) {
    case MeasureKind::AveragePrecision:
      return average_precision(ranked, all, level);
    case MeasureKind::Ndcg:
    case MeasureKind::NdcgExp: {
      const double ideal = discounted(measure.kind, first(list.judged, measure.depth));
      return ideal > 0 ? discounted(measure.kind, ranked) / ideal : 0;
    }
    case MeasureKind::Precision:
      return static_cast<double>(relevant(ranked, level)) /
             static_cast<double>(measure.depth.value_or(std::max<std::size_t>(ranked.size(), 1)));
    case MeasureKind::Recall:
      return all > 0 ? static_cast<double>(relevant(ranked, level)) / static_cast<double>(all) : 0;
    case MeasureKind::ReciprocalRank:
      return reciprocal_rank(ranked, level);
    case MeasureKind::Success:
      return relevant(ranked, level) > 0 ? 1 : 0;
    case MeasureKind::Bpref:
      return bpref(ranked, all, list.judged.size(), level);
    case MeasureKind::Rbp:
      return rank_biased(ranked, measure.persistence, level);
    case MeasureKind::RPrecision:
      return all > 0 ? static_cast<double>(relevant(first(ranked, all), level)) /
                           static_cast<double>(all)
                     : 0;
    case MeasureKind::Judged:
      return ranked.empty()
                 ? 0
                 : static_cast<double>(relevant(ranked, 0)) / static_cast<double>(ranked.size());
  }
  return 0;
}

double measure(const Measure& measure, const Judgments& judgments, const std::string& topic,
               std::span<const Result> ranking, const MeasureOptions& options) {
  return eval::measure(measure, grade(judgments, topic, ranking), options);
}

}  // namespace dateline::eval
