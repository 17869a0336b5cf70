// From a typed query to a plan and the options of ranking, as all commands that search do it.
#pragma once

#include "cli/command.hh"
#include "search/alias_groups.hh"
#include "search/plan.hh"
#include "search/rank.hh"
#include "store/database.hh"
#include "temporal/query_clock.hh"

#include <memory>
#include <optional>
#include <string>

namespace dateline::cli {

/// A query understood: the text it was read from, its plan, and how we print it back.
/// names: the aliases of the database it is asked of; nullptr: none
struct Understood {
  std::string text;
  std::string printed;
  search::Plan plan;
  std::shared_ptr<const search::AliasGroups> names = {};
};

/// What a query's dates are seen from, and which spellings are one name.
struct QueryOptions {
  temporal::QueryClock clock;
  std::optional<temporal::Day> as_of;
  std::shared_ptr<const search::Aliases> aliases = std::make_shared<search::Aliases>();
};

/// Topics that the query names (`@sanctions`) are put in, each as a group of its own.
/// errors: base::Error{Code::Query} with a caret
Understood understand(const std::string& text, const store::Database& database,
                      const QueryOptions& options);

/// Options of what a query means: --now, --tz, --aliases, --no-aliases; --as-of of those that rank.
void add_query_options(po::options_description& options);

/// errors: base::Error{Code::Usage}; as search::load_aliases()
QueryOptions query_options(const Arguments& arguments);

/// Options of ranking: --weighting, --feedback, --half-life, --as-of, --sort, --now, --tz.
/// in: articles, whether articles are ranked by their best passage
void add_rank_options(po::options_description& options);
search::RankOptions rank_options(const Arguments& arguments, bool articles);

}  // namespace dateline::cli
