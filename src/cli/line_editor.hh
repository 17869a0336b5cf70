// Lines typed at a terminal, with history and completion: GNU readline behind a narrow interface.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace dateline::cli {

class Session;

/// History lies in a file that only its owner reads, the oldest lines left out, each line once.
class LineEditor {
 public:
  /// in: history, its file; empty to keep none. session, completed from; must outlive the editor
  LineEditor(std::filesystem::path history, const Session& session);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// Read a line. Ctrl-C empties it and gives an empty one.
  /// out: nullopt at the end (Ctrl-D)
  std::optional<std::string> read(const std::string& prompt);

  /// Keep a line.
  void remember(const std::string& line);

 private:
  void save(const std::string& line);

  std::filesystem::path history_;
  bool failed_ = false;  ///< it could not be written
};

}  // namespace dateline::cli
