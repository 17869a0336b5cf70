#include "search/facet.hh"

#include "base/error.hh"
#include "base/nearest.hh"
#include "base/parallel.hh"
#include "query/lexer.hh"
#include "search/group_names.hh"
#include "search/tally.hh"
#include "search/value_lists.hh"
#include "temporal/calendar_unit.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::search {
namespace {

/// The counts of a field, all segments together.
/// in: tallies, by segment; place, of the field in each
CountedValues add_up(const store::Database& database,
                     const std::vector<std::vector<FieldTally>>& tallies, std::size_t place,
                     CountBy by, const AliasGroups* names) {
  std::size_t most = 0, parts = 0;
  CountedValues counted;
  for (const auto& segment : tallies) {
    const FieldTally& tally = segment[place];
    most = std::max(most, tally.groups.size());
    parts += tally.groups.empty() ? 0 : 1;
    counted.with += by == CountBy::Passages ? tally.with.passages : tally.with.articles;
  }
  ValueTable table(parts > 1 ? most : 0);
  for (std::uint32_t i = 0; i < tallies.size(); ++i) {
    const store::FacetFile& facets = database.segment(i).facets();
    for (const GroupCount& count : tallies[i][place].groups) {
      const std::uint64_t digest = parts <= 1 ? 0
                                   : names == nullptr
                                       ? facets.digest(count.group)
                                       : names->segment(i).digest(facets, count.group);
      const ValueCount one{digest, i, count.group, count.passages, count.articles};
      if (parts > 1) {
        table.add(one);
      } else {
        table.values.push_back(one);
      }
    }
  }
  counted.values = std::move(table.values);
  counted.total = counted.values.size();
  return counted;
}

/// Sort the largest to the front and drop the rest; ties by what `before` says.
template <typename T, typename Before>
void keep_largest(std::vector<T>& values, std::size_t limit, CountBy by, Before before) {
  const auto larger = [&](const T& a, const T& b) {
    const std::uint64_t left = by == CountBy::Passages ? a.passages : a.articles;
    const std::uint64_t right = by == CountBy::Passages ? b.passages : b.articles;
    return left != right ? left > right : before(a, b);
  };
  const auto kept = values.begin() + static_cast<std::ptrdiff_t>(std::min(limit, values.size()));
  std::partial_sort(values.begin(), kept, values.end(), larger);
  values.erase(kept, values.end());
}

/// Keep the values that hold what is asked for.
/// in: facet, its total set; values, all of them if something is asked for; holds, whether a value
///     holds it
template <typename T, typename Holds>
void restrict_to(const Beginnings& wanted, std::vector<T>& values, Facet& facet, Holds holds) {
  facet.restricted = wanted.any();
  facet.matching = facet.total;
  if (!wanted.any()) return;
  std::erase_if(values, [&](const T& value) { return !holds(value); });
  facet.matching = values.size();
}

Facet name_facet(const store::Database& database, const CountedValues& counted, std::size_t number,
                 const FacetRequest& request, CountBy by, const AliasGroups* aliases) {
  const GroupNames called(database, aliases);
  const auto key = [&](const ValueCount& one) { return called.key(one.segment, one.group); };
  const Beginnings wanted(request.match);
  Facet facet;
  facet.field = request.field;
  facet.total = counted.total;
  std::vector<ValueCount> names = counted.values;
  restrict_to(wanted, names, facet,
              [&](const ValueCount& one) { return called.hold(wanted, one.segment, one.group); });
  keep_largest(names, request.limit, by,
               [&](const ValueCount& a, const ValueCount& b) { return key(a) < key(b); });
  facet.values.reserve(names.size());
  for (const ValueCount& one : names) {
    const AliasSet* spellings = called.set(one.segment, one.group);
    std::string value =
        spellings != nullptr ? spellings->name : commonest_spelling(database, number, key(one));
    std::string query = name_clause(request.field, value, key(one));
    facet.values.push_back({std::move(value), one.passages, one.articles, std::move(query)});
  }
  return facet;
}

/// Of dates the most frequent are kept, too, but they come in order of time.
Facet in_order_of_time(std::vector<FacetCount> units, const FacetRequest& request, CountBy by) {
  Facet facet;
  facet.field = request.field;
  facet.total = units.size();
  const Beginnings wanted(request.match);
  restrict_to(wanted, units, facet,
              [&](const FacetCount& unit) { return wanted.hold(text::fold_name(unit.value)); });
  const auto earlier = [](const FacetCount& a, const FacetCount& b) { return a.value < b.value; };
  keep_largest(units, request.limit, by, earlier);
  std::sort(units.begin(), units.end(), earlier);
  facet.values = std::move(units);
  return facet;
}

/// Units of time that passages speak of, which are names to the facet file.
Facet mentioned_facet(const store::Database& database, const std::vector<ValueCount>& names,
                      const FacetRequest& request, CountBy by) {
  std::vector<FacetCount> units;
  units.reserve(names.size());
  for (const ValueCount& one : names) {
    const auto unit =
        temporal::CalendarUnit::read(database.segment(one.segment).facets().key(one.group));
    if (!unit) store::FacetFile::damaged();
    const std::string value = unit->iso();
    units.push_back({value, one.passages, one.articles, "mentions:" + value});
  }
  return in_order_of_time(std::move(units), request, by);
}

DayTally count_days(const MatchSet& matches, const store::Database& database,
                    temporal::Precision precision) {
  DayTally days;
  thread_local Members members;
  for (std::size_t i = 0; i < matches.segments.size(); ++i) {
    members.fill(database.segment(i), matches.segments[i]);
    days.add(database.segment(i), members, precision);
  }
  return days;
}

Facet date_facet(const DayTally& days, const FacetRequest& request, temporal::Precision precision,
                 CountBy by) {
  const std::size_t length = precision == temporal::Precision::Year    ? 4
                             : precision == temporal::Precision::Month ? 7
                                                                       : 10;
  std::vector<FacetCount> units;
  days.each([&](std::int32_t serial, const DayTally::Count& count) {
    std::string value = temporal::Day::from_serial(serial).iso().substr(0, length);
    if (units.empty() || units.back().value != value) {
      units.push_back({value, 0, 0, "published:" + value});
    }
    units.back().passages += count.passages;
    units.back().articles += count.articles;
  });
  Facet facet = in_order_of_time(std::move(units), request, by);
  facet.without = by == CountBy::Passages ? days.without().passages : days.without().articles;
  return facet;
}

temporal::Precision precision_of(std::string_view field) {
  return field == "year"    ? temporal::Precision::Year
         : field == "month" ? temporal::Precision::Month
                            : temporal::Precision::Day;
}

/// A set with fewer passages is counted before another thread has woken up.
constexpr std::uint64_t worth_threads = 8192;

/// A field to count the names of.
/// limit: how many of the largest are needed
/// lists: to count with; nullptr: passage by passage
/// only:  what values must hold that are counted at all; nullptr: nothing
struct NameField {
  std::size_t number = 0, limit = 0;
  const ValueLists* lists = nullptr;
  std::optional<Beginnings> only = {};
  CountedValues counted = {};
};

using Each = std::function<void(std::size_t, const std::function<void(std::size_t)>&)>;

/// Count fields, each in the way that is quickest.
/// in: each, does some number of things, side by side if that is worth it
void count_names(const MatchSet& matches, const store::Database& database, CountBy by,
                 const AliasGroups* names, std::vector<NameField>& fields, const Each& each) {
  // By lists takes as long as all passages have names, by rows as long as the members have.
  constexpr std::uint64_t lists_share = 16;
  std::uint64_t all = 0;
  for (const Bitmap& segment : matches.segments) all += segment.size();
  const std::uint64_t members = matches.passages();
  const bool by_lists =
      names != nullptr && members < all && members >= worth_threads && members * lists_share >= all;
  std::vector<FieldTally> rows;  // fields counted by rows
  std::vector<const Beginnings*> only;
  for (NameField& field : fields) {
    if (by_lists) field.lists = names->lists(field.number);
    if (field.lists != nullptr) continue;
    rows.push_back({field.number, {}, {}});
    only.push_back(field.only ? &*field.only : nullptr);
  }
  const GroupNames called(database, names);

  std::vector<std::vector<FieldTally>> tallies(matches.segments.size(), rows);
  if (!rows.empty()) {
    each(tallies.size(), [&](std::size_t i) {
      thread_local Members mine;
      const store::Segment& segment = database.segment(i);
      mine.fill(segment, matches.segments[i]);
      const auto number = static_cast<std::uint32_t>(i);
      tally_names(segment.facets(), mine, tallies[i],
                  names == nullptr ? nullptr : &names->segment(number));
      for (std::size_t k = 0; k < only.size(); ++k) {
        if (only[k] == nullptr) continue;
        std::erase_if(tallies[i][k].groups, [&](const GroupCount& one) {
          return !called.hold(*only[k], number, one.group);
        });
      }
    });
  }
  const NumberedSet numbered(rows.size() < fields.size() ? matches : MatchSet());
  each(fields.size(), [&](std::size_t i) {
    NameField& field = fields[i];
    const auto place = static_cast<std::size_t>(
        std::count_if(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(i),
                      [](const NameField& before) { return before.lists == nullptr; }));
    field.counted = field.lists != nullptr ? field.lists->count(numbered, field.limit, by)
                                           : add_up(database, tallies, place, by, names);
  });
}

/// Whether a facet counts days of publication, which articles are stored with.
bool of_publication(const schema::Field& field) {
  return field.of == "published";
}

}  // namespace

