#include "schema/field.hh"

#include "base/ascii.hh"
#include "base/data.hh"
#include "base/digest.hh"
#include "base/error.hh"
#include "base/nearest.hh"
#include "base/toml.hh"

#include <array>

#include <fmt/format.h>

namespace dateline::schema {
namespace {

constexpr std::array<std::pair<std::string_view, FieldKind>, 5> kinds = {
    {{"words", FieldKind::Words},
     {"name", FieldKind::Name},
     {"date", FieldKind::Date},
     {"date-part", FieldKind::DatePart},
     {"derived", FieldKind::Derived}}};

/// Fields that indexing fills by name.
constexpr std::array<std::string_view, 21> required = {"text",           "title",
                                                       "person",         "org",
                                                       "place",          "dateline",
                                                       "source",         "section",
                                                       "author",         "lang",
                                                       "published",      "day",
                                                       "month",          "year",
                                                       "lead",           "words",
                                                       "mentions",       "mentioned-century",
                                                       "mentioned-year", "mentioned-month",
                                                       "mentioned-day"};

}  // namespace

std::string_view name(FieldKind kind) {
  for (const auto& [text, value] : kinds) {
    if (value == kind) return text;
  }
  return {};
}

Schema::Schema(const std::string& path, std::string_view content) {
  const base::Toml document = base::parse_toml(path, content);
  base::require_kind(document, "schema", schema_version, schema_version);
  document.only({"kind", "version", "field"});
  std::string violations;
  const auto complain = [&](const base::Toml& where, std::string_view what) {
    violations += fmt::format("\n  {}: {}", where.place(), what);
  };
  for (const base::Toml& row : document.at("field").array()) {
    row.only({"name", "kind", "prefix", "facet", "of", "description", "example"});
    Field field;
    field.name = row.at("name").string();
    field.prefix = row.at("prefix").string();
    field.facet = row.at("facet").boolean();
    field.description = row.at("description").string();
    field.example = row.at("example").string();
    const std::string& kind = row.at("kind").string();
    bool known = false;
    for (const auto& [text, value] : kinds) {
      if (text != kind) continue;
      field.kind = value;
      known = true;
    }
    if (!known) complain(row.at("kind"), fmt::format("unknown kind '{}'", kind));
    const bool derived = field.kind == FieldKind::Derived;
    if (field.prefix.empty() != derived) {
      complain(row.at("prefix"), derived ? "a prefix of a derived field" : "an empty prefix");
    }
    field.of = row.string_or("of", "");
    const Field* whole = find(field.of);
    const bool part = field.kind == FieldKind::DatePart;
    if (part ? whole == nullptr || whole->kind != FieldKind::Date : !field.of.empty())
      complain(row, part ? "'of' names no date field before it" : "'of' belongs to date-parts");
    for (const char c : field.prefix) {
      // Values begin in lower case or with a digit, so a prefix in capitals ends where it should.
      if (c >= 'A' && c <= 'Z') continue;
      complain(row.at("prefix"), "a prefix is made of capitals");
      break;
    }
    for (const Field& other : fields_) {
      if (other.name == field.name)
        complain(row.at("name"), fmt::format("field '{}' twice", field.name));
      const bool day_terms = field.kind == FieldKind::DatePart && other.kind == FieldKind::Date;
      if (!field.prefix.empty() && other.prefix == field.prefix && !day_terms) {
        complain(row.at("prefix"), fmt::format("prefix '{}' twice", field.prefix));
      }
    }
    fields_.push_back(std::move(field));
  }
  for (const std::string_view needed : required) {
    if (find(needed) == nullptr) complain(document, fmt::format("no field '{}'", needed));
  }
  if (!violations.empty()) {
    throw base::Error(base::Code::Data,
                      "the schema '" + path + "' is not consistent:" + violations);
  }
}

const Schema& Schema::standard() {
  static const char path[] = "index/schema.toml";
  static const Schema schema(path, base::read_data(path));
  return schema;
}

const Field* Schema::find(std::string_view name) const {
  for (const Field& field : fields_) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

const Field& Schema::get(std::string_view name) const {
  if (const Field* field = find(name)) return *field;
  throw base::Error(base::Code::Internal, fmt::format("the schema has no field '{}'", name));
}

const Field* Schema::part(const Field& date, std::string_view unit) const {
  for (const Field& field : fields_) {
    if (field.of == date.name && field.name.ends_with(unit)) return &field;
  }
  return nullptr;
}

std::optional<std::string> Schema::suggest(std::string_view name) const {
  std::vector<std::string_view> names;
  for (const Field& field : fields_) names.push_back(field.name);
  return base::nearest(base::lower_ascii(name), names);
}

std::uint64_t Schema::fingerprint() const {
  base::Digest digest;
  digest.add(schema_version);
  for (const Field& field : fields_) {
    digest.add(field.name).add(schema::name(field.kind)).add(field.prefix).add(field.of);
    digest.add(static_cast<std::uint64_t>(field.facet));
  }
  return digest.value();
}

}  // namespace dateline::schema
