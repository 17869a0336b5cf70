#include "base/toml.hh"

#include "base/error.hh"
#include "base/nearest.hh"

#include <algorithm>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace dateline::base {
namespace {

std::string place_of(const std::string& path, const toml::source_region& source) {
  return fmt::format("{}:{}:{}", path, source.begin.line, source.begin.column);
}

Toml convert(const std::string& path, const toml::node& node) {
  const std::string place = place_of(path, node.source());
  if (const auto* table = node.as_table()) {
    Toml::Table values;
    for (const auto& [key, value] : *table)
      values.emplace(std::string(key.str()), convert(path, value));
    return {std::move(values), place};
  }
  if (const auto* array = node.as_array()) {
    Toml::Array values;
    for (const toml::node& value : *array) values.push_back(convert(path, value));
    return {std::move(values), place};
  }
  if (const auto* text = node.as_string()) return {text->get(), place};
  if (const auto* integer = node.as_integer()) return {integer->get(), place};
  if (const auto* number = node.as_floating_point()) return {number->get(), place};
  if (const auto* truth = node.as_boolean()) return {truth->get(), place};
  throw Error(Code::Data, "dates and times are not used here; write a string", {}, place);
}

}  // namespace

void Toml::wrong(std::string_view wanted) const {
  throw Error(Code::Data, fmt::format("expected {}", wanted), {}, place_);
}

const Toml::Table& Toml::table() const {
  if (const auto* value = std::get_if<Table>(&value_)) return *value;
  wrong("a table");
}
const Toml::Array& Toml::array() const {
  if (const auto* value = std::get_if<Array>(&value_)) return *value;
  wrong("an array");
}
const std::string& Toml::string() const {
  if (const auto* value = std::get_if<std::string>(&value_)) return *value;
  wrong("a string");
}
std::int64_t Toml::integer() const {
  if (const auto* value = std::get_if<std::int64_t>(&value_)) return *value;
  wrong("an integer");
}
double Toml::number() const {
  if (const auto* value = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*value);
  if (const auto* value = std::get_if<double>(&value_)) return *value;
  wrong("a number");
}
bool Toml::boolean() const {
  if (const auto* value = std::get_if<bool>(&value_)) return *value;
  wrong("true or false");
}

bool Toml::has(std::string_view key) const {
  return table().contains(key);
}

const Toml& Toml::at(std::string_view key) const {
  const auto found = table().find(key);
  if (found == table().end()) throw Error(Code::Data, fmt::format("no key '{}'", key), {}, place_);
  return found->second;
}

std::string Toml::string_or(std::string_view key, std::string_view fallback) const {
  return has(key) ? at(key).string() : std::string(fallback);
}
std::int64_t Toml::integer_or(std::string_view key, std::int64_t fallback) const {
  return has(key) ? at(key).integer() : fallback;
}
double Toml::number_or(std::string_view key, double fallback) const {
  return has(key) ? at(key).number() : fallback;
}

void Toml::only(std::initializer_list<std::string_view> keys) const {
  for (const auto& [key, value] : table()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      const auto near = nearest(key, {keys.begin(), keys.end()});
      throw Error(
          Code::Data,
          fmt::format("unknown key '{}'; {}known are {}", key,
                      near ? fmt::format("did you mean '{}'? ", *near) : "", fmt::join(keys, ", ")),
          {}, value.place());
    }
  }
}

Toml parse_toml(const std::string& path, std::string_view content) {
  try {
    return convert(path, toml::parse(content));
  } catch (const toml::parse_error& failure) {
    throw Error(Code::Data, std::string(failure.description()), {},
                place_of(path, failure.source()));
  }
}

int require_kind(const Toml& document, std::string_view kind, int oldest, int current) {
  if (document.at("kind").string() != kind) {
    throw Error(Code::Data,
                fmt::format("kind is '{}', not '{}'", document.at("kind").string(), kind), {},
                document.at("kind").place());
  }
  const std::int64_t version = document.at("version").integer();
  if (version < oldest || version > current) {
    throw Error(Code::Data,
                fmt::format("version {} of kind '{}' is not readable; this program reads {} to {}",
                            version, kind, oldest, current),
                {}, document.at("version").place());
  }
  return static_cast<int>(version);
}

std::string toml_quote(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      quoted += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace dateline::base
