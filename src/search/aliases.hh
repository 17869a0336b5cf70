// Spellings that are one name, and names that are no facet values: what index/aliases.tsv and
// index/names-stop.tsv say, applied when a database is searched.
#pragma once

#include "entity/tagger.hh"
#include "schema/field.hh"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace dateline::search {

/// Versions of the two tables.
inline constexpr int aliases_version = 1;
inline constexpr int names_stop_version = 1;

/// Spellings of one name.
/// name:  what is shown
/// keys:  folded, each once; that of `name` first
/// place: file and line that gave the name
struct AliasSet {
  std::string name;
  std::vector<std::string> keys;
  std::string place;
};

/// The kind of name that a field holds; nullopt for a field without aliases. A dateline is a place.
std::optional<entity::Kind> kind_of(const schema::Field& field);

/// Whether a folded name holds the words of a key in a row.
/// in: prefix, the last word of the key only begins so
bool has_words(std::string_view name, std::string_view key, bool prefix);

/// Alias sets and names never shown, by kind. An empty one changes nothing.
class Aliases {
 public:
  /// Add a table of aliases: name, kind, other spellings separated by `|`. A name that is known
  /// gains the spellings. Over tables added before, it has the last word: a spelling that it gives
  /// to another name, or makes a name, leaves its set, and a set whose own name is given away is
  /// all given.
  /// in:     path, for messages; content, the text of the file
  /// errors: Error{Code::Data} with file and line for a missing column, a kind there is not, a name
  ///         without letters, a spelling that the table gives to two names of one kind
  void add(const std::string& path, std::string content);

  /// Add a table of names never shown: name, kinds separated by `|`.
  /// errors: as add()
  void add_stops(const std::string& path, std::string content);

  const std::vector<AliasSet>& sets(entity::Kind kind) const { return of(kind).sets; }

  /// The set that a folded name belongs to.
  const AliasSet* find(entity::Kind kind, std::string_view key) const;

  /// Whether a folded name, or another spelling of it, is never shown.
  bool stopped(entity::Kind kind, std::string_view key) const;

  /// Folded names that are never shown.
  const std::unordered_set<std::string>& stops(entity::Kind kind) const { return of(kind).stops; }

 private:
  /// Where a folded name belongs: the set, and the table that said so.
  struct Belonging {
    std::size_t set = 0;
    unsigned table = 0;
  };

  struct Names {
    std::vector<AliasSet> sets;  ///< those that a later table took all names from are empty
    std::unordered_map<std::string, Belonging> set_of;
    std::unordered_set<std::string> stops;
  };

  const Names& of(entity::Kind kind) const { return names_[static_cast<std::size_t>(kind)]; }
  void add_key(Names& names, std::size_t set, std::string_view spelling, const std::string& place);
  void take_key(Names& names, std::size_t set, const std::string& key) const;

  std::array<Names, 3> names_;
  unsigned table_ = 0;  ///< number of the one being added
};

/// Aliases that change nothing.
const Aliases& no_aliases();

/// Those of the data root, loaded at first use and shared.
std::shared_ptr<const Aliases> standard_aliases();

/// The tables of the data root, unless they are left out, and tables of the user's.
/// errors: Error{Code::Input} for a file that can't be read; as Aliases::add()
Aliases load_aliases(bool standard, const std::vector<std::filesystem::path>& own);

}  // namespace dateline::search
