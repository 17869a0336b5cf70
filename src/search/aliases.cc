#include "search/aliases.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/table.hh"
#include "text/decode.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

namespace dateline::search {
namespace {

using entity::Kind;

/// Visit the parts of a cell, blanks around them left out.
void each_part(std::string_view cell, const std::function<void(std::string_view)>& take) {
  for (;;) {
    const std::size_t end = std::min(cell.find('|'), cell.size());
    std::string_view part = cell.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    take(part);
    if (end == cell.size()) return;
    cell.remove_prefix(end + 1);
  }
}

Kind kind_named(std::string_view name, const std::string& place) {
  if (name == "person") return Kind::Person;
  if (name == "org") return Kind::Organisation;
  if (name == "place") return Kind::Place;
  throw base::Error(base::Code::Data, fmt::format("'{}' is no kind of name", name),
                    "kinds are person, org and place", place);
}

void require_utf8(const std::string& path, std::string_view content) {
  const std::size_t valid = text::valid_utf8_prefix(content);
  if (valid == content.size()) return;
  const auto before = content.substr(0, valid);
  throw base::Error(base::Code::Data, "this is no UTF-8", "save the file in UTF-8",
                    fmt::format("{}:{}", path, 1 + std::count(before.begin(), before.end(), '\n')));
}

std::string key_of(std::string_view spelling, const std::string& place) {
  std::string key = text::fold_name(spelling);
  if (key.empty()) {
    throw base::Error(base::Code::Data, fmt::format("'{}' has no letter or digit", spelling), {},
                      place);
  }
  return key;
}

}  // namespace

std::optional<Kind> kind_of(const schema::Field& field) {
  if (field.name == "person") return Kind::Person;
  if (field.name == "org") return Kind::Organisation;
  if (field.name == "place" || field.name == "dateline") return Kind::Place;
  return std::nullopt;
}

bool has_words(std::string_view name, std::string_view key, bool prefix) {
  for (std::size_t at = 0; (at = name.find(key, at)) != std::string_view::npos; ++at) {
    const bool begins = at == 0 || name[at - 1] == ' ';
    const std::size_t end = at + key.size();
    if (begins && (prefix || end == name.size() || name[end] == ' ')) return true;
  }
  return false;
}

void Aliases::add_key(Names& names, std::size_t set, std::string_view spelling,
                      const std::string& place) {
  std::string key = key_of(spelling, place);
  const auto [known, added] = names.set_of.emplace(key, Belonging{set, table_});
  if (added) {
    names.sets[set].keys.push_back(std::move(key));
  } else if (known->second.set != set && known->second.table == table_) {
    const AliasSet& other = names.sets[known->second.set];
    throw base::Error(base::Code::Data,
                      fmt::format("'{}' is given to '{}', but belongs to '{}' ({})", spelling,
                                  names.sets[set].name, other.name, other.place),
                      {}, place);
  } else if (known->second.set != set) {
    take_key(names, set, key);
  }
}

/// Move a key from the set of a table added before, with the rest of the set if it is named so.
void Aliases::take_key(Names& names, std::size_t set, const std::string& key) const {
  std::vector<std::string>& from = names.sets[names.set_of.at(key).set].keys;
  const bool all = from.front() == key;
  std::erase_if(from, [&](const std::string& one) {
    Belonging& belongs = names.set_of.at(one);
    if (one != key && (!all || belongs.table == table_)) return false;
    belongs = {set, table_};
    names.sets[set].keys.push_back(one);
    return true;
  });
}

void Aliases::add(const std::string& path, std::string content) {
  base::Table table;
  require_utf8(path, content);
  base::parse_table(path, std::move(content), "aliases", aliases_version, 3, table);
  ++table_;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    const std::string place = fmt::format("{}:{}", path, table.lines[i]);
    Names& names = names_[static_cast<std::size_t>(kind_named(row[1], place))];
    const auto known = names.set_of.find(key_of(row[0], place));
    std::size_t set = names.sets.size();
    if (known != names.set_of.end() && names.sets[known->second.set].keys.front() == known->first) {
      set = known->second.set;
      known->second.table = table_;  // it names it, too
    } else if (known == names.set_of.end() || known->second.table != table_) {
      names.sets.push_back({std::string(row[0]), {}, place});
      add_key(names, set, row[0], place);
    } else {
      const AliasSet& other = names.sets[known->second.set];
      throw base::Error(base::Code::Data,
                        fmt::format("'{}' is named here, but is a spelling of '{}' ({})", row[0],
                                    other.name, other.place),
                        {}, place);
    }
    each_part(row[2], [&](std::string_view spelling) { add_key(names, set, spelling, place); });
  }
}

void Aliases::add_stops(const std::string& path, std::string content) {
  base::Table table;
  require_utf8(path, content);
  base::parse_table(path, std::move(content), "names-stop", names_stop_version, 2, table);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::string place = fmt::format("{}:{}", path, table.lines[i]);
    const std::string key = key_of(table.rows[i][0], place);
    each_part(table.rows[i][1], [&](std::string_view kind) {
      names_[static_cast<std::size_t>(kind_named(kind, place))].stops.insert(key);
    });
  }
}

const AliasSet* Aliases::find(Kind kind, std::string_view key) const {
  const Names& names = of(kind);
  const auto found = names.set_of.find(std::string(key));
  return found == names.set_of.end() ? nullptr : &names.sets[found->second.set];
}

bool Aliases::stopped(Kind kind, std::string_view key) const {
  const Names& names = of(kind);
  if (names.stops.empty()) return false;
  if (const AliasSet* set = find(kind, key)) {
    return std::any_of(set->keys.begin(), set->keys.end(),
                       [&](const std::string& one) { return names.stops.count(one) > 0; });
  }
  return names.stops.count(std::string(key)) > 0;
}

const Aliases& no_aliases() {
  static const Aliases none;
  return none;
}

Aliases load_aliases(bool standard, const std::vector<std::filesystem::path>& own) {
  Aliases aliases;
  const auto path = [](const char* name) { return base::data_root() / "index" / name; };
  if (standard) {
    aliases.add(path("aliases.tsv").string(), base::read_file(path("aliases.tsv")));
    aliases.add_stops(path("names-stop.tsv").string(), base::read_file(path("names-stop.tsv")));
  }
  for (const std::filesystem::path& file : own) aliases.add(file.string(), base::read_file(file));
  return aliases;
}

std::shared_ptr<const Aliases> standard_aliases() {
  static const auto aliases = std::make_shared<const Aliases>(load_aliases(true, {}));
  return aliases;
}

}  // namespace dateline::search
