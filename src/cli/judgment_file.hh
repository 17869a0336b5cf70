// The file that a judge writes: read again at the start, one line after each judgment.
#pragma once

#include "eval/judgments.hh"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace dateline::cli {

/// Opens a file of judgments to be added to, made if it is not there. A line that was cut at its end
/// is removed, so that its judgment is asked for again.
/// errors: base::Error{Code::Data} if what is in it is wrong or of the other kind;
///         base::Error{Code::Output} if it can't be opened or written
class JudgmentFile {
 public:
  JudgmentFile(const std::string& path, bool spans);
  ~JudgmentFile();
  JudgmentFile(const JudgmentFile&) = delete;
  JudgmentFile& operator=(const JudgmentFile&) = delete;

  /// Whether an item is judged. in: place of the item, if spans are judged
  bool has(const std::string& topic, const eval::Result& item) const;
  std::size_t size() const { return judged_.size(); }
  bool was_cut() const { return was_cut_; }

  /// Write a judgment; it is on the disk when this returns.
  void add(const std::string& topic, const eval::Result& item, int grade);

  /// Take back the judgment added last, while there is one of this session.
  void take_back();

 private:
  using Item = std::tuple<std::string, std::string, std::uint32_t, std::uint32_t>;
  struct Added {
    Item item;
    std::uint64_t begin;  ///< byte of the file where its line begins
  };

  Item key(const std::string& topic, const eval::Result& item) const;
  void know(const eval::Judgments& judgments);
  void sync();

  std::string path_;
  bool spans_;
  int file_ = -1;
  bool was_cut_ = false;
  std::uint64_t length_ = 0;
  std::set<Item> judged_;
  std::vector<Added> added_;
};

}  // namespace dateline::cli
