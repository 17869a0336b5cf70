#include "entity/gazetteer_files.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/table.hh"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace dateline::entity {
namespace {

struct NameFile {
  const char* path;
  Kind kind;
  Roles roles;
  bool canonical_is_form;
};

/// In order of precedence: the first file that has a form decides what it names.
constexpr std::array<NameFile, 8> name_files = {{
    {"countries.tsv", Kind::Place, 0, true},
    {"demonyms.tsv", Kind::Place, Demonym, false},
    {"curated/organisations.tsv", Kind::Organisation, 0, true},
    {"curated/people.tsv", Kind::Person, 0, true},
    {"curated/places.tsv", Kind::Place, 0, true},
    {"curated/cities.tsv", Kind::Place, 0, true},
    {"subdivisions.tsv", Kind::Place, 0, true},
    {"zone_cities.tsv", Kind::Place, 0, true},
}};

constexpr std::array<std::pair<std::string_view, Roles>, 19> role_names = {{
    {"honorific", Honorific},    {"regnal", Regnal},        {"office", Office},
    {"role", Position},          {"legal_form", LegalForm}, {"org_noun", OrgNoun},
    {"public_noun", PublicNoun}, {"not_person", NotPerson}, {"org_head", OrgHead},
    {"generic", Generic},        {"place_noun", PlaceNoun}, {"place_head", PlaceHead},
    {"calendar", Calendar},      {"particle", Particle},    {"saying", Saying},
    {"suffix", NameSuffix},      {"abbrev", Abbreviated},   {"east_surname", EastSurname},
    {"common", Common},
}};

void read(const std::filesystem::path& file, std::size_t columns, base::Table& out) {
  base::parse_table(file.string(), base::read_file(file), "gazetteer", gazetteer_version, columns,
                    out);
}

void load_names(const std::filesystem::path& folder, const NameFile& file, Gazetteer& out) {
  base::Table table;
  read(folder / file.path, 2, table);
  for (const auto& row : table.rows) {
    std::string_view canonical = row[0];
    const std::string_view written = canonical;
    take_marks(canonical);
    if (file.canonical_is_form) out.add_name(file.kind, canonical, written, file.roles);
    for (std::string_view rest = row[1]; !rest.empty();) {
      const std::size_t end = rest.find('|');
      out.add_name(file.kind, canonical, rest.substr(0, end), file.roles);
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
  }
}

void load_roles(const std::filesystem::path& file, Gazetteer& out) {
  base::Table table;
  read(file, 2, table);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    std::optional<Roles> role;
    for (const auto& [name, value] : role_names) {
      if (name == table.rows[i][1]) role = value;
    }
    if (!role) {
      throw base::Error(base::Code::Data, fmt::format("unknown role '{}'", table.rows[i][1]), {},
                        fmt::format("{}:{}", file.string(), table.lines[i]));
    }
    out.add_role(table.rows[i][0], *role);
  }
}

}  // namespace

Gazetteer load_gazetteer(const std::filesystem::path& folder) {
  Gazetteer out;
  for (const NameFile& file : name_files) load_names(folder, file, out);
  load_roles(folder / "curated/titles.tsv", out);
  load_roles(folder / "curated/words.tsv", out);
  base::Table table;
  read(folder / "curated/names_blocked.tsv", 1, table);
  for (const auto& row : table.rows) out.add_role(row[0], Blocked);
  read(folder / "curated/first_names.tsv", 1, table);
  for (const auto& row : table.rows) {
    std::string_view name = row[0];
    const bool common = take_marks(name) != 0;
    out.add_role(name, common ? FirstName | CommonFirst : FirstName);
  }
  return out;
}

Gazetteer load_gazetteer() {
  return load_gazetteer(base::data_root() / "index" / "gazetteer");
}

const Gazetteer& standard_gazetteer() {
  static const Gazetteer gazetteer = load_gazetteer();
  return gazetteer;
}

}  // namespace dateline::entity
