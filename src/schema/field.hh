// The schema: the table of fields that indexing and search share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::schema {

inline constexpr int schema_version = 3;

enum class FieldKind {
  Words,     ///< stemmed words; ranks and matches phrases
  Name,      ///< whole names, matched by a run of their words; narrows
  Date,      ///< days, months, years and their ranges; narrows
  DatePart,  ///< what a date field is counted by
  Derived,   ///< worked out from the text when it is asked for; has no terms
};

/// The name used in schema.toml: `words`, `name`, `date`, `date-part`, `derived`.
std::string_view name(FieldKind kind);

/// One row of `index/schema.toml`.
struct Field {
  std::string name;
  FieldKind kind = FieldKind::Words;
  std::string prefix;  ///< of its terms
  bool facet = false;  ///< its values can be counted
  std::string of;      ///< of a date-part: the date field whose part it is
  std::string description;
  std::string example;
};

/// The fields, in the order of the file.
class Schema {
 public:
  /// in:     path for messages; content of the file
  /// errors: Error{Code::Data} listing every violation: names twice, prefixes that can be confused,
  /// an
  ///         unknown kind, a missing field that the program itself fills
  Schema(const std::string& path, std::string_view content);

  /// `index/schema.toml` of the data root, loaded at first use.
  static const Schema& standard();

  const std::vector<Field>& fields() const { return fields_; }
  const Field* find(std::string_view name) const;

  /// As find(), for names the program itself uses.
  /// errors: Error{Code::Internal}
  const Field& get(std::string_view name) const;

  /// A part of a date field. in: unit, `century`, `year`, `month` or `day`, which its name ends in
  /// out: nullptr if it is not indexed so
  const Field* part(const Field& date, std::string_view unit) const;

  /// The known name nearest to a misspelt one, if one is near (Damerau distance of at most 2).
  std::optional<std::string> suggest(std::string_view name) const;

  /// Digest of names, kinds and prefixes.
  std::uint64_t fingerprint() const;

 private:
  std::vector<Field> fields_;
};

}  // namespace dateline::schema
