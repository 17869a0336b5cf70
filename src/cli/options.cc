#include "cli/options.hh"

#include "base/error.hh"
#include "cli/config.hh"
#include "text/span.hh"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {

void add_database_option(po::options_description& options) {
  options.add_options()("db,d", po::value<std::string>()->value_name("DIR"),
                        "the database; else $DATELINE_DB, else that of config.toml, else "
                        "dateline/default.db in the XDG "
                        "data folder");
}

std::filesystem::path database_path(const Arguments& arguments) {
  if (arguments.given("db")) return arguments.get<std::string>("db");
  if (const char* set = std::getenv("DATELINE_DB"); set != nullptr && *set != '\0') return set;
  if (const auto set = config().options.find("db"); set != config().options.end())
    return set->second.front();
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != '\0') {
    return std::filesystem::path(data) / "dateline/default.db";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
    return std::filesystem::path(home) / ".local/share/dateline/default.db";
  }
  throw base::Error(base::Code::Usage, "no database is named",
                    "name one with --db DIR or DATELINE_DB");
}

void add_read_options(po::options_description& options) {
  const std::string formats = fmt::format("read all input as this instead of looking: {}",
                                          fmt::join(corpus::format_names(), ", "));
  options.add_options()("format", po::value<std::string>()->default_value("")->value_name("NAME"),
                        formats.c_str())(
      "map", po::value<std::vector<std::string>>()->value_name("KEY=FIELD"),
      "take a field from a key of JSON records: --map head=title; may be repeated")(
      "id-prefix", po::value<std::string>()->default_value("")->value_name("TEXT"),
      "put before every id, to keep corpora with the same numbers apart")(
      "charset", po::value<std::string>()->default_value("")->value_name("NAME"),
      "of input that does not say; else UTF-8 where it is valid, Windows-1252 where not")(
      "max-record", po::value<std::int64_t>()->default_value(32)->value_name("MB"),
      "skip records larger than this");
}

corpus::ReadOptions read_options(const Arguments& arguments) {
  corpus::ReadOptions options;
  options.format = arguments.get<std::string>("format");
  options.id_prefix = arguments.get<std::string>("id-prefix");
  options.charset = arguments.get<std::string>("charset");
  const std::size_t megabytes = natural(arguments, "max-record");
  if (megabytes == 0 || megabytes > 1024) {
    throw base::Error(base::Code::Usage, "--max-record lies between 1 and 1024");
  }
  options.max_record_bytes = std::uint64_t{megabytes} << 20;
  if (!arguments.given("map")) return options;
  for (const std::string& pair : arguments.get<std::vector<std::string>>("map")) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size()) {
      throw base::Error(base::Code::Usage,
                        fmt::format("'{}' is not KEY=FIELD, as --map takes it", pair));
    }
    options.mapping[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return options;
}

void add_topic_option(po::options_description& options) {
  options.add_options()("topic,t", po::value<std::string>()->value_name("NAME"),
                        "ask for a saved topic; words given besides narrow it");
}

void add_color_option(po::options_description& options) {
  options.add_options()("color",
                        po::value<std::string>()->default_value("auto")->value_name("WHEN"),
                        "auto, always or never");
}

std::size_t natural(const Arguments& arguments, const char* name) {
  const auto number = arguments.get<std::int64_t>(name);
  if (number < 0) {
    throw base::Error(base::Code::Usage,
                      fmt::format("--{} is {}, but cannot be negative", name, number));
  }
  return static_cast<std::size_t>(number);
}

std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    const text::Span span =
        text::trim(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(comma)});
    std::string part(span.of(text));
    if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end()) {
      parts.push_back(std::move(part));
    }
    at = comma + 1;
  }
  return parts;
}

void require_choice(const char* option, const std::string& value,
                    const std::vector<std::string>& choices) {
  if (std::find(choices.begin(), choices.end(), value) != choices.end()) return;
  throw base::Error(base::Code::Usage,
                    fmt::format("'{}' is no choice for --{}; choices are {} ({} is the default)",
                                value, option, fmt::join(choices, ", "), choices.front()));
}

}  // namespace dateline::cli
