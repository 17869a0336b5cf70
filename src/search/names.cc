#include "search/names.hh"

#include "entity/gazetteer_files.hh"
#include "store/terms.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::search {
namespace {

using temporal::Day;
using temporal::DayRange;

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
      found_.names.push_back({field_.prefix + std::string(key), std::string(key)});
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
    auto& names = found_.names;
    std::sort(names.begin(), names.end(),
              [](const FoundName& a, const FoundName& b) { return a.term < b.term; });
    names.erase(
        std::unique(names.begin(), names.end(),
                    [](const FoundName& a, const FoundName& b) { return a.term == b.term; }),
        names.end());
    return std::move(found_);
  }

 private:
  bool add_spelling(std::string_view key) {
    std::string term = store::make_term(field_, key);
    const bool there = store::with_xapian("read the terms of the database",
                                          [&] { return database_.terms().term_exists(term); });
    if (there) found_.names.push_back({std::move(term), std::string(key)});
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
  each_value(database, field.prefix, [&](std::string_view value) {
    if (has_words(value, key, prefix)) found.add_known(value);
  });
  // Such a name is a digest, found whole or not at all.
  if (key.size() > store::max_value_bytes) found.add(key);
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