std::string commonest_spelling(const store::Database& database, std::size_t field,
                               std::string_view key) {
  std::map<std::string_view, std::uint64_t> counts;
  for (const auto& segment : database.segments()) {
    const auto group = segment->facets().find(field, key);
    if (!group) continue;
    for (std::size_t i = 0; i < segment->facets().spelling_count(*group); ++i) {
      const store::FacetSpelling spelling = segment->facets().spelling(*group, i);
      counts[spelling.display] += spelling.count;
    }
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == counts.end()) store::FacetFile::damaged();
  return std::string(most->first);
}

void require_facet(const schema::Schema& schema, std::string_view name) {
  const schema::Field* field = schema.find(name);
  if (field != nullptr && field->facet) return;
  std::vector<std::string_view> known;
  for (const schema::Field& one : schema.fields()) {
    if (one.facet) known.push_back(one.name);
  }
  const auto near = base::nearest(name, known);
  throw base::Error(base::Code::Usage,
                    fmt::format("there is no facet '{}'{}", name,
                                near ? fmt::format("; did you mean '{}'?", *near) : ""),
                    fmt::format("facets are {}", fmt::join(known, ", ")));
}

std::string name_clause(std::string_view field, std::string_view display, std::string_view key) {
  // Quotes end a quoted value, and control characters are no part of a readable one.
  std::string value(display);
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (const std::size_t size = query::quote_at(value, at); size > 0) value.replace(at, size, " ");
  }
  for (char& c : value) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  if (text::fold_name(value) != key) value = key;
  return fmt::format("{}:=\"{}\"", field, value);
}

