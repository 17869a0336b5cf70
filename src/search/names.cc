#include "search/names.hh"

#include "entity/gazetteer_files.hh"
#include "store/terms.hh"
#include "temporal/calendar_unit.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <optional>
#include <utility>

namespace dateline::search {
namespace {

using temporal::CalendarUnit;
using temporal::DayRange;
using Kind = CalendarUnit::Kind;

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

/// Whether a larger unit that holds a unit lies in a range itself. A passage that has a day's term has
/// those of its month and year, too.
bool held_by_larger(const CalendarUnit& unit, const DayRange& range) {
  const auto inside = [&](Kind kind) {
    const DayRange days = CalendarUnit::around(kind, unit.days().first).days();
    return range.first <= days.first && days.last <= range.last;
  };
  return (unit.kind > Kind::Year && inside(Kind::Year)) ||
         (unit.kind > Kind::Month && inside(Kind::Month));
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
                                    const schema::Field& field, const DayRange& range) {
  static constexpr std::pair<Kind, std::string_view> kinds[] = {
      {Kind::Century, "century"}, {Kind::Year, "year"}, {Kind::Month, "month"}, {Kind::Day, "day"}};
  std::vector<std::string> found;
  for (const auto& [kind, name] : kinds) {
    const schema::Field* part = schema.part(field, name);
    if (part == nullptr) continue;
    const std::string first = part->prefix + CalendarUnit::around(kind, range.first).value();
    const std::string last = part->prefix + CalendarUnit::around(kind, range.last).value();
    store::with_xapian("read the terms of the database", [&] {
      auto term = database.terms().allterms_begin(part->prefix);
      const auto end = database.terms().allterms_end(part->prefix);
      for (term.skip_to(first); term != end && *term <= last; ++term) {
        const auto unit = CalendarUnit::read(std::string_view(*term).substr(part->prefix.size()));
        if (!unit || unit->kind != kind) continue;
        const DayRange days = unit->days();
        const bool inside = range.first <= days.first && days.last <= range.last;
        if (inside && !held_by_larger(*unit, range)) found.push_back(*term);
      }
    });
  }
  return found;
}

}  // namespace dateline::search
