#include "search/names.hh"

#include "entity/gazetteer_files.hh"
#include "store/terms.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <charconv>
#include <optional>

namespace dateline::search {
namespace {

using temporal::Day;
using temporal::DayRange;

bool has_words(std::string_view name, std::string_view words, bool prefix) {
  for (std::size_t at = 0; (at = name.find(words, at)) != std::string_view::npos; ++at) {
    const bool begins = at == 0 || name[at - 1] == ' ';
    const std::size_t end = at + words.size();
    if (begins && (prefix || end == name.size() || name[end] == ' ')) return true;
  }
  return false;
}

/// All terms with a prefix, over all segments, each once, in order; the prefix taken off.
template <typename Take>
void each_value(const store::Database& database, const std::string& prefix, Take take) {
  store::with_xapian("read the terms of the database", [&] {
    const Xapian::Database& terms = database.terms();
    for (auto term = terms.allterms_begin(prefix); term != terms.allterms_end(prefix); ++term) {
      take(std::string_view(*term).substr(prefix.size()));
    }
  });
}

/// The kind of entity that a field holds; nullopt for other names.
std::optional<entity::Kind> kind_of(const schema::Field& field) {
  if (field.name == "person") return entity::Kind::Person;
  if (field.name == "org") return entity::Kind::Organisation;
  if (field.name == "place") return entity::Kind::Place;
  return std::nullopt;
}

/// The days that a date term's value covers: `2022`, `202203`, `20220301`.
std::optional<DayRange> days_of(std::string_view value) {
  int number = 0;
  const auto result = std::from_chars(value.data(), value.data() + value.size(), number);
  if (result.ec != std::errc() || result.ptr != value.data() + value.size()) return std::nullopt;
  if (value.size() == 4) return DayRange::of_year(number);
  if (value.size() == 6) return DayRange::of_month(number / 100, number % 100);
  const auto day = Day::make(number / 10000, number / 100 % 100, number % 100);
  if (value.size() != 8 || !day) return std::nullopt;
  return DayRange{*day, *day};
}

}  // namespace

std::vector<std::string> names_with(const store::Database& database, const schema::Field& field,
                                    std::string_view form, std::string_view key, bool prefix) {
  std::vector<std::string> found;
  each_value(database, field.prefix, [&](std::string_view value) {
    if (has_words(value, key, prefix)) found.push_back(field.prefix + std::string(value));
  });
  if (key.size() > store::max_value_bytes) {  // such a name is a digest, found whole or not at all
    const std::vector<std::string> whole = exact_name(database, field, key);
    found.insert(found.end(), whole.begin(), whole.end());
  }
  if (const auto kind = kind_of(field); kind && !prefix) {
    if (const auto canonical = entity::canonical_name(entity::standard_gazetteer(), *kind, form)) {
      const std::vector<std::string> known =
          exact_name(database, field, text::fold_name(*canonical));
      found.insert(found.end(), known.begin(), known.end());
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::string> exact_name(const store::Database& database, const schema::Field& field,
                                    std::string_view key) {
  std::string term = store::make_term(field, key);
  const bool there = store::with_xapian("read the terms of the database",
                                        [&] { return database.terms().term_exists(term); });
  if (!there) return {};
  return {std::move(term)};
}

std::vector<std::string> date_terms(const store::Database& database, const schema::Schema& schema,
                                    const DayRange& range) {
  std::vector<std::string> found;
  std::vector<DayRange> whole;  // what larger units cover already
  for (const char* unit : {"year", "month", "day"}) {
    const schema::Field& field = schema.get(unit);
    std::vector<DayRange> covered;
    each_value(database, field.prefix, [&](std::string_view value) {
      const auto days = days_of(value);
      if (!days || days->first < range.first || days->last > range.last) return;
      const bool already = std::any_of(whole.begin(), whole.end(), [&](const DayRange& larger) {
        return larger.first <= days->first && days->last <= larger.last;
      });
      if (already) return;
      found.push_back(field.prefix + std::string(value));
      covered.push_back(*days);
    });
    whole.insert(whole.end(), covered.begin(), covered.end());
  }
  return found;
}

}  // namespace dateline::search
