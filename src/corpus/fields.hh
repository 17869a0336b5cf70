// From the names of keys to the fields of an article.
#pragma once

#include "corpus/article.hh"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dateline::corpus {

/// A field that a key can fill.
enum class Field : std::uint8_t {
  Id,
  Title,
  Body,
  Published,
  Modified,
  Source,
  Url,
  Author,
  Byline,
  Language,
  Section,
  Dateline,
  Label,
};
inline constexpr std::size_t field_count = static_cast<std::size_t>(Field::Label) + 1;

/// What a key fills. Of several keys for one field the lowest rank wins, if its value is not
/// absent.
struct FieldChoice {
  Field field = Field::Id;
  int rank = 0;
};

/// A key as it is looked up: lower case, without `-`, `_`, `.` and blanks.
std::string plain_key(std::string_view key);

/// The keys that are understood: the usual names (formats guide, section 26) and the user's
/// mapping, which goes before them.
class FieldMap {
 public:
  /// in:     mapping, key -> field (`id`, `title`, `body`, `published`, `modified`, `source`,
  /// `url`,
  ///         `author`, `byline`, `language`, `section`, `dateline`, `labels`); keys of inner
  ///         objects as `outer.inner`
  /// errors: Error{Code::Usage} for an unknown field
  explicit FieldMap(const std::map<std::string, std::string>& mapping);

  /// in: key, from plain_key(); for an inner object the keys of all levels joined
  std::optional<FieldChoice> find(std::string_view key) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const {
      return std::hash<std::string_view>{}(key);
    }
  };
  std::unordered_map<std::string, FieldChoice, Hash, std::equal_to<>> choices_;
};

/// Is a value no value: empty, blank, `None`, `null` or `NaN`?
bool is_absent(std::string_view value);

/// Set a field of an article, but not Label, from text. Author and Byline share a line of names:
/// Author adds one name. The language is put in lower case; the dateline is parsed.
void set_field(Article& article, Field field, std::string value);

}  // namespace dateline::corpus
