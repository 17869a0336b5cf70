#include "explore/significant.hh"

#include "base/error.hh"
#include "base/parallel.hh"
#include "explore/telling_words.hh"
#include "schema/field.hh"
#include "search/facet.hh"
#include "search/names.hh"
#include "search/tally.hh"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

namespace dateline::explore {
namespace {

using search::MatchSet;

/// What carries a name in both sets.
struct NameCount {
  Holding found, other;
};

using NameCounts = std::unordered_map<std::string_view, NameCount>;  ///< by key, of a set its first

/// The names of one field in both sets.
class NameCounter {
 public:
  NameCounter(const store::Database& database, const schema::Field& field,
              const search::AliasGroups* names)
      : database_(database),
        field_(field),
        number_(static_cast<std::size_t>(&field - schema::Schema::standard().fields().data())),
        names_(names) {}

  /// Count them in a set; names of the other set only if the first one has them.
  void count(const MatchSet& set, Holding NameCount::*side) {
    for (std::uint32_t i = 0; i < set.segments.size(); ++i) {
      const store::Segment& segment = database_.segment(i);
      const search::SegmentNames* shared = names_ != nullptr ? &names_->segment(i) : nullptr;
      search::Members members;
      members.fill(segment, set.segments[i]);
      std::vector<search::FieldTally> tally(1);
      tally[0].number = number_;
      search::tally_names(segment.facets(), members, tally, shared);
      for (const search::GroupCount& one : tally[0].groups) {
        const search::AliasSet* spellings = shared != nullptr ? shared->set(one.group) : nullptr;
        const std::string_view key = spellings != nullptr
                                         ? std::string_view(spellings->keys.front())
                                         : segment.facets().key(one.group);
        if (side == &NameCount::other && !counts.contains(key)) continue;
        NameCount& count = counts[key];
        (count.*side).passages += one.passages;
        (count.*side).articles += one.articles;
      }
    }
  }

  std::vector<std::string> terms(std::string_view key) const {
    return search::spelling_terms(field_, key,
                                  names_ != nullptr ? names_->aliases() : search::no_aliases());
  }

  std::string shown(std::string_view key) const {
    const auto kind = search::kind_of(field_);
    const search::AliasSet* set =
        kind && names_ != nullptr ? names_->aliases().find(*kind, key) : nullptr;
    return set != nullptr ? set->name : search::commonest_spelling(database_, number_, key);
  }

  NameCounts counts;

 private:
  const store::Database& database_;
  const schema::Field& field_;
  std::size_t number_;
  const search::AliasGroups* names_;
};

std::vector<Telling> telling_names(const MatchSet& found, const MatchSet& other,
                                   const store::Database& database, const schema::Field& field,
                                   const SignificantOptions& options,
                                   const search::AliasGroups* aliases, const Terms& asked,
                                   std::vector<std::string>& left_out) {
  NameCounter names(database, field, aliases);
  names.count(found, &NameCount::found);
  const bool rest = are_all(found, other, database);
  if (!rest) names.count(other, &NameCount::other);
  const auto others = [&](std::string_view key, const Holding& here) {
    if (!rest) return names.counts.at(key).other.passages;
    return rest_of(search::passages_with_any(names.terms(key), database), here);
  };
  const auto first_asked = asked.lower_bound(field.prefix);
  const bool any_asked = first_asked != asked.end() && first_asked->starts_with(field.prefix);
  const auto is_asked = [&](std::string_view key) {
    const std::vector<std::string> terms = names.terms(key);
    return std::any_of(terms.begin(), terms.end(),
                       [&](const std::string& term) { return asked.contains(term); });
  };
  const Judge judge(size_of(found, database), size_of(other, database), options);
  std::vector<Candidate> candidates;
  for (const auto& [key, count] : names.counts) {
    if (!judge.has_support(count.found)) continue;
    if (!any_asked || !is_asked(key)) {
      candidates.push_back({key, count.found, judge.bound(count.found)});
      continue;
    }
    Telling one;
    one.found = count.found;
    one.other.passages = others(key, count.found);
    if (judge.keeps(one)) left_out.push_back(fmt::format("{}:{}", field.name, names.shown(key)));
  }
  std::vector<Telling> all = most_telling(std::move(candidates), judge, options.names, others,
                                          [](std::string_view) { return false; });
  for (Telling& one : all) {
    const std::string key = one.text;
    one.other.articles = rest ? articles_with(names.terms(key), other, database)
                              : names.counts.at(key).other.articles;
    one.text = names.shown(key);
    one.query = search::name_clause(field.name, one.text, key);
  }
  return all;
}

/// The words, spelled, and those left out beside them.
std::vector<Telling> telling_words(const search::Plan& plan, const MatchSet& found,
                                   const MatchSet& other, const store::Database& database,
                                   const SignificantOptions& options,
                                   std::vector<std::string>& left_out) {
  TellingWords words(plan, database, options);
  std::vector<std::string> stems;
  std::vector<Telling> all = words.find(found, other, nullptr, &stems);
  words.spell(all, found, other);
  for (const std::string& stem : stems) left_out.push_back(spelling(stem, found, database));
  return all;
}

}  // namespace

Significant significant(const search::Plan& plan, const MatchSet& found, const MatchSet& other,
                        const store::Database& database, const SignificantOptions& options,
                        const search::AliasGroups* names) {
  Significant result;
  const schema::Schema& schema = schema::Schema::standard();
  for (const std::string& name : options.fields) {
    search::require_facet(schema, name);
    if (schema.get(name).kind != schema::FieldKind::Name) {
      throw base::Error(base::Code::Usage, fmt::format("'{}' holds no names", name),
                        "person, org and place do");
    }
  }
  result.found = size_of(found, database);
  result.other = size_of(other, database);
  const Terms asked = terms_asked(plan, database);
  result.names.resize(options.fields.size());
  std::vector<std::vector<std::string>> left_out(1 + options.fields.size());
  base::parallel_for(left_out.size(), [&](std::size_t i) {
    if (i == 0) {
      result.words = telling_words(plan, found, other, database, options, left_out[i]);
      return;
    }
    const std::string& field = options.fields[i - 1];
    result.names[i - 1] = {field, telling_names(found, other, database, schema.get(field), options,
                                                names, asked, left_out[i])};
  });
  for (auto& part : left_out)
    result.left_out.insert(result.left_out.end(), part.begin(), part.end());
  std::sort(result.left_out.begin(), result.left_out.end());
  return result;
}

MatchSet without(const MatchSet& set, const MatchSet& other) {
  MatchSet result = set;
  for (std::size_t i = 0; i < result.segments.size(); ++i) {
    search::Bitmap rest = other.segments[i];
    rest.flip();
    result.segments[i] &= rest;
  }
  return result;
}

Holding size_of(const MatchSet& set, const store::Database& database) {
  return {static_cast<std::uint32_t>(set.passages()),
          static_cast<std::uint32_t>(set.articles(database))};
}

}  // namespace dateline::explore
