// From a typed query to a plan and the options of ranking, as all commands that search do it.
#pragma once

#include "cli/command.hh"
#include "cli/json.hh"
#include "eval/rank_settings.hh"
#include "eval/understand.hh"
#include "search/rank.hh"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

using eval::QueryOptions;
using eval::understand;
using eval::Understood;

/// Words of a command line as one query; with --topic the topic's query, narrowed by the words.
/// in:     words, which may be empty if a topic is given; usage, the hint if there is neither
/// errors: base::Error{Code::Usage}
std::string query_text(const Arguments& arguments, const std::vector<std::string>& words,
                       const char* usage);

/// Lines of notes: words and names found nowhere, with what is written nearly like them; words left
/// out. The second puts them on standard error.
std::string query_notes(const Understood& query, const store::Database& database);
void tell_query_notes(const Understood& query, const store::Database& database);

/// The query in the JSON of an answer.
Json query_json(const Understood& query);

/// Options of what a query means: --as-of, --now, --tz, --aliases, --stop-names, --no-aliases.
void add_query_options(po::options_description& options);

/// --as-of, which they hold, too.
void add_as_of_option(po::options_description& options);

/// --aliases and --no-aliases, which the options of what a query means hold, too.
void add_alias_options(po::options_description& options);

/// Which spellings are one name.
/// errors: as search::load_aliases()
std::shared_ptr<const search::Aliases> aliases(const Arguments& arguments);

/// errors: base::Error{Code::Usage}; as search::load_aliases()
QueryOptions query_options(const Arguments& arguments);

/// Whether a date of a query counts from today: it is written with other than digits.
bool has_relative_date(std::string_view query);

/// Options of ranking: --weighting, --feedback, --half-life, --sort, and those of what a query means.
/// in: articles, whether articles are ranked by their best passage
void add_rank_options(po::options_description& options);
eval::RankSettings rank_settings(const Arguments& arguments, bool articles);
search::RankOptions rank_options(const Arguments& arguments, bool articles);

}  // namespace dateline::cli