std::vector<Facet> count_facets(const MatchSet& matches, const store::Database& database,
                                const schema::Schema& schema,
                                const std::vector<FacetRequest>& requests, CountBy by,
                                const AliasGroups* names) {
  std::vector<NameField> fields;   // each once
  std::vector<std::size_t> place;  // of a request's field in them
  for (const FacetRequest& request : requests) {
    require_facet(schema, request.field);
    const schema::Field& field = schema.get(request.field);
    if (of_publication(field)) {
      place.push_back(0);
      continue;
    }
    const auto number = static_cast<std::size_t>(&field - schema.fields().data());
    const auto known = std::find_if(fields.begin(), fields.end(),
                                    [&](const NameField& one) { return one.number == number; });
    place.push_back(static_cast<std::size_t>(known - fields.begin()));
    NameField& one = known == fields.end() ? fields.emplace_back() : *known;
    one.number = number;
    const bool first = std::count(place.begin(), place.end(), place.back()) == 1;
    one.only.reset();
    if (first && !request.count_all && field.kind != schema::FieldKind::DatePart &&
        !request.match.empty())
      one.only.emplace(request.match);
    // What comes in order of time, or is chosen by its text, is chosen among all.
    const bool all = field.kind == schema::FieldKind::DatePart || !request.match.empty();
    one.limit = std::max(one.limit, all ? SIZE_MAX : request.limit);
  }
  if (requests.empty()) return {};

  // Segments are counted side by side, and so are the sums of fields.
  const bool large = matches.passages() >= worth_threads;
  const auto each = [&](std::size_t count, const std::function<void(std::size_t)>& work) {
    if (large) return base::parallel_for(count, work);
    for (std::size_t i = 0; i < count; ++i) work(i);
  };

  count_names(matches, database, by, names, fields, each);
  const std::uint64_t all =
      by == CountBy::Passages ? matches.passages() : matches.articles(database);

  std::vector<Facet> facets(requests.size());
  each(requests.size(), [&](std::size_t k) {
    const FacetRequest& request = requests[k];
    Facet& facet = facets[k];
    const schema::Field& field = schema.get(request.field);
    if (of_publication(field)) {
      facet = date_facet(count_days(matches, database, precision_of(request.field)), request,
                         precision_of(request.field), by);
      return;
    }
    const NameField& counted = fields[place[k]];
    facet = field.kind == schema::FieldKind::DatePart
                ? mentioned_facet(database, counted.counted.values, request, by)
                : name_facet(database, counted.counted, counted.number, request, by, names);
    facet.without = all - counted.counted.with;
  });
  return facets;
}

std::vector<Facet> count_facets(const MatchSet& matches, const store::Database& database,
                                const schema::Schema& schema,
                                const std::vector<std::string>& fields, std::size_t limit,
                                CountBy by, const AliasGroups* names) {
  std::vector<FacetRequest> requests;
  for (const std::string& field : fields) requests.push_back({field, limit, {}});
  return count_facets(matches, database, schema, requests, by, names);
}

}  // namespace dateline::search
