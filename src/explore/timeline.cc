#include "explore/timeline.hh"

#include "base/error.hh"
#include "base/parallel.hh"
#include "explore/published.hh"
#include "schema/field.hh"
#include "temporal/calendar_unit.hh"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <unordered_map>

#include <fmt/format.h>

namespace dateline::explore {
namespace {

using search::Bitmap;
using search::MatchSet;
using store::Segment;

/// What a set has in each period, and what is in none.
struct Tally {
  std::unordered_map<std::int32_t, Count> periods;
  Count undated, coarser;

  void operator+=(const Tally& other) {
    for (const auto& [number, count] : other.periods) {
      periods[number].passages += count.passages;
      periods[number].articles += count.articles;
    }
    undated.passages += other.undated.passages;
    undated.articles += other.undated.articles;
    coarser.passages += other.coarser.passages;
    coarser.articles += other.coarser.articles;
  }
};

/// Visit the articles that members of a set belong to, with the members' number.
template <typename Visit>
void each_article(const Segment& segment, const Bitmap& members, Visit visit) {
  const auto passages = segment.text.passages();
  const auto articles = segment.text.articles();
  for (std::uint32_t at = members.next(0); at < members.size();) {
    const std::uint32_t article = passages[at].article;
    const std::uint32_t end = articles[article].first_passage + articles[article].passage_count;
    std::uint32_t count = 0;
    for (; at < end; at = members.next(at + 1)) ++count;
    visit(article, count);
  }
}

Tally tally_published(const Segment& segment, const Bitmap& members, PeriodUnit unit) {
  Tally tally;
  const auto articles = segment.text.articles();
  Count* last = nullptr;
  std::int32_t last_day = 0;
  each_article(segment, members, [&](std::uint32_t article, std::uint32_t count) {
    const store::ArticleRow& row = articles[article];
    Count* to = row.published_precision == 0 ? &tally.undated : &tally.coarser;
    if (row.knows(precision(unit))) {
      if (last == nullptr || row.published_day != last_day) {
        last_day = row.published_day;
        last = &tally.periods[period_number(unit, temporal::Day::from_serial(last_day))];
      }
      to = last;
    }
    to->passages += count;
    ++to->articles;
  });
  return tally;
}

/// What each name of a facet file means to a timeline of mentioned time: the period it lies in.
class MentionedPeriods {
 public:
  MentionedPeriods(const store::FacetFile& facets, PeriodUnit unit) {
    const schema::Schema& schema = schema::Schema::standard();
    const schema::Field& mentions = schema.get("mentions");
    const std::string_view part = unit == PeriodUnit::Year                        ? "year"
                                  : precision(unit) == temporal::Precision::Month ? "month"
                                                                                  : "day";
    for (const std::string_view one : {"century", "year", "month", "day"}) {
      const schema::Field* field = schema.part(mentions, one);
      if (field == nullptr) continue;
      const auto row = facets.field(static_cast<std::size_t>(field - schema.fields().data()));
      if (one == part) {
        wanted_ = row;
      } else if (row.first < row.end) {
        others_.push_back(row);
      }
    }
    std::map<std::int32_t, std::uint32_t> slots;
    for (std::uint32_t group = wanted_.first; group < wanted_.end; ++group) {
      const auto calendar = temporal::CalendarUnit::read(facets.key(group));
      if (!calendar) store::FacetFile::damaged();
      const std::int32_t number = period_number(unit, calendar->days().first);
      const auto slot = slots.try_emplace(number, static_cast<std::uint32_t>(slots.size())).first;
      slot_of_.push_back(slot->second);
    }
    numbers_.resize(slots.size());
    for (const auto& [number, slot] : slots) numbers_[slot] = number;
  }

  static constexpr std::uint32_t coarser = UINT32_MAX, nothing = UINT32_MAX - 1;

  /// The slot of a group; `coarser` for other units of time, `nothing` for other names.
  std::uint32_t slot(std::uint32_t group) const {
    if (group >= wanted_.first && group < wanted_.end) return slot_of_[group - wanted_.first];
    for (const store::FacetFieldRow& row : others_) {
      if (group >= row.first && group < row.end) return coarser;
    }
    return nothing;
  }

  /// Period numbers by slot.
  const std::vector<std::int32_t>& numbers() const { return numbers_; }

 private:
  store::FacetFieldRow wanted_;
  std::vector<store::FacetFieldRow> others_;
  std::vector<std::uint32_t> slot_of_;
  std::vector<std::int32_t> numbers_;
};

/// What the headline of an article speaks of, which all its passages do, and which their own names
/// leave out.
class HeadlineSlots {
 public:
  HeadlineSlots(const store::FacetFile& facets, const MentionedPeriods& periods)
      : facets_(facets), periods_(periods) {}

  /// The slots of an article, `nothing` left out; valid until the next is asked for.
  const std::vector<std::uint32_t>& of(std::uint32_t article) {
    if (article == article_) return slots_;
    article_ = article;
    slots_.clear();
    for (const std::uint32_t group : facets_.of_article(article)) {
      const std::uint32_t slot = periods_.slot(group);
      if (slot != MentionedPeriods::nothing) slots_.push_back(slot);
    }
    return slots_;
  }

