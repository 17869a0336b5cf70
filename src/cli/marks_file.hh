// Passages kept in a session, as a file: each with what it was found by.
#pragma once

#include "cli/query.hh"
#include "search/rank.hh"
#include "store/database.hh"

#include <string>
#include <vector>

namespace dateline::cli {

/// A passage that was kept.
/// query: what it was found by, which says what is marked in its text; empty if by no query
/// how:   the same for people
/// note:  what was said of it; may be empty
struct Kept {
  search::Hit hit;
  std::string query, how, note;
};

/// Write what was kept to standard output.
/// in: format, `jsonl`, `csv`, `tsv`, `trec`, `ids`, `text` or `html`; meaning, of the queries
void put_kept(const std::vector<Kept>& kept, const store::Database& database,
              const QueryOptions& meaning, const std::string& format);

}  // namespace dateline::cli
