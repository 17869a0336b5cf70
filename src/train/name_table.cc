#include "train/name_table.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/table.hh"
#include "entity/evidence.hh"
#include "entity/gazetteer.hh"
#include "entity/gazetteer_files.hh"
#include "entity/hashing.hh"
#include "entity/model.hh"

#include <array>
#include <string_view>
#include <utility>

namespace dateline::train {
namespace {

using namespace entity;

struct File {
  const char* path;
  std::uint16_t type;
  bool first_column;
};
constexpr std::array<File, 8> files = {{
    {"countries.tsv", TypeCountry, true},
    {"demonyms.tsv", TypeDemonym, false},
    {"curated/organisations.tsv", TypeOrganisation, true},
    {"curated/people.tsv", TypePerson, true},
    {"curated/places.tsv", TypePlace, true},
    {"curated/cities.tsv", TypePlace, true},
    {"subdivisions.tsv", TypePlace, true},
    {"zone_cities.tsv", TypePlace, true},
}};

constexpr std::array<std::pair<std::string_view, std::uint16_t>, 24> roles = {{
    {"honorific", TypeTitle},
    {"regnal", TypeTitle},
    {"office", TypeTitle | TypePosition},
    {"role", TypePosition},
    {"legal_form", TypeLegalForm},
    {"org_noun", TypeOrgNoun},
    {"public_noun", TypeOrgNoun},
    {"not_person", TypeNothing},
    {"org_head", TypeOrgHead},
    {"generic", TypeOrgHead},
    {"place_noun", TypePlaceNoun},
    {"place_head", TypePlaceNoun},
    {"calendar", TypeCalendar},
    {"particle", TypeFamily},
    {"saying", 0},
    {"suffix", TypeFamily},
    {"abbrev", 0},
    {"east_surname", TypeFamily},
    {"common", TypeCommon},
    {"person", TypePerson},
    {"given", TypeGiven},
    {"family", TypeFamily},
    {"place", TypePlace},
    {"group", TypeOrganisation},
}};

class Builder {
 public:
  void add(std::string_view name, std::uint16_t type) {
    take_marks(name);
    text::analyse_line(name, title_);
    text::analyse_line({}, body_);
    pieces_.assign({name, title_, {}, body_});
    const std::size_t count = pieces_.items.size();
    if (count == 0 || count > max_name_pieces || type == 0) return;
    // Short family names are small words more often.
    if (type == TypeFamily && from_list_ && pieces_.items[0].folded_length <= 3) return;
    std::uint64_t key = name_key(pieces_, 0);
    for (std::uint32_t i = 1; i < count; ++i) key = mix(key, name_key(pieces_, i));
    table_[key] |= type;
  }

  void add(std::string_view name, std::string_view role, const std::string& file) {
    for (const auto& [known, type] : roles) {
      if (known == role) return add(name, type);
    }
    throw base::Error(base::Code::Data, "unknown type " + std::string(role), {}, file);
  }

  void lists() { from_list_ = true; }

  NameTable take() { return std::move(table_); }

 private:
  bool from_list_ = false;
  text::Analysis title_, body_;
  Pieces pieces_;
  NameTable table_;
};

void read(const std::filesystem::path& file, std::size_t columns, base::Table& out) {
  base::parse_table(file.string(), base::read_file(file), "gazetteer", gazetteer_version, columns,
                    out);
}

}  // namespace

NameTable make_name_table(const std::filesystem::path& gazetteer,
                          const std::vector<std::string>& lists) {
  Builder builder;
  for (const File& file : files) {
    base::Table table;
    read(gazetteer / file.path, 2, table);
    for (const auto& row : table.rows) {
      if (file.first_column) builder.add(row[0], file.type);
      for (std::string_view rest = row[1]; !rest.empty();) {
        const std::size_t end = rest.find('|');
        builder.add(rest.substr(0, end), file.type);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
      }
    }
  }
  for (const char* path : {"curated/titles.tsv", "curated/words.tsv"}) {
    base::Table table;
    read(gazetteer / path, 2, table);
    for (const auto& row : table.rows) builder.add(row[0], row[1], path);
  }
  const std::pair<const char*, std::uint16_t> singles[] = {
      {"curated/names_blocked.tsv", TypeNothing}, {"curated/first_names.tsv", TypeGiven}};
  for (const auto& [path, type] : singles) {
    base::Table table;
    read(gazetteer / path, 1, table);
    for (const auto& row : table.rows) builder.add(row[0], type);
  }
  builder.lists();
  for (const std::string& path : lists) {
    const std::string content = base::read_file(path);
    for (std::size_t at = 0; at < content.size();) {
      std::size_t end = content.find('\n', at);
      if (end == std::string::npos) end = content.size();
      const std::string_view line(content.data() + at, end - at);
      const std::size_t tab = line.find('\t');
      if (tab == std::string_view::npos)
        throw base::Error(base::Code::Data, "a line without tab", {}, path);
      builder.add(line.substr(tab + 1), line.substr(0, tab), path);
      at = end + 1;
    }
  }
  return builder.take();
}

}  // namespace dateline::train
