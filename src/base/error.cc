#include "base/error.hh"

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
  return text;
}

}  // namespace dateline::base