 private:
  const store::FacetFile& facets_;
  const MentionedPeriods& periods_;
  std::uint32_t article_ = UINT32_MAX;
  std::vector<std::uint32_t> slots_;
};

Tally tally_mentioned(const Segment& segment, const Bitmap& members, PeriodUnit unit) {
  const MentionedPeriods periods(segment.facets(), unit);
  struct Slot {
    Count count;
    std::uint32_t passage = 0, article = 0;  ///< counted last, plus 1
  };
  std::vector<Slot> slots(periods.numbers().size());
  Tally tally;
  const auto rows = segment.text.passages();
  std::uint32_t undated_article = 0, coarser_article = 0;
  const auto add = [](Count& count, std::uint32_t article, std::uint32_t& last) {
    ++count.passages;
    count.articles += last != article + 1 ? 1 : 0;
    last = article + 1;
  };
  HeadlineSlots headline(segment.facets(), periods);
  members.each([&](std::uint32_t ordinal) {
    const std::uint32_t article = rows[ordinal].article;
    bool dated = false, any = false;
    const auto speaks_of = [&](std::uint32_t slot) {
      if (slot == MentionedPeriods::nothing) return;
      any = true;
      if (slot == MentionedPeriods::coarser) return;
      dated = true;
      Slot& one = slots[slot];
      if (one.passage == ordinal + 1) return;
      one.passage = ordinal + 1;
      add(one.count, article, one.article);
    };
    for (const std::uint32_t slot : headline.of(article)) speaks_of(slot);
    for (const std::uint32_t group : segment.facets().of_passage(ordinal))
      speaks_of(periods.slot(group));
    if (dated) return;
    any ? add(tally.coarser, article, coarser_article)
        : add(tally.undated, article, undated_article);
  });
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].count.passages > 0) tally.periods[periods.numbers()[i]] = slots[i].count;
  }
  return tally;
}

Tally tally(const MatchSet& set, const store::Database& database, TimelineOf of, PeriodUnit unit) {
  std::vector<Tally> parts(set.segments.size());
  base::parallel_for(parts.size(), [&](std::size_t i) {
    const Segment& segment = database.segment(static_cast<std::uint32_t>(i));
    parts[i] = of == TimelineOf::Published ? tally_published(segment, set.segments[i], unit)
                                           : tally_mentioned(segment, set.segments[i], unit);
  });
  Tally sum;
  for (const Tally& part : parts) sum += part;
  return sum;
}

using Numbers = std::pair<std::int32_t, std::int32_t>;  ///< first and last

/// The periods of a set that a timeline covers by itself.
std::optional<Numbers> usual_range(const Tally& found, TimelineOf of) {
  std::map<std::int32_t, std::uint64_t> sorted;
  std::uint64_t total = 0;
  for (const auto& [number, count] : found.periods) {
    sorted[number] = count.passages;
    total += count.passages;
  }
  if (sorted.empty()) return std::nullopt;
  if (of == TimelineOf::Published) return Numbers{sorted.begin()->first, sorted.rbegin()->first};
  // Texts speak of Troy and of 2100; few such mentions would make all others one thin line.
  const std::uint64_t spare = total / 100;
  auto first = sorted.begin();
  for (std::uint64_t sum = first->second; sum <= spare; sum += first->second) ++first;
  auto last = sorted.rbegin();
  for (std::uint64_t sum = last->second; sum <= spare; sum += last->second) ++last;
  return Numbers{first->first, std::max(first->first, last->first)};
}

PeriodUnit usual_unit(int days) {
  if (days <= 62) return PeriodUnit::Day;
  if (days <= 366) return PeriodUnit::Week;
  return days <= 6 * 366 ? PeriodUnit::Month : PeriodUnit::Year;
}

/// Days of the shortest run of periods at both ends of which a twentieth of the set is left out.
int middle_days(const Tally& found, PeriodUnit unit) {
  const std::map<std::int32_t, Count> sorted(found.periods.begin(), found.periods.end());
  std::uint64_t total = 0;
  for (const auto& [number, count] : sorted) total += count.passages;
  const std::uint64_t spare = total / 20;
  auto first = sorted.begin();
  for (std::uint64_t sum = first->second.passages; sum <= spare; sum += first->second.passages)
    ++first;
  auto last = sorted.rbegin();
  for (std::uint64_t sum = last->second.passages; sum <= spare; sum += last->second.passages)
    ++last;
  return period_days(unit, last->first).last.serial() -
         period_days(unit, first->first).first.serial() + 1;
}

