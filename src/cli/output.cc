#include "cli/output.hh"

#include "base/interrupt.hh"
#include "cli/json.hh"
#include "cli/terminal.hh"
#include "text/line.hh"

#include <cerrno>
#include <cstdio>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace dateline::cli {
namespace {

std::string error_place;

const char* name(base::Code code) {
  switch (code) {
    case base::Code::Usage:
      return "usage";
    case base::Code::Input:
      return "input";
    case base::Code::Query:
      return "query";
    case base::Code::Data:
      return "data";
    case base::Code::Output:
      return "output";
    case base::Code::Database:
      return "database";
    case base::Code::Interrupted:
      return "interrupted";
    case base::Code::Internal:
      break;
  }
  return "internal";
}

}  // namespace

void put(std::string_view text) {
  base::check_interrupt();
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return;
  // Whoever read (`| head`) has enough; Xapian's connections turn off the signal that tells so.
  if (errno == EPIPE) ::_exit(0);
  throw base::Error(base::Code::Output, "cannot write the results");
}

void tell(const std::string& text) {
  const auto columns = columns_of(STDERR_FILENO);
  std::string out;
  for (std::string_view rest = text; columns && !rest.empty();) {
    const std::string_view line = text::take_line(rest);
    out += line.starts_with(' ') ? std::string(line) : broken(line, *columns);
    out += '\n';
  }
  std::fputs((columns ? out : text).c_str(), stderr);
}

void set_error_place(std::string place) {
  error_place = std::move(place);
}

void print_error(const base::Error& failure, bool json) {
  if (!json) {
    tell(error_place + failure.report());
    return;
  }
  const std::string message = failure.what();
  const std::size_t end = std::min(message.find('\n'), message.size());
  Json out;
  out["format"] = json_format;
  out["type"] = "error";
  out["kind"] = name(failure.code());
  out["message"] = message.substr(0, end);
  if (end < message.size()) out["shown"] = message.substr(end + 1);
  if (!failure.place().empty()) out["place"] = failure.place();
  if (!failure.hint().empty()) out["hint"] = failure.hint();
  std::fputs(line(out).c_str(), stderr);
}

void add_json_options(po::options_description& options) {
  options.add_options()("format-version",
                        po::value<std::int64_t>()->default_value(json_format)->value_name("N"),
                        "version of JSON output that is expected; others than 1 are refused");
}

void require_json_version(const Arguments& arguments) {
  const auto version = arguments.get<std::int64_t>("format-version");
  if (version == json_format) return;
  throw base::Error(base::Code::Usage,
                    fmt::format("there is no version {} of the JSON output; this program writes {}",
                                version, json_format));
}

}  // namespace dateline::cli
