// Keys that a person presses, one by one.
#pragma once

#include <optional>

#include <termios.h>

namespace dateline::cli {

/// Reads keys from standard input: from a terminal each as it is pressed, without echo; else the
/// first character of each line. The terminal is as before when it ends.
class Keys {
 public:
  Keys();
  ~Keys();
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;

  bool terminal() const { return terminal_; }

  /// The next key; a line without one is '\n'. out: nullopt at the end of the input
  std::optional<char> next();

  /// Control-C and Control-D.
  static constexpr char interrupt = 3, end = 4;

 private:
  bool terminal_ = false;
  termios before_ = {};
};

}  // namespace dateline::cli
