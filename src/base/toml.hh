// TOML values that know their place in the file.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dateline::base {

/// One value of a TOML document: a table, an array or a scalar. The accessors that take a key serve
/// tables. errors: all accessors throw Error{Code::Data} with `file:line:column` when a value is
/// missing
///         or of another type than asked for
class Toml {
 public:
  using Array = std::vector<Toml>;
  using Table = std::map<std::string, Toml, std::less<>>;
  using Value = std::variant<std::string, std::int64_t, double, bool, Array, Table>;

  Toml(Value value, std::string place) : value_(std::move(value)), place_(std::move(place)) {}

  const std::string& place() const { return place_; }

  const Table& table() const;
  const Array& array() const;
  const std::string& string() const;
  std::int64_t integer() const;
  double number() const;  ///< an integer or a float
  bool boolean() const;

  /// The value if it is a table, or a string; else null.
  const Table* as_table() const { return std::get_if<Table>(&value_); }
  const std::string* as_string() const { return std::get_if<std::string>(&value_); }

  bool has(std::string_view key) const;
  const Toml& at(std::string_view key) const;

  /// The value of a key, or the fallback if the key is absent.
  std::string string_or(std::string_view key, std::string_view fallback) const;
  std::int64_t integer_or(std::string_view key, std::int64_t fallback) const;
  double number_or(std::string_view key, double fallback) const;

  /// Require that the table has no key but these, so that a misspelt key is no silence.
  void only(std::initializer_list<std::string_view> keys) const;

 private:
  [[noreturn]] void wrong(std::string_view wanted) const;

  Value value_;
  std::string place_;
};

/// Parse a document. Dates and times are refused: no file of ours has them.
/// in:     path, for messages
/// errors: Error{Code::Data} with `file:line:column` and the parser's reason
Toml parse_toml(const std::string& path, std::string_view content);

/// Require `kind = "<kind>"` and a `version` between oldest and current.
/// out:    the version
/// errors: Error{Code::Data} naming both versions
int require_kind(const Toml& document, std::string_view kind, int oldest, int current);

/// A string as a TOML basic string, quotes included.
std::string toml_quote(std::string_view text);

}  // namespace dateline::base
