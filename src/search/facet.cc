#include "search/facet.hh"

#include "base/error.hh"
#include "base/interner.hh"
#include "base/nearest.hh"
#include "temporal/day.hh"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::search {
namespace {

/// Names met in the set, over all segments, by field and key.
struct NameTable {
  base::Interner keys;  ///< field byte, key
  std::vector<std::uint64_t> passages, articles;
  std::string scratch;

  std::uint32_t at(std::uint8_t field, std::string_view key) {
    scratch.assign(1, static_cast<char>(field)).append(key);
    const std::uint32_t name = keys.intern(scratch);
    if (name == passages.size()) {
      passages.push_back(0);
      articles.push_back(0);
    }
    return name;
  }

  std::uint32_t find(std::uint8_t field, std::string_view key) const {
    thread_local std::string wanted;
    wanted.assign(1, static_cast<char>(field)).append(key);
    return keys.find(wanted);
  }
};

/// One segment's counts by value group, for all fields at once.
class NameCounter {
 public:
  NameCounter(const store::Segment& segment, const std::vector<bool>& wanted)
      : segment_(segment),
        wanted_(wanted),
        passages_(segment.facets.size()),
        articles_(segment.facets.size()),
        last_article_(segment.facets.size(), UINT32_MAX),
        with_(wanted.size()),
        with_articles_(wanted.size()),
        last_with_(wanted.size(), UINT32_MAX) {}

  void run(const Bitmap& bitmap) {
    const store::FacetFile& facets = segment_.facets;
    const auto rows = segment_.text.passages();
    bitmap.each([&](std::uint32_t ordinal) {
      const std::uint32_t article = rows[ordinal].article;
      seen_fields_.clear();
      for (const std::uint32_t value : facets.of_passage(ordinal)) add(value, article);
      for (const std::uint32_t value : facets.of_article(article)) add(value, article);
      for (const std::uint8_t field : seen_fields_) {
        ++with_[field];
        if (last_with_[field] != article) ++with_articles_[field];
        last_with_[field] = article;
      }
    });
  }

  /// Merge into the table.
  /// out: for each value that heads a group of the set, its name in the table
  std::vector<std::uint32_t> give(NameTable& table) const {
    std::vector<std::uint32_t> names(passages_.size(), base::Interner::none);
    for (std::uint32_t i = 0; i < passages_.size(); ++i) {
      if (passages_[i] == 0) continue;
      const store::FacetValue value = segment_.facets.value(i);
      names[i] = table.at(value.field, value.key);
      table.passages[names[i]] += passages_[i];
      table.articles[names[i]] += articles_[i];
    }
    return names;
  }

  std::uint64_t with(std::size_t field, CountBy by) const {
    return by == CountBy::Passages ? with_[field] : with_articles_[field];
  }

 private:
  void add(std::uint32_t value, std::uint32_t article) {
    const std::uint8_t field = segment_.facets.field(value);
    if (field >= wanted_.size() || !wanted_[field]) return;
    if (std::find(seen_fields_.begin(), seen_fields_.end(), field) == seen_fields_.end())
      seen_fields_.push_back(field);
    const std::uint32_t group = segment_.facets.group(value);
    ++passages_[group];
    if (last_article_[group] != article) ++articles_[group];
    last_article_[group] = article;
  }

  const store::Segment& segment_;
  const std::vector<bool>& wanted_;
  std::vector<std::uint32_t> passages_, articles_, last_article_;  ///< by value
  std::vector<std::uint64_t> with_, with_articles_;                ///< by field
  std::vector<std::uint32_t> last_with_;
  std::vector<std::uint8_t> seen_fields_;
};

/// A name of the table with its counts, while the largest are sought.
struct Candidate {
  std::uint32_t name = 0;
  std::uint64_t passages = 0, articles = 0;
};

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

/// The spellings of chosen names that most passages of the database have, not only those counted.
class Spellings {
 public:
  explicit Spellings(std::size_t names) : chosen_(names) {}

  void choose(std::uint32_t name) { chosen_[name] = true; }

  /// in: names, of the segment's group heads, as NameCounter::give() has them; those of names that
  ///     the set does not have in this segment are looked up
  void add(const store::FacetFile& facets, const NameTable& table,
           std::vector<std::uint32_t>& names) {
    for (std::uint32_t i = 0; i < facets.size(); ++i) {
      const std::uint32_t head = facets.group(i);
      if (head == i && names[i] == base::Interner::none) {
        const store::FacetValue value = facets.value(i);
        names[i] = table.find(value.field, value.key);
      }
      const std::uint32_t name = names[head];
      if (name == base::Interner::none || !chosen_[name]) continue;
      const store::FacetValue value = facets.value(i);
      passages_[name][std::string(value.display)] += value.passages;
    }
  }

