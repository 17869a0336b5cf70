#include "eval/expectation.hh"

#include "base/error.hh"
#include "schema/field.hh"
#include "search/facet.hh"
#include "temporal/day.hh"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::eval {
namespace {

using base::Toml;
using Kind = Expectation::Kind;

[[noreturn]] void fail(const std::string& message, const std::string& place) {
  throw base::Error(base::Code::Data, message, {}, place);
}

/// `count = 7` or `count = { min = 5, max = 9 }`.
Bounds read_bounds(const Toml& table, const char* key) {
  const Toml& value = table.at(key);
  Bounds bounds;
  const auto* limits = value.as_table();
  if (limits == nullptr) {
    bounds.min = bounds.max = expected_natural(value);
    bounds.exact = true;
    return bounds;
  }
  value.only({"min", "max"});
  if (value.has("min")) bounds.min = expected_natural(value.at("min"));
  if (value.has("max")) bounds.max = expected_natural(value.at("max"));
  if (limits->empty()) fail("bounds are { min = …, max = … }, or one number", value.place());
  if (bounds.min && bounds.max && bounds.min->value > bounds.max->value)
    fail("min is larger than max", value.place());
  return bounds;
}

std::string text_of(const Toml& table, const char* key) {
  std::string text = table.at(key).string();
  if (text.empty()) fail(fmt::format("'{}' is empty", key), table.at(key).place());
  return text;
}

/// The facet that has a year, month or day as its value; empty if the text is none.
std::string unit_of(const std::string& text) {
  constexpr std::string_view first_day = "-01-01";
  for (const auto& [length, field] : {std::pair(4, "year"), {7, "month"}, {10, "day"}}) {
    if (text.size() != static_cast<std::size_t>(length)) continue;
    if (temporal::Day::parse(text + std::string(first_day.substr(text.size() - 4)))) return field;
  }
  return {};
}

/// The name of a field with facets.
std::string facet_field(const Toml& table, const char* key) {
  const std::string field = text_of(table, key);
  try {
    search::require_facet(schema::Schema::standard(), field);
  } catch (const base::Error& failure) {
    throw base::Error(base::Code::Data, failure.what(), failure.hint(), table.at(key).place());
  }
  return field;
}

/// The hit an expectation is about: `article`, `passage` or `rank`.
void read_hit(const Toml& table, bool by_rank, Expectation& one) {
  const int named = table.has("article") + table.has("passage") + (by_rank && table.has("rank"));
  if (named != 1)
    fail(fmt::format("one of article, passage{} says which hit is meant", by_rank ? ", rank" : ""),
         table.place());
  if (table.has("rank")) {
    one.number = expected_natural(table.at("rank"));
    if (one.number.value < 1) fail("ranks count from 1", table.at("rank").place());
    return;
  }
  one.passage = table.has("passage");
  one.id = text_of(table, one.passage ? "passage" : "article");
}

void read_counted(const Toml& table, Expectation& one) {
  if (table.has("count") == table.has("articles"))
    fail("either count (of passages) or articles says how many", table.place());
  one.by_articles = table.has("articles");
  one.bounds = read_bounds(table, one.by_articles ? "articles" : "count");
}

Expectation read_expectation(const Toml& table) {
  constexpr std::array<const char*, 8> kinds = {"within", "below",     "absent",  "before",
                                                "facet",  "published", "snippet", "entity"};
  table.only({"article", "passage", "rank", "within", "below", "absent", "before", "facet", "value",
              "published", "snippet", "entity", "field", "count", "articles"});
  std::vector<std::string> present;
  for (const char* kind : kinds) {
    if (table.has(kind)) present.emplace_back(kind);
  }
  if (present.size() != 1)
    fail(fmt::format("an expectation has exactly one of {}", fmt::join(kinds, ", ")),
         table.place());
  const std::string& kind = present.front();
  Expectation one;
  one.place = table.place();
  const auto only = [&](std::initializer_list<std::string_view> keys) { table.only(keys); };
  if (kind == "within" || kind == "below") {
    only({"article", "passage", "within", "below"});
    one.kind = kind == "within" ? Kind::Within : Kind::Below;
    read_hit(table, false, one);
    one.number = expected_natural(table.at(kind));
    if (one.number.value < 1) fail("ranks count from 1", table.at(kind).place());
  } else if (kind == "absent") {
    only({"article", "passage", "absent"});
    one.kind = Kind::Absent;
    read_hit(table, false, one);
    if (!table.at("absent").boolean())
      fail("absent = true, or leave it out", table.at("absent").place());
  } else if (kind == "before") {
    only({"article", "passage", "before"});
    one.kind = Kind::Before;
    read_hit(table, false, one);
    one.text = text_of(table, "before");
    if (one.text == one.id) fail("a result cannot stand before itself", table.at("before").place());
  } else if (kind == "facet") {
    only({"facet", "value", "count", "articles"});
    one.kind = Kind::Facet;
    one.field = facet_field(table, "facet");
    one.text = text_of(table, "value");
    read_counted(table, one);
  } else if (kind == "published") {
    only({"published", "count", "articles"});
    one.kind = Kind::Published;
    one.text = text_of(table, "published");
    one.field = unit_of(one.text);
    if (one.field.empty())
      fail("published is a year, a month (2022-03) or a day (2022-03-17)",
           table.at("published").place());
    read_counted(table, one);
  } else if (kind == "snippet") {
    only({"article", "passage", "rank", "snippet"});
    one.kind = Kind::Snippet;
    read_hit(table, true, one);
    one.text = text_of(table, "snippet");
  } else {
    only({"article", "passage", "rank", "entity", "field"});
    one.kind = Kind::Entity;
    read_hit(table, true, one);
    one.text = text_of(table, "entity");
    if (table.has("field")) one.field = facet_field(table, "field");
  }
  return one;
}

std::string times(const Bounds& bounds) {
  if (bounds.exact) return fmt::format("{}", bounds.min->value);
  if (!bounds.max) return fmt::format("at least {}", bounds.min->value);
  if (!bounds.min) return fmt::format("at most {}", bounds.max->value);
  return fmt::format("{} to {}", bounds.min->value, bounds.max->value);
}

/// Whether there may be one at most, so that the thing counted is named in the singular.
bool is_one(const Bounds& bounds) {
  return bounds.max ? bounds.max->value == 1 : bounds.min->value == 1;
}

}  // namespace

