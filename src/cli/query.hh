// From a typed query to a plan and the options of ranking, as all commands that search do it.
#pragma once

#include "cli/command.hh"
#include "eval/rank_settings.hh"
#include "eval/understand.hh"
#include "search/rank.hh"

namespace dateline::cli {

using eval::QueryOptions;
using eval::understand;
using eval::Understood;

/// Options of what a query means: --now, --tz; --as-of of those that rank.
void add_query_options(po::options_description& options);
QueryOptions query_options(const Arguments& arguments);

/// Options of ranking: --weighting, --feedback, --half-life, --as-of, --sort, --now, --tz.
/// in: articles, whether articles are ranked by their best passage
void add_rank_options(po::options_description& options);
eval::RankSettings rank_settings(const Arguments& arguments, bool articles);
search::RankOptions rank_options(const Arguments& arguments, bool articles);

}  // namespace dateline::cli
