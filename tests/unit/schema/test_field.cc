#include "base/error.hh"
#include "schema/field.hh"

#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using schema::Schema;

namespace {

std::string row(const std::string& name, const std::string& kind, const std::string& prefix,
                const std::string& of = {}) {
  return "[[field]]\nname = '" + name + "'\nkind = '" + kind + "'\nprefix = '" + prefix +
         "'\nfacet = false\ndescription = 'd'\nexample = 'e'\n" +
         (of.empty() ? "" : "of = '" + of + "'\n");
}

/// A schema that has all the program needs.
std::string whole() {
  std::string text = "kind = 'schema'\nversion = 3\n";
  text += row("text", "words", "Z") + row("title", "words", "ZS");
  const char* names[][2] = {{"person", "XP"},   {"org", "XO"},      {"place", "XL"},
                            {"dateline", "XD"}, {"source", "XSRC"}, {"section", "XSEC"},
                            {"author", "A"},    {"lang", "L"}};
  for (const auto& [name, prefix] : names) text += row(name, "name", prefix);
  text += row("published", "date", "D") + row("day", "date-part", "D", "published");
  text += row("month", "date-part", "M", "published") + row("year", "date-part", "Y", "published");
  text += row("mentions", "date", "XMD") + row("mentioned-day", "date-part", "XMD", "mentions");
  text += row("mentioned-month", "date-part", "XMM", "mentions");
  text += row("mentioned-year", "date-part", "XMY", "mentions");
  text += row("mentioned-century", "date-part", "XMC", "mentions");
  text += row("lead", "derived", "") + row("words", "derived", "");
  return text;
}

std::string error_of(const std::string& content) {
  try {
    Schema("s.toml", content);
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Data);
    return failure.report();
  }
  return {};
}

}  // namespace

TEST_CASE("schema/field: the standard schema loads; names and prefixes are told apart") {
  const Schema& schema = Schema::standard();
  std::set<std::string> names;
  for (const schema::Field& field : schema.fields()) {
    CHECK(names.insert(field.name).second);
    CHECK(schema.find(field.name) == &field);
    CHECK(&schema.get(field.name) == &field);
    CHECK_FALSE(field.description.empty());
    CHECK_FALSE(field.example.empty());
  }
  CHECK(schema.get("text").kind == schema::FieldKind::Words);
  CHECK(schema.get("person").kind == schema::FieldKind::Name);
  CHECK(schema.get("person").facet);
  CHECK(schema.get("published").kind == schema::FieldKind::Date);
  CHECK_FALSE(schema.get("published").facet);
  CHECK(schema.get("year").kind == schema::FieldKind::DatePart);
  CHECK(schema.get("day").prefix == schema.get("published").prefix);
  CHECK(schema.find("People") == nullptr);
  CHECK(schema.find("") == nullptr);
}

TEST_CASE("schema/field: a field the program asks for and does not have is a fault of ours") {
  try {
    Schema::standard().get("colour");
    FAIL("found");
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Internal);
    CHECK(std::string(failure.what()) == "the schema has no field 'colour'");
  }
}

TEST_CASE("schema/field: kinds have the names of the file") {
  CHECK(schema::name(schema::FieldKind::Words) == "words");
  CHECK(schema::name(schema::FieldKind::Name) == "name");
  CHECK(schema::name(schema::FieldKind::Date) == "date");
  CHECK(schema::name(schema::FieldKind::DatePart) == "date-part");
  CHECK(schema::name(schema::FieldKind::Derived) == "derived");
}

TEST_CASE("schema/field: a whole schema is accepted in the order of the file") {
  const Schema schema("s.toml", whole());
  CHECK(schema.fields().size() == 21);
  CHECK(schema.fields().front().name == "text");
  CHECK(schema.fields().back().name == "words");
}

