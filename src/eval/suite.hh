// Suites of search regressions, as people write them: `queries/suites/*.toml`.
#pragma once

#include "eval/measures.hh"
#include "eval/rank_settings.hh"
#include "eval/topic.hh"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dateline::eval {

/// A number of a suite and where it stands, so that accepting a result can rewrite it there.
/// place: `file:line:column`
struct Expected {
  double value = 0;
  std::string place;
};

/// How many of something there may be. `count = 7` is exact, with `min` and `max` the same place.
struct Bounds {
  std::optional<Expected> min, max;
  bool exact = false;
};

/// One thing that a result must be. What the members mean depends on the kind:
/// Within:    id is among the first `number`
/// Below:     id is not among the first `number`
/// Absent:    id is no result at all
/// Before:    id ranks above `text`, another id
/// Passages, Articles: how many match
/// Facet:     value `text` of `field` is carried by so many; `by_articles` or by passages
/// Published: so many were published in the year, month or day `text`
/// Snippet:   the snippet shown of the hit holds `text`
/// Entity:    the hit carries the name `text`, spelled so; in `field` if that is given
/// Error:     the query is refused, with `text` in the message
/// Latency:   answered within `number` ms; fails only if `strict`
/// A hit is named by id, or by its rank (id empty, `number` the rank).
struct Expectation {
  enum class Kind {
    Within,
    Below,
    Absent,
    Before,
    Passages,
    Articles,
    Facet,
    Published,
    Snippet,
    Entity,
    Error,
    Latency,
  };
  Kind kind = Kind::Within;
  std::string id;
  bool passage = false;  ///< the id is that of a passage, else of an article
  std::string field, text;
  Expected number;
  Bounds bounds;
  bool by_articles = false;
  bool strict = false;
  std::string place;
};

/// A query with what is expected of its answer.
struct Case {
  std::string id, note, query, place;
  std::vector<Expectation> expectations;
};

/// A measure with the value it must not fall below.
struct Floor {
  std::string measure;
  Expected value;
};

/// Topics with judgments and floors on measures of their mean.
/// tolerance:       how far a measure may fall below its floor, or rise above it without being better
/// topic_tolerance: how far it may fall for one topic below what was accepted; none: not looked at
struct Judged {
  std::string id;
  std::vector<Topic> topics;
  bool partial = false;  ///< some topics of the file were chosen
  std::string field = "query";
  std::filesystem::path judgments;
  std::size_t depth = 1000;
  double tolerance = 0.0005;
  std::optional<double> topic_tolerance;
  std::vector<Floor> floors;
  std::string place;
};

/// The index a suite is for: built of sources, or a database that is there.
/// requires_path: without it the suite is skipped; empty if nothing is needed
struct IndexNeed {
  std::vector<std::filesystem::path> sources;
  std::filesystem::path database, requires_path;
  std::string stemmer = "english", format;
  std::optional<Expected> articles;
  std::string place;
};

struct Suite {
  std::filesystem::path path;
  std::string name;  ///< of the file, without `.toml`
  std::string title;
  IndexNeed index;
  RankSettings ranking;
  std::vector<Judged> judged;
  std::vector<Case> cases;
};

/// Read a suite. Paths are relative to its file; `${NAME}` and `${NAME:-default}` stand for
/// variables of the environment. If what the suite requires is not there, nothing but the index is
/// read, since the rest may lie there, too.
/// errors: Error{Code::Data} with `file:line:column` for all that is wrong in it, an unknown key with
///         the nearest known one; what read_topics() throws
Suite read_suite(const std::filesystem::path& path);

/// Whether what a suite requires is there.
bool is_available(const IndexNeed& index);

/// The files that a list of files and folders names, each once, those of a folder in the order of
/// their names.
/// errors: Error{Code::Input} for a path that is not there, or a folder without suites
std::vector<std::filesystem::path> find_suites(const std::vector<std::string>& paths);

/// The measure that a floor is of.
/// errors: Error{Code::Data} with its place if there is none of that name
Measure measure_of(const Floor& floor);

/// The text that the topic is searched for with: its query, title or description.
/// errors: Error{Code::Query} if it does not have what `field` asks for
std::string topic_query(const Topic& topic, const std::string& field);

}  // namespace dateline::eval
