#include "cli/config.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/folders.hh"
#include "base/nearest.hh"
#include "base/toml.hh"
#include "cli/completion.hh"
#include "temporal/query_clock.hh"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string_view>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view keys[] = {"kind",  "version", "db",     "aliases", "stop-names",
                                     "color", "tz",      "format", "limit",   "pager"};

[[noreturn]] void fail(const base::Toml& value, const std::string& message) {
  throw base::Error(base::Code::Data, message, "dateline help config  lists what can be set",
                    value.place());
}

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

/// Whether a command's --format is what it writes, not what it reads.
bool writes_format(const Command& command) {
  const std::string_view name = command.name;
  return name != "index" && name != "read";
}

/// The formats that a command writes, if text for people is one of them: a run of topics or judgments
/// stay what they are.
std::vector<std::string> formats_of(const Command& command) {
  if (!writes_format(command)) return {};
  const po::options_description options = command_options(command);
  const auto* format = options.find_nothrow("format", false);
  if (format == nullptr) return {};
  std::vector<std::string> known = choices(format->description());
  if (std::find(known.begin(), known.end(), "text") == known.end()) known.clear();
  return known;
}

std::string whole_path(const fs::path& config, const std::string& value) {
  fs::path path = value;
  const char* home = std::getenv("HOME");
  if (value.starts_with("~/") && home != nullptr) path = fs::path(home) / value.substr(2);
  return (config.parent_path() / path).lexically_normal().string();
}

void require_one_of(const base::Toml& value, const char* what,
                    const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), value.string()) == known.end()) {
    fail(value,
         fmt::format("'{}' is no {}; there are {}", value.string(), what, fmt::join(known, ", ")));
  }
}

/// One file or several, all there.
std::vector<std::string> files(const fs::path& config, const base::Toml& value) {
  std::vector<std::string> paths;
  const auto add = [&](const base::Toml& one) {
    paths.push_back(whole_path(config, one.string()));
    std::error_code ignored;
    if (!fs::exists(paths.back(), ignored))
      fail(one, fmt::format("there is no file '{}'", paths.back()));
  };
  if (value.as_string() != nullptr) {
    add(value);
  } else {
    for (const base::Toml& one : value.array()) add(one);
  }
  return paths;
}

std::vector<std::string> values_of(const fs::path& config, const std::string& key,
                                   const base::Toml& value) {
  if (key == "aliases" || key == "stop-names") return files(config, value);
  if (key == "db") return {whole_path(config, value.string())};
  if (key == "limit") {
    if (value.integer() < 0)
      fail(value, fmt::format("limit is {}, but cannot be negative", value.integer()));
    return {std::to_string(value.integer())};
  }
  if (key == "color") require_one_of(value, "choice for color", {"auto", "always", "never"});
  if (key == "tz") {
    const auto zone = temporal::parse_zone(value.string());
    if (const auto* wrong = std::get_if<temporal::DateError>(&zone)) fail(value, wrong->message);
  }
  if (key == "format") {
    std::set<std::string> known;
    for (const Command& command : commands()) {
      for (const std::string& one : formats_of(command)) known.insert(one);
    }
    require_one_of(value, "format that is written", {known.begin(), known.end()});
  }
  return {value.string()};
}

}  // namespace

Config read_config(const fs::path& path, const std::string& content) {
  const base::Toml document = base::parse_toml(path.string(), content);
  for (const auto& [key, value] : document.table()) {
    if (std::find(std::begin(keys), std::end(keys), key) != std::end(keys)) continue;
    const auto near = base::nearest(key, {std::begin(keys), std::end(keys)});
    fail(value, fmt::format("there is no setting '{}'{}", key,
                            near ? fmt::format("; did you mean '{}'?", *near) : ""));
  }
  base::require_kind(document, "config", config_version, config_version);
  Config config;
  for (const auto& [key, value] : document.table()) {
    if (key == "pager") {
      config.pager = value.string();
    } else if (key != "kind" && key != "version") {
      config.options[key] = values_of(path, key, value);
    }
  }
  return config;
}

fs::path config_path() {
  const fs::path folder = base::config_folder();
  return folder.empty() ? fs::path() : folder / "config.toml";
}

const Config& config() {
  static const Config config = [] {
    const fs::path path = config_path();
    std::error_code ignored;
    if (path.empty() || !fs::exists(path, ignored)) return Config();
    return read_config(path, base::read_file(path));
  }();
  return config;
}

std::string config_in_force() {
  const fs::path path = config_path();
  std::error_code ignored;
  if (path.empty()) return "None is in force: neither XDG_CONFIG_HOME nor HOME is set.";
  return fs::exists(path, ignored) ? fmt::format("In force: {}", path.string())
                                   : fmt::format("None is in force: there is no {}", path.string());
}

po::parsed_options configured(const Command& command, const po::variables_map& values,
                              const po::options_description& options) {
  po::parsed_options parsed(&options);
  const auto is_on = [&](const char* flag) {
    return values.count(flag) > 0 && values[flag].as<bool>();
  };
  const bool spelled = is_on("no-aliases");
  const bool coloured = is_set("NO_COLOR") || is_set("CLICOLOR_FORCE");
  const std::string_view name = command.name;
  if (name == "help" || is_on("help")) return parsed;  // which tells what is wrong with the file
  for (const auto& [key, given] : config().options) {
    // The database is asked for by database_path(), where the environment comes first.
    if (key == "db" || options.find_nothrow(key, false) == nullptr) continue;
    if (key == "color" && coloured) continue;
    if ((key == "aliases" || key == "stop-names") && spelled) continue;
    if (key == "format") {
      const std::vector<std::string> known = formats_of(command);
      if (std::find(known.begin(), known.end(), given.front()) == known.end()) continue;
    }
    po::option option;
    option.string_key = key;
    option.value = given;
    parsed.options.push_back(std::move(option));
  }
  return parsed;
}

}  // namespace dateline::cli
