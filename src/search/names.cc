#include "search/names.hh"

#include "entity/gazetteer_files.hh"
#include "search/postings.hh"
#include "store/terms.hh"
#include "temporal/calendar_unit.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::search {
namespace {

using temporal::CalendarUnit;
using temporal::DayRange;
using Kind = CalendarUnit::Kind;

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

/// Collects names, each with all its spellings.
class Collector {
 public:
  Collector(const store::Database& database, const schema::Field& field, const Aliases& aliases)
      : database_(database), field_(field), aliases_(aliases), kind_(kind_of(field)) {}

  /// A name, if the database has it, and its other spellings.
  void add(std::string_view key) {
    const AliasSet* set = kind_ ? aliases_.find(*kind_, key) : nullptr;
    if (set != nullptr) {
      add(*set);
    } else {
      add_spelling(key);
    }
  }

  void add(const AliasSet& set) {
    if (std::find(sets_.begin(), sets_.end(), &set) != sets_.end()) return;
    sets_.push_back(&set);
    std::vector<std::string> there;
    for (const std::string& key : set.keys) {
      if (add_spelling(key)) there.push_back(key);
    }
    if (there.size() > 1 || (there.size() == 1 && there.front() != set.keys.front()))
      found_.widened.push_back(fmt::format("{} ({})", set.name, fmt::join(there, ", ")));
  }

  /// A name that the database has.
  void add_known(std::string_view key) {
    const AliasSet* set = kind_ ? aliases_.find(*kind_, key) : nullptr;
    if (set != nullptr) {
      add(*set);
    } else {
      found_.terms.push_back(store::make_term(field_, key));
    }
  }

  /// The sets that have a spelling with these words.
  void add_sets_with(std::string_view key, bool prefix) {
    if (!kind_) return;
    for (const AliasSet& set : aliases_.sets(*kind_)) {
      if (std::any_of(set.keys.begin(), set.keys.end(), [&](const std::string& spelling) {
            return has_words(spelling, key, prefix);
          }))
        add(set);
    }
  }

  FoundNames take() {
    auto& terms = found_.terms;
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return std::move(found_);
  }

 private:
  bool add_spelling(std::string_view key) {
    std::string term = store::make_term(field_, key);
    const bool there = store::with_xapian("read the terms of the database",
                                          [&] { return database_.terms().term_exists(term); });
    if (there) found_.terms.push_back(std::move(term));
    return there;
  }

  const store::Database& database_;
  const schema::Field& field_;
  const Aliases& aliases_;
  std::optional<entity::Kind> kind_;
  std::vector<const AliasSet*> sets_;
  FoundNames found_;
};

}  // namespace

FoundNames names_with(const store::Database& database, const schema::Field& field,
                      std::string_view form, std::string_view key, bool prefix,
                      const Aliases& aliases) {
  Collector found(database, field, aliases);
  const auto& fields = schema::Schema::standard().fields();
  const auto number = static_cast<std::size_t>(
      std::find_if(fields.begin(), fields.end(),
                   [&](const schema::Field& one) { return one.name == field.name; }) -
      fields.begin());
  for (const auto& segment : database.segments()) {
    for (const std::uint32_t group : segment->facets().groups_with(number, key)) {
      const std::string_view name = segment->facets().key(group);
      if (has_words(name, key, prefix)) found.add_known(name);
    }
  }
  found.add_sets_with(key, prefix);
  if (const auto kind = kind_of(field); kind && !prefix) {
    if (const auto canonical = entity::canonical_name(entity::standard_gazetteer(), *kind, form))
      found.add(text::fold_name(*canonical));
  }
  return found.take();
}

FoundNames exact_name(const store::Database& database, const schema::Field& field,
                      std::string_view key, const Aliases& aliases) {
  Collector found(database, field, aliases);
  found.add(key);
  return found.take();
}

std::vector<std::string> spelling_terms(const schema::Field& field, std::string_view key,
                                        const Aliases& aliases) {
  const auto kind = kind_of(field);
  const AliasSet* set = kind ? aliases.find(*kind, key) : nullptr;
  if (set == nullptr) return {store::make_term(field, key)};
  std::vector<std::string> terms;
  for (const std::string& one : set->keys) terms.push_back(store::make_term(field, one));
  return terms;
}

Bitmap passages_with(const std::vector<std::string>& terms, const store::Segment& segment) {
  Bitmap with(segment.passage_count);
  store::with_xapian("read the postings of a term", [&] {
    for (const std::string& term : terms) {
      for (const std::uint32_t ordinal : segment.postings(term)->ordinals) with.set(ordinal);
    }
  });
  return with;
}

std::uint64_t passages_with_any(const std::vector<std::string>& terms,
                                const store::Database& database) {
  return store::with_xapian("count passages", [&] {
    std::uint64_t count = 0;
    for (const auto& segment : database.segments()) {
      count += terms.size() == 1 ? segment->tables->reading(
                                       "count passages",
                                       [&] { return segment->terms.get_termfreq(terms.front()); })
                                 : passages_with(terms, *segment).count();
    }
    return count;
  });
}

bool has_mentions(const schema::Field& field) {
  return kind_of(field).has_value() && field.name != "dateline";
}

std::vector<std::uint32_t> groups_of(const std::vector<std::string>& terms,
                                     const store::FacetFile& facets) {
  std::vector<std::uint32_t> groups;
  const auto& fields = schema::Schema::standard().fields();
  for (std::size_t number = 0; number < fields.size(); ++number) {
    const schema::Field& field = fields[number];
    if (!has_mentions(field)) continue;
    const store::FacetFieldRow row = facets.field(number);
    for (const std::string& term : terms) {
      if (!term.starts_with(field.prefix)) continue;
      const std::string_view value = std::string_view(term).substr(field.prefix.size());
      if (const auto group = facets.find(number, value)) groups.push_back(*group);
      if (!value.starts_with('#')) continue;
      // A digest, since the name is long; there are few such names.
      for (std::uint32_t group = row.first; group < row.end; ++group) {
        if (facets.key(group).size() > store::max_value_bytes &&
            store::make_term(field, facets.key(group)) == term)
          groups.push_back(group);
      }
    }
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

std::vector<std::string> date_terms(const store::Database& database, const schema::Schema& schema,
                                    const schema::Field& field, const DayRange& range) {
  static constexpr std::pair<Kind, std::string_view> kinds[] = {
      {Kind::Century, "century"}, {Kind::Year, "year"}, {Kind::Month, "month"}, {Kind::Day, "day"}};
  std::vector<std::string> found;
  for (const auto& [unit_kind, name] : kinds) {
    const Kind kind = unit_kind;  // a binding cannot be captured by every compiler
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