  /// Of equally frequent spellings the first by bytes.
  std::string of(std::uint32_t name) const {
    const auto& spellings = passages_.at(name);
    return std::max_element(spellings.begin(), spellings.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

 private:
  std::vector<bool> chosen_;
  std::unordered_map<std::uint32_t, std::map<std::string, std::uint64_t>> passages_;
};

/// Facets of the wanted name fields, by field number.
std::map<std::size_t, Facet> count_names(const MatchSet& matches, const store::Database& database,
                                         const std::vector<bool>& wanted, std::size_t limit,
                                         CountBy by) {
  NameTable table;
  std::vector<std::vector<std::uint32_t>> names;
  std::map<std::size_t, Facet> facets;
  const std::uint64_t total =
      by == CountBy::Passages ? matches.passages() : matches.articles(database);
  for (std::size_t field = 0; field < wanted.size(); ++field) {
    if (wanted[field]) facets[field].without = total;
  }
  for (std::uint32_t i = 0; i < matches.segments.size(); ++i) {
    NameCounter counter(database.segment(i), wanted);
    counter.run(matches.segments[i]);
    names.push_back(counter.give(table));
    for (auto& [field, facet] : facets) facet.without -= counter.with(field, by);
  }
  std::map<std::size_t, std::vector<Candidate>> candidates;
  for (std::uint32_t name = 0; name < table.keys.size(); ++name) {
    const auto field = static_cast<std::uint8_t>(table.keys.at(name).front());
    candidates[field].push_back({name, table.passages[name], table.articles[name]});
  }
  Spellings spellings(table.keys.size());
  for (auto& [field, list] : candidates) {
    facets[field].total = list.size();
    keep_largest(list, limit, by, [&](const Candidate& a, const Candidate& b) {
      return table.keys.at(a.name) < table.keys.at(b.name);
    });
    for (const Candidate& one : list) spellings.choose(one.name);
  }
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    spellings.add(database.segment(i).facets, table, names[i]);
  }
  for (const auto& [field, list] : candidates) {
    for (const Candidate& one : list) {
      facets[field].values.push_back({spellings.of(one.name), one.passages, one.articles});
    }
  }
  return facets;
}

Facet count_dates(const MatchSet& matches, const store::Database& database,
                  const std::string& field, temporal::Precision precision, std::size_t limit,
                  CountBy by) {
  std::unordered_map<std::int32_t, FacetCount> days;  // by day; years and months by their first
  std::uint64_t without = 0;
  for (std::uint32_t i = 0; i < matches.segments.size(); ++i) {
    const store::TextFile& text = database.segment(i).text;
    std::uint32_t last = UINT32_MAX;
    matches.segments[i].each([&](std::uint32_t ordinal) {
      const std::uint32_t article = text.passages()[ordinal].article;
      const store::ArticleRow& row = text.articles()[article];
      const bool new_article = article != last;
      last = article;
      if (!row.knows(precision)) {
        if (by == CountBy::Passages || new_article) ++without;
        return;
      }
      FacetCount& count = days[row.published_day];
      ++count.passages;
      if (new_article) ++count.articles;
    });
  }
  const std::size_t length = precision == temporal::Precision::Year    ? 4
                             : precision == temporal::Precision::Month ? 7
                                                                       : 10;
  std::map<std::string, FacetCount> units;
  for (const auto& [serial, count] : days) {
    const std::string value = temporal::Day::from_serial(serial).iso().substr(0, length);
    FacetCount& unit = units[value];
    unit.value = value;
    unit.passages += count.passages;
    unit.articles += count.articles;
  }
  Facet facet{field, {}, units.size(), without};
  for (auto& [value, unit] : units) facet.values.push_back(std::move(unit));
  const auto earlier = [](const FacetCount& a, const FacetCount& b) { return a.value < b.value; };
  keep_largest(facet.values, limit, by, earlier);
  std::sort(facet.values.begin(), facet.values.end(), earlier);
  return facet;
}

void require_facet(const schema::Schema& schema, const std::string& name) {
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

}  // namespace

std::vector<Facet> count_facets(const MatchSet& matches, const store::Database& database,
                                const schema::Schema& schema,
                                const std::vector<std::string>& fields, std::size_t limit,
                                CountBy by) {
  std::vector<bool> wanted(schema.fields().size());
  bool names = false;
  for (const std::string& field : fields) {
    require_facet(schema, field);
    const schema::Field& row = schema.get(field);
    if (row.kind != schema::FieldKind::Name) continue;
    wanted[static_cast<std::size_t>(&row - schema.fields().data())] = true;
    names = true;
  }
  std::map<std::size_t, Facet> counted;
  if (names) counted = count_names(matches, database, wanted, limit, by);
  std::vector<Facet> facets;
  for (const std::string& name : fields) {
    const schema::Field& row = schema.get(name);
    if (row.kind == schema::FieldKind::DatePart) {
      const auto precision = name == "year"    ? temporal::Precision::Year
                             : name == "month" ? temporal::Precision::Month
                                               : temporal::Precision::Day;
      facets.push_back(count_dates(matches, database, name, precision, limit, by));
    } else {
      facets.push_back(counted[static_cast<std::size_t>(&row - schema.fields().data())]);
      facets.back().field = name;
    }
  }
  return facets;
}

}  // namespace dateline::search
