// The data of a passage's document in a self-contained segment: what stock Xapian tools show.
//
// Lines `key=value`, as Omega has them; in values a line feed is `\n`, a tab `\t`, a backslash `\\`, and
// empty values are left out. The first line is `passage_version=1`. Each passage has `id` (`a12#3`),
// `article`, `title`, `date` (ISO 8601, as exact as it is known), `url`, `source`, `section`,
// `language`, `author`, names by field (`name_person=`, `name_org=`, …), several of them in several lines, and
// last `text`, its tile of the body (text_file.hh). The first passage of an article has the rest of
// the article's record, too.
#pragma once

#include "store/tables.hh"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::store {

struct ArticleRecord;
struct FacetValue;

/// in: number, of the passage in its article, from 1
std::string passage_data(const ArticleRecord& record, std::uint32_t number, std::string_view tile,
                         const std::vector<FacetValue>& names);

/// Reads the data of a segment's documents; from any thread.
/// errors: Error{Code::Database} for damage, ServerError, of all of it
class PassageReader {
 public:
  explicit PassageReader(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}

  /// The passage's tile.
  std::string tile(std::uint32_t ordinal) const;

  /// The record of an article, as append_record() makes it.
  /// in: first, ordinal of its first passage
  std::string record(std::uint32_t first) const;

 private:
  struct Kept {
    std::uint32_t ordinal = UINT32_MAX;
    std::shared_ptr<const std::string> data;
  };

  std::shared_ptr<const std::string> data(std::uint32_t ordinal) const;

  std::shared_ptr<const Tables> tables_;
  /// Read lately: a hit is asked for its id, its record and its text.
  mutable std::array<Kept, 64> kept_;
  mutable std::mutex mutex_;
};

}  // namespace dateline::store
