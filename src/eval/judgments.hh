// Judgments: which results are right for a topic, and how right.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace dateline::eval {

/// Where a passage lies: bytes [begin, end) of its article's body.
struct Place {
  std::string article;
  std::uint32_t begin = 0, end = 0;
};

/// A result of a ranking.
/// id:    as judged: an article's, or a passage's (`article#3`)
/// place: where it lies; needed by judgments of spans alone
struct Result {
  std::string id;
  double score = 0;
  std::optional<Place> place = {};
};

/// Classical judgments: topic -> id of a passage or article -> grade.
/// A grade above 0 is relevant; a negative one says that the item was pooled and never judged.
struct Qrels {
  std::map<std::string, std::unordered_map<std::string, int>> topics;
};

/// A judged part of an article.
/// grade: 0 is not relevant
struct JudgedSpan {
  std::uint32_t begin = 0, end = 0;  ///< bytes of the body, end excluded
  int grade = 0;
};

/// Judgments of spans, which outlive the cutting of articles into passages: topic -> article -> its
/// spans, sorted by begin and end. Spans of more than `longest_span` bytes are read and left out of
/// the grading: a whole article in one paragraph says too little about a passage.
struct SpanJudgments {
  static constexpr std::uint32_t longest_span = 2000;
  std::map<std::string, std::map<std::string, std::vector<JudgedSpan>>> topics;
};

using Judgments = std::variant<Qrels, SpanJudgments>;

/// Grades of what has none: nobody saw it; it was pooled and not judged.
inline constexpr int unjudged = -1, pooled = -2;

/// One ranked list beside the judgments of its topic; all that measures look at.
/// ranked: the grade of each result, best first; `unjudged` or `pooled` where it has none
/// judged: all grades of the topic that are not negative, returned or not, highest first
struct GradedList {
  std::vector<int> ranked;
  std::vector<int> judged;
};

/// Read judgments: lines of `topic iteration id grade` (TREC's qrels), parted by blanks, or lines of
/// `topic article begin end grade`, parted by tabs; the first line decides. Blank lines and lines
/// that begin with `#` are passed over.
/// errors: Error{Code::Input} if the file can't be read; Error{Code::Data} with file and line if a
///         line is wrong or judges a second time what an earlier one did, or if there is none
Judgments read_judgments(const std::filesystem::path& path);

/// The same from text. in: path, for messages
Judgments parse_judgments(const std::string& path, std::string_view content);

/// The topics, sorted by their bytes.
std::vector<std::string> topics_of(const Judgments& judgments);

/// Grade the ranking of one topic. Qrels grade an id. A passage has the highest grade of the spans
/// it shares at least half of the shorter of the two with, but a span counts once a topic, for the
/// first passage that has it: a later one with nothing else has grade 0.
/// in:     ranking, best first
/// errors: Error{Code::Internal} if judgments of spans meet a result without a place
GradedList grade(const Judgments& judgments, const std::string& topic,
                 std::span<const Result> ranking);

}  // namespace dateline::eval
