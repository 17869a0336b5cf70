#include "base/error.hh"

#include <algorithm>

namespace dateline::base {

int Error::exit_status() const {
  switch (code_) {
    case Code::Database:
      return 3;
    case Code::Interrupted:
      return 130;
    default:
      return 2;
  }
}

std::string Error::report() const {
  std::string text = "error: ";
  if (!place_.empty()) text += place_ + ": ";
  text += what();
  text += '\n';
  if (!hint_.empty()) text += "hint: " + hint_ + '\n';
  // What was typed is shown in it: no control of it may reach the terminal.
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7F'; }, ' ');
  for (std::size_t at = 0; (at = text.find('\xC2', at)) != std::string::npos; ++at) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0)
      text.replace(at, 2, " ");
  }
  return text;
}

}  // namespace dateline::base
