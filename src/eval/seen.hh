// What a saved search has shown already, kept from one run to the next.
#pragma once

#include "search/match.hh"
#include "store/database.hh"

#include <chrono>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

namespace dateline::eval {

/// Articles by digests of their ids and of what they say. An article is seen if either is: it is not
/// new because it was indexed again, replaced, or read under another name.
///
/// From reading to keep(), or to its end, it has the name for itself: who searches under it at the same time waits, and
/// then knows what was shown here.
class Seen {
 public:
  /// How long to wait for whoever has the name: a page of theirs may stay open for hours.
  static constexpr std::chrono::seconds longest_wait{60};

  /// Read what was kept; nothing if the file is not there. Waits for its turn, calling `waiting` before.
  /// errors: base::Error{Code::Data} with file and line if it is not what we write; base::Error{Code::Interrupted}
  ///         while waiting; base::Error{Code::Output} if there can be no such file;
  ///         base::Error{Code::Database} if its turn did not come
  explicit Seen(std::filesystem::path file, const std::function<void()>& waiting = {});
  ~Seen();
  Seen(Seen&&) noexcept;

  /// Whether there was a run before.
  bool before() const { return before_; }

  /// The passages of a set whose articles were not seen.
  search::MatchSet unseen(const search::MatchSet& matches, const store::Database& database) const;
  bool holds(const store::ArticleRow& row) const {
    return ids_.contains(row.id_digest) || contents_.contains(row.content_digest);
  }

  /// When something was last kept, in seconds since 1970; 0 without a run before.
  std::time_t last() const { return last_; }

  /// Add the articles of a set, those that were shown, and write the file, aside and renamed. Its turn ends.
  /// errors: base::Error{Code::Output}
  void keep(const search::MatchSet& matches, const store::Database& database);

 private:
  class Turn;
  std::filesystem::path file_;
  std::unique_ptr<Turn> turn_;
  bool before_ = false;
  std::time_t last_ = 0;
  std::unordered_set<std::uint64_t> ids_, contents_;
};

/// The file that a name stands for, whatever is searched for: `seen/NAME`. Searches that share a name
/// never show an article twice.
/// errors: base::Error{Code::Usage} for a name with other than letters, digits, `-`, `_` and `.`, or if
///         there is no folder for it
std::filesystem::path seen_file(const std::string& name);

}  // namespace dateline::eval
