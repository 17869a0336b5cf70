// From a typed query to a ranking, as all commands that search do it.
#pragma once

#include "cli/command.hh"
#include "search/plan.hh"
#include "search/rank.hh"
#include "store/database.hh"

#include <string>

namespace dateline::cli {

/// A query understood: the text it was read from, its plan, and how we print it back.
struct Understood {
  std::string text;
  std::string printed;
  search::Plan plan;
};

/// errors: base::Error{Code::Query} with a caret
Understood understand(const std::string& text, const store::Database& database);

/// Options of ranking: --weighting, --fold.
void add_rank_options(po::options_description& options);
search::RankOptions rank_options(const Arguments& arguments);

}  // namespace dateline::cli