TEST_CASE("schema/field: all violations are told together, with their places") {
  CHECK(error_of(whole() + row("person", "names", "XP") + row("x", "name", "xa") +
                 row("y", "name", "")) ==
        "error: the schema 's.toml' is not consistent:\n"
        "  s.toml:159:8: unknown kind 'names'\n"
        "  s.toml:158:8: field 'person' twice\n"
        "  s.toml:160:10: prefix 'XP' twice\n"
        "  s.toml:167:10: a prefix is made of capitals\n"
        "  s.toml:174:10: an empty prefix\n");
  const std::string report = error_of("kind = 'schema'\nversion = 3\nfield = []\n");
  for (const char* name : {"text", "title", "person", "published", "year"})
    CHECK(report.find("no field '" + std::string(name) + "'") != std::string::npos);
}

TEST_CASE("schema/field: the parts of a date field are those of its units") {
  const Schema& schema = Schema::standard();
  const schema::Field& published = schema.get("published");
  const schema::Field& mentions = schema.get("mentions");
  CHECK(schema.part(published, "month") == &schema.get("month"));
  CHECK(schema.part(mentions, "month") == &schema.get("mentioned-month"));
  CHECK(schema.part(mentions, "century") == &schema.get("mentioned-century"));
  CHECK(schema.part(published, "century") == nullptr);
}

TEST_CASE("schema/field: a date-part says of which date field, other fields are no part") {
  const auto told = [](const std::string& row, const std::string& message) {
    return error_of(whole() + row).find(message) != std::string::npos;
  };
  CHECK(told(row("x", "date-part", "XX"), "'of' names no date field before it"));
  CHECK(told(row("x", "date-part", "XX", "person"), "'of' names no date field before it"));
  CHECK(told(row("x", "date-part", "XX", "nothing"), "'of' names no date field before it"));
  CHECK(told(row("x", "name", "XX", "published"), "'of' belongs to date-parts"));
}

TEST_CASE("schema/field: unknown keys, missing keys and other versions are refused") {
  CHECK(error_of("kind = 'schema'\nversion = 3\nfields = []\n") ==
        "error: s.toml:3:10: unknown key 'fields'; did you mean 'field'? known are kind, version, "
        "field\n");
  CHECK(error_of("kind = 'schema'\nversion = 9\nfield = []\n") ==
        "error: s.toml:2:11: version 9 of kind 'schema' is not readable; this program reads 3 to "
        "3\n");
  CHECK(error_of("kind = 'schema'\nversion = 3\n") == "error: s.toml:1:1: no key 'field'\n");
  CHECK(error_of("kind = 'schema'\nversion = 3\n[[field]]\nname = 'x'\n") ==
        "error: s.toml:3:1: no key 'prefix'\n");
}

TEST_CASE("schema/field: the nearest name is suggested for a misspelt one") {
  const Schema& schema = Schema::standard();
  CHECK(schema.suggest("persn") == "person");
  CHECK(schema.suggest("titel") == "title");
  CHECK(schema.suggest("pubished") == "published");
  CHECK_FALSE(schema.suggest("colour"));
  CHECK_FALSE(schema.suggest(""));
}

TEST_CASE("schema/field: the fingerprint changes with names, kinds, prefixes and facets only") {
  const auto print = [](std::string text, const std::string& from = {},
                        const std::string& to = {}) {
    if (!from.empty()) text.replace(text.find(from), from.size(), to);
    return Schema("s.toml", text).fingerprint();
  };
  const std::uint64_t plain = print(whole());
  CHECK(print(whole()) == plain);
  CHECK(print(whole(), "description = 'd'", "description = 'other'") == plain);
  CHECK(print(whole(), "prefix = 'XP'", "prefix = 'XQ'") != plain);
  CHECK(print(whole(), "facet = false", "facet = true") != plain);
  CHECK(print(whole(), "of = 'mentions'", "of = 'published'") != plain);
  CHECK(print(whole() + row("extra", "name", "XE")) != plain);
}
