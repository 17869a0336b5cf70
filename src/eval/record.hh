// Records: results with all that is needed to say later whether, and why, they changed.
#pragma once

#include "eval/rank_settings.hh"
#include "search/breakdown.hh"
#include "store/database.hh"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::eval {

/// A hit as it was.
/// text:  digest of the passage's text
/// parts: of its score; empty where nobody asked for them
struct RecordedHit {
  std::size_t rank = 0;
  std::string id;  ///< of the passage
  double score = 0;
  std::int64_t published_seconds = 0;
  std::string text;
  search::Breakdown parts;
};

/// The answer to one query.
/// measures: by name, of a judged topic
struct RecordedAnswer {
  std::string id;
  std::string query;
  std::string understood;
  std::uint64_t passages = 0, articles = 0;
  std::map<std::string, double> measures;
  std::vector<RecordedHit> hits;
};

/// What results come from.
/// index:    logical digest of the database
/// settings: unit, sort and what else was asked for;  weighting: every parameter
struct Provenance {
  std::string program;
  std::string index;
  std::uint64_t articles = 0, passages = 0;
  store::Fingerprint analysis;
  std::vector<std::pair<std::string, std::string>> settings;
  std::vector<std::pair<std::string, double>> weighting;

  Provenance() = default;
  Provenance(const store::Database& database, const RankSettings& ranking);
};

struct Record {
  std::string suite;  ///< its name; empty for a run
  Provenance provenance;
  std::vector<RecordedAnswer> answers;

  const RecordedAnswer* find(std::string_view id) const;
};

/// A hit of a ranking as it is recorded, its parts left out.
RecordedHit record_hit(const store::Database& database, const search::Hit& hit, std::size_t rank);

/// As JSON, a hit a line, so that differences of two records can be read. The same for the same
/// results.
std::string print(const Record& record);

/// errors: Error{Code::Data} with the path if it is no record, or of a version not known here;
///         Error{Code::Input} if it can't be read
Record read_record(const std::filesystem::path& path);

}  // namespace dateline::eval
