// A parsed query into a plan: the one place where the query language meets schema and engine.
#pragma once

#include "query/ast.hh"
#include "schema/field.hh"
#include "search/aliases.hh"
#include "search/plan.hh"
#include "store/database.hh"
#include "temporal/date_query.hh"
#include "text/stopwords.hh"

#include <optional>
#include <string_view>

namespace dateline::search {

/// Most names that one name clause may stand for.
inline constexpr std::size_t max_names = 5000;

/// What a query means beside its words.
/// clock: what `yesterday` is
/// aliases: spellings that are one name
/// as_of: the last day of publication that counts; what is undated, or not known to be that old, is
///        left out
struct QueryContext {
  const schema::Schema& schema;
  const store::Database& database;
  const text::Stopwords& stopwords;
  temporal::QueryClock clock = {};
  std::optional<temporal::Day> as_of = {};
  const Aliases& aliases = no_aliases();
};

/// Lower a query; for `oil "price cap" place:Russia` the match is (oil OR "price cap") AND XLrussia,
/// the scorers are oil and "price cap".
///
/// Words, phrases and positional groups match in a passage or in its headline; `title:` in the
/// headline alone, `lead:` in the article's first paragraph. A token with inner breaks
/// (`oil-producing`) is a phrase. In a Rank the words rank, any of them suffices, and stop words
/// among others are left out; clauses marked `+`, and all field clauses, must hold. Name fields
/// match names that contain the given words in a row (`person:putin` finds Vladimir Putin), and the
/// name that the gazetteer knows the words for (`place:UK`, `org:IAEA`); with `=` just the name
/// given (`place:=Niger`). With `#3` the article must mention the names so often, all together. A date matches publications of that day, month or year; one known less
/// exactly than asked for does not match.
/// in:     text, the query as typed, for messages; topics of the tree already put in
/// errors: Error{Code::Query} with a caret for an unknown field (with the nearest known one), a
///         value that is no date or no number, mentions of what has none, a word without letters or digits, a name or wildcard
///         that stands for too much
Plan lower(const query::Node& query, std::string_view text, const QueryContext& context);

}  // namespace dateline::search
