#include "search/facet.hh"

#include "base/error.hh"
#include "base/nearest.hh"
#include "temporal/day.hh"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::search {
namespace {

struct Count {
  std::uint64_t passages = 0, articles = 0;
  std::string display;
  std::uint64_t display_passages = 0;
};

using Counts = std::unordered_map<std::string, Count>;

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

  /// Merge into counts by field and key.
  void give(std::vector<Counts>& counts) const {
    for (std::uint32_t i = 0; i < passages_.size(); ++i) {
      if (passages_[i] == 0) continue;
      const store::FacetValue value = segment_.facets.value(i);
      Count& count = counts[value.field][std::string(value.key)];
      count.passages += passages_[i];
      count.articles += articles_[i];
    }
  }

  std::uint64_t with(std::size_t field, CountBy by) const {
    return by == CountBy::Passages ? with_[field] : with_articles_[field];
  }

 private:
  void add(std::uint32_t value, std::uint32_t article) {
    const std::uint8_t field = segment_.facets.field(value);
    if (!wanted_[field]) return;
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

/// Give each counted name the spelling that most passages of the database have, not only those
/// counted.
void choose_spellings(const store::Database& database, const std::vector<bool>& wanted,
                      std::vector<Counts>& counts) {
  std::unordered_map<std::string, std::uint64_t> spellings;
  for (const auto& segment : database.segments()) {
    for (std::uint32_t i = 0; i < segment->facets.size(); ++i) {
      if (!wanted[segment->facets.field(i)]) continue;
      const store::FacetValue value = segment->facets.value(i);
      const auto found = counts[value.field].find(std::string(value.key));
      if (found == counts[value.field].end()) continue;
      std::uint64_t passages = value.passages;
      if (database.segments().size() > 1) {  // the same spelling may stand in several segments
        passages = spellings[std::string(1, static_cast<char>(value.field)) +
                             std::string(value.display)] += passages;
      }
      Count& count = found->second;
      if (passages > count.display_passages ||
          (passages == count.display_passages && value.display < count.display)) {
        count.display_passages = passages;
        count.display = std::string(value.display);
      }
    }
  }
}

Facet finish(std::string field, Counts& counts, std::uint64_t without, std::size_t limit,
             CountBy by) {
  Facet facet;
  facet.field = std::move(field);
  facet.total = counts.size();
  facet.without = without;
  for (auto& [key, count] : counts) {
    facet.values.push_back(
        {count.display.empty() ? key : std::move(count.display), count.passages, count.articles});
  }
  const auto larger = [by](const FacetCount& a, const FacetCount& b) {
    const auto [left, right] = by == CountBy::Passages ? std::pair(a.passages, b.passages)
                                                       : std::pair(a.articles, b.articles);
    return left != right ? left > right : a.value < b.value;
  };
  const std::size_t kept = std::min(limit, facet.values.size());
  std::partial_sort(facet.values.begin(), facet.values.begin() + static_cast<std::ptrdiff_t>(kept),
                    facet.values.end(), larger);
  facet.values.resize(kept);
  return facet;
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
  Counts counts;
  for (const auto& [serial, count] : days) {
    const std::size_t length = precision == temporal::Precision::Year    ? 4
                               : precision == temporal::Precision::Month ? 7
                                                                         : 10;
    Count& sum = counts[temporal::Day::from_serial(serial).iso().substr(0, length)];
    sum.passages += count.passages;
    sum.articles += count.articles;
  }
  Facet facet = finish(field, counts, without, limit, by);
  std::sort(facet.values.begin(), facet.values.end(),
            [](const FacetCount& a, const FacetCount& b) { return a.value < b.value; });
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
  const std::uint64_t total =
      by == CountBy::Passages ? matches.passages() : matches.articles(database);
  std::vector<Counts> counts(schema.fields().size());
  std::vector<std::uint64_t> with(schema.fields().size());
  if (names) {
    for (std::uint32_t i = 0; i < matches.segments.size(); ++i) {
      NameCounter counter(database.segment(i), wanted);
      counter.run(matches.segments[i]);
      counter.give(counts);
      for (std::size_t field = 0; field < with.size(); ++field)
        with[field] += counter.with(field, by);
    }
    choose_spellings(database, wanted, counts);
  }
  std::vector<Facet> facets;
  for (const std::string& name : fields) {
    const schema::Field& row = schema.get(name);
    if (row.kind == schema::FieldKind::DatePart) {
      const auto precision = name == "year"    ? temporal::Precision::Year
                             : name == "month" ? temporal::Precision::Month
                                               : temporal::Precision::Day;
      facets.push_back(count_dates(matches, database, name, precision, limit, by));
    } else {
      const auto field = static_cast<std::size_t>(&row - schema.fields().data());
      facets.push_back(finish(name, counts[field], total - with[field], limit, by));
    }
  }
  return facets;
}

}  // namespace dateline::search