/// Chosen by where most of a set lies, but at most one step finer than its ends would have it: empty periods are
/// cheap to show, hundreds of rows are not.
PeriodUnit choose_unit(const MatchSet& matches, const store::Database& database,
                       const TimelineOptions& options) {
  if (options.unit) return *options.unit;
  if (options.range) return usual_unit(options.range->length_days());
  // Most texts name years and months, not days: asked for days, they would be in no period.
  const PeriodUnit finest =
      options.of == TimelineOf::Published ? PeriodUnit::Day : PeriodUnit::Month;
  for (const PeriodUnit unit : {finest, PeriodUnit::Month, PeriodUnit::Year}) {
    const Tally found = tally(matches, database, options.of, unit);
    const auto numbers = usual_range(found, options.of);
    if (!numbers) continue;
    const int days = period_days(unit, numbers->second).last.serial() -
                     period_days(unit, numbers->first).first.serial() + 1;
    const PeriodUnit by_ends = usual_unit(days);
    const PeriodUnit by_middle = usual_unit(std::min(middle_days(found, unit), days));
    const auto one_finer = static_cast<PeriodUnit>(std::max(0, static_cast<int>(by_ends) - 1));
    return std::max({unit, one_finer, by_middle});
  }
  return PeriodUnit::Month;
}

void require_periods(std::int64_t count, PeriodUnit unit) {
  if (count <= static_cast<std::int64_t>(max_periods)) return;
  throw base::Error(base::Code::Usage,
                    fmt::format("a timeline of {} {}s is too long; the limit is {}", count,
                                name(unit), max_periods),
                    "choose a coarser unit (--by year) or a range (--range 2020..2022)");
}

}  // namespace

double Period::share(search::CountBy by) const {
  const std::uint64_t all = corpus.of(by);
  return all == 0 ? 0 : static_cast<double>(found.of(by)) / static_cast<double>(all);
}

Timeline timeline(const MatchSet& matches, const store::Database& database,
                  const TimelineOptions& options) {
  Timeline line;
  line.of = options.of;
  line.unit = choose_unit(matches, database, options);
  const Tally found = tally(matches, database, line.of, line.unit);
  const Tally corpus = tally(everything(database, options.as_of), database, line.of, line.unit);
  line.found = {matches.passages(), matches.articles(database)};
  line.undated = found.undated;
  line.coarser = found.coarser;
  line.corpus_undated = {corpus.undated.passages + corpus.coarser.passages,
                         corpus.undated.articles + corpus.coarser.articles};
  std::optional<Numbers> numbers = usual_range(found, line.of);
  if (options.range) {
    numbers = {period_number(line.unit, options.range->first),
               period_number(line.unit, options.range->last)};
  }
  if (!numbers) return line;
  const std::int64_t size = std::int64_t{numbers->second} - numbers->first + 1;
  require_periods(size, line.unit);
  line.periods.resize(static_cast<std::size_t>(size));
  for (std::size_t i = 0; i < line.periods.size(); ++i)
    line.periods[i].number = numbers->first + static_cast<std::int32_t>(i);
  const auto place = [&](std::int32_t number) -> Period* {
    if (number < numbers->first || number > numbers->second) return nullptr;
    return &line.periods[static_cast<std::size_t>(number - numbers->first)];
  };
  for (const auto& [number, count] : found.periods) {
    if (Period* period = place(number)) {
      period->found = count;
      continue;
    }
    Count& outside = number < numbers->first ? line.before : line.after;
    outside.passages += count.passages;
    outside.articles += count.articles;
  }
  for (const auto& [number, count] : corpus.periods) {
    if (Period* period = place(number)) period->corpus = count;
  }
  return line;
}

std::string period_clause(TimelineOf of, PeriodUnit unit, std::int32_t number) {
  return fmt::format("{}:{}", of == TimelineOf::Published ? "published" : "mentions",
                     period_label(unit, number));
}

MatchSet in_period(const MatchSet& matches, const store::Database& database, TimelineOf of,
                   PeriodUnit unit, std::int32_t number) {
  MatchSet result;
  for (std::size_t i = 0; i < matches.segments.size(); ++i) {
    const Segment& segment = database.segment(static_cast<std::uint32_t>(i));
    Bitmap members(segment.passage_count);
    const Bitmap& from = matches.segments[i];
    if (of == TimelineOf::Published) {
      const auto articles = segment.text.articles();
      const auto rows = segment.text.passages();
      from.each([&](std::uint32_t ordinal) {
        const store::ArticleRow& row = articles[rows[ordinal].article];
        if (row.knows(precision(unit)) &&
            period_number(unit, temporal::Day::from_serial(row.published_day)) == number)
          members.set(ordinal);
      });
    } else {
      const MentionedPeriods periods(segment.facets(), unit);
      const auto rows = segment.text.passages();
      HeadlineSlots headline(segment.facets(), periods);
      from.each([&](std::uint32_t ordinal) {
        const auto keep = [&](std::uint32_t slot) {
          if (slot < periods.numbers().size() && periods.numbers()[slot] == number)
            members.set(ordinal);
        };
        for (const std::uint32_t slot : headline.of(rows[ordinal].article)) keep(slot);
        for (const std::uint32_t group : segment.facets().of_passage(ordinal))
          keep(periods.slot(group));
      });
    }
    result.segments.push_back(std::move(members));
  }
  return result;
}

}  // namespace dateline::explore
