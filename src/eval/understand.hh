// A query as typed, with the topics it names, into a plan.
#pragma once

#include "search/plan.hh"
#include "store/database.hh"
#include "temporal/query_clock.hh"

#include <optional>
#include <string>

namespace dateline::eval {

/// A query understood: the text it was read from, its plan, and how we print it back.
struct Understood {
  std::string text;
  std::string printed;
  search::Plan plan;
};

/// What a query's dates are seen from.
struct QueryOptions {
  temporal::QueryClock clock;
  std::optional<temporal::Day> as_of;
};

/// Topics that the query names (`@sanctions`) are put in, each as a group of its own.
/// errors: base::Error{Code::Query} with a caret
Understood understand(const std::string& text, const store::Database& database,
                      const QueryOptions& options);

}  // namespace dateline::eval
