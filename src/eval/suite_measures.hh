// Measures of ranked lists that suites put floors under, from qrels or judged spans.
#pragma once

#include "eval/check_judged.hh"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::eval {

/// What judges said of one topic: ids of qrels, or spans of articles.
struct TopicJudgments {
  struct Span {
    std::string article;
    std::uint32_t begin = 0, end = 0;
    int grade = 0;
  };
  std::map<std::string, int> grades;
  std::vector<Span> spans;
};
using Judgments = std::map<std::string, TopicJudgments>;

/// Read qrels (`topic 0 id grade`) or spans (topic, article, begin, end, grade, between tabs).
/// errors: Error{Code::Data} with file and line; for an empty file, and for an id judged twice
Judgments read_judgments(const std::filesystem::path& path);

/// A measure by its name: ap, rr, p@K, r@K, success@K, ndcg@K (gains 2^grade - 1), judged@K.
/// Relevant is a grade of 1 or more. Equal scores keep the order of the run. A hit takes the highest
/// grade of the judged spans that it covers by at least half of the shorter of the two; a span
/// counts once.
/// out:    0 where nothing is relevant
/// errors: Error{Code::Data} for another name, with the nearest one
/// source: Järvelin, Kekäläinen: Cumulated gain-based evaluation of IR techniques (2002), with
///         exponential gains of Burges et al. (2005), for nDCG; trec_eval 9 for the others
double measured(std::string_view measure, const TopicJudgments& judgments,
                const std::vector<TopicRun::Hit>& hits);

}  // namespace dateline::eval