Expected expected_natural(const Toml& value) {
  if (value.integer() < 0) fail("a count cannot be negative", value.place());
  return {static_cast<double>(value.integer()), value.place()};
}

Case read_case(const Toml& table) {
  table.only({"id", "note", "query", "topic", "count", "articles", "error", "latency_ms",
              "latency_fails", "expect"});
  Case one;
  one.place = table.place();
  one.id = text_of(table, "id");
  one.note = table.string_or("note", "");
  if (table.has("query") == table.has("topic"))
    fail("a case has either a query or a topic", table.place());
  one.query = table.has("query") ? table.at("query").string() : "@" + text_of(table, "topic");
  for (const auto& [key, kind] :
       {std::pair("count", Kind::Passages), {"articles", Kind::Articles}}) {
    if (!table.has(key)) continue;
    Expectation counted;
    counted.kind = kind;
    counted.place = table.at(key).place();
    counted.bounds = read_bounds(table, key);
    one.expectations.push_back(std::move(counted));
  }
  if (table.has("error")) {
    Expectation error;
    error.kind = Kind::Error;
    error.place = table.at("error").place();
    error.text = text_of(table, "error");
    one.expectations.push_back(std::move(error));
  }
  if (table.has("latency_ms")) {
    Expectation latency;
    latency.kind = Kind::Latency;
    latency.place = table.at("latency_ms").place();
    latency.number = {table.at("latency_ms").number(), latency.place};
    latency.strict = table.has("latency_fails") && table.at("latency_fails").boolean();
    one.expectations.push_back(std::move(latency));
  } else if (table.has("latency_fails")) {
    fail("latency_fails without latency_ms", table.at("latency_fails").place());
  }
  if (table.has("expect")) {
    for (const Toml& row : table.at("expect").array())
      one.expectations.push_back(read_expectation(row));
  }
  if (one.expectations.empty()) fail(fmt::format("case '{}' expects nothing", one.id), one.place);
  if (table.has("error") && one.expectations.size() > 1)
    fail("a query that is refused has no results to expect", table.at("error").place());
  return one;
}

std::string describe(const Expectation& one) {
  const std::string hit = one.id.empty() ? fmt::format("result {}", one.number.value) : one.id;
  const auto unit = [&] {
    const std::string_view unit = one.by_articles ? "articles" : "passages";
    return is_one(one.bounds) ? unit.substr(0, unit.size() - 1) : unit;
  };
  switch (one.kind) {
    case Kind::Within:
      return fmt::format("{} within the first {}", hit, one.number.value);
    case Kind::Below:
      return fmt::format("{} not within the first {}", hit, one.number.value);
    case Kind::Absent:
      return fmt::format("{} absent", hit);
    case Kind::Before:
      return fmt::format("{} before {}", hit, one.text);
    case Kind::Passages:
      return "passages: " + times(one.bounds);
    case Kind::Articles:
      return "articles: " + times(one.bounds);
    case Kind::Facet:
      return fmt::format("{} {} with {} {}", times(one.bounds), unit(), one.field, one.text);
    case Kind::Published:
      return fmt::format("{} {} published in {}", times(one.bounds), unit(), one.text);
    case Kind::Snippet:
      return fmt::format("the snippet of {} holds '{}'", hit, one.text);
    case Kind::Entity:
      return fmt::format("{} carries {} '{}'", hit, one.field.empty() ? "the name" : one.field,
                         one.text);
    case Kind::Error:
      return fmt::format("the query is refused with '{}'", one.text);
    case Kind::Latency:
      return fmt::format("answered within {} ms", one.number.value);
  }
  return {};
}

}  // namespace dateline::eval
