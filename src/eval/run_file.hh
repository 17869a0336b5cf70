// Runs: ranked lists of topics in TREC's form.
#pragma once

#include "eval/judgments.hh"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::eval {

/// A run: topic -> results, best first.
/// tag: the last column of its last line
struct Run {
  std::string tag;
  std::map<std::string, std::vector<Result>> topics;
};

/// Read a run: JSON Lines as `dateline run --format jsonl` writes them, if it begins with `{`; their
/// results have places, and their order is that of ranks. Else `topic Q0 id rank score tag` lines: the order of a topic is that of scores, highest first,
/// and of ids, last first, among equal ones; ranks are not looked at.
/// errors: Error{Code::Input} if the file can't be read; Error{Code::Data} with file and line if a
///         line has not six columns or its score is no number, or has not the keys of a hit, or if an
///         id comes twice in a topic, or there is no line
/// source: trec_eval 9, which reads scores as single-precision numbers: those that differ less are
///         equal to it
Run read_run(const std::filesystem::path& path);

/// The same from text. in: path, for messages
Run parse_run(const std::string& path, std::string_view content);

/// Order results as trec_eval does.
void sort_results(std::vector<Result>& results);

}  // namespace dateline::eval
