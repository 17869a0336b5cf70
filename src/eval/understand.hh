// A query as typed, with the topics it names, into a plan.
#pragma once

#include "search/alias_groups.hh"
#include "search/plan.hh"
#include "store/database.hh"
#include "temporal/query_clock.hh"

#include <memory>
#include <optional>
#include <string>

namespace dateline::eval {

/// A query understood: the text it was read from, its plan, and how we print it back.
/// expanded: printed with the queries of its topics in their place
/// names: the aliases of the database it is asked of; nullptr: none
struct Understood {
  std::string text;
  std::string printed;
  search::Plan plan;
  std::shared_ptr<const search::AliasGroups> names = {};
  std::string expanded = {};
};

/// What a query's dates are seen from, and which spellings are one name.
/// names: the aliases as applied to the database, if that was done for an earlier query
struct QueryOptions {
  temporal::QueryClock clock;
  std::optional<temporal::Day> as_of;
  std::shared_ptr<const search::Aliases> aliases = std::make_shared<search::Aliases>();
  std::shared_ptr<const search::AliasGroups> names = {};
};

/// Topics that the query names (`@sanctions`) are put in, each as a group of its own.
/// errors: base::Error{Code::Query} with a caret
Understood understand(const std::string& text, const store::Database& database,
                      const QueryOptions& options);

}  // namespace dateline::eval
