#include "base/error.hh"
#include "explore/timeline.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using explore::PeriodUnit;
using explore::Timeline;
using explore::TimelineOf;
using explore::TimelineOptions;
using support::Indexed;

namespace {

/// Oil in January, March and May; copper alone in February; nothing in April.
const Indexed& news() {
  static const Indexed indexed({{"a", "A", "Oil rose.", "2022-01-10"},
                                {"b", "B", "Oil fell.", "2022-01-20"},
                                {"c", "C", "Copper fell.", "2022-02-02"},
                                {"d", "D", "Oil stood still.", "2022-03"},
                                {"e", "E", "Oil again.", "2022"},
                                {"f", "F", "Oil, once.", ""},
                                {"g", "G", "Oil for ever.", "2022-05-31"}});
  return indexed;
}

Timeline of(const Indexed& indexed, const std::string& query, const TimelineOptions& options) {
  const store::Database database = indexed.database();
  return explore::timeline(search::match(support::plan(query, database), database), database,
                           options);
}

TimelineOptions by(PeriodUnit unit, TimelineOf what = TimelineOf::Published) {
  return {what, unit, {}};
}

/// `2022-01:2/2 2022-02:0/1 2022-04:gap`
std::string printed(const Timeline& timeline) {
  std::string out;
  for (const explore::Period& period : timeline.periods) {
    out += (out.empty() ? "" : " ") + explore::period_label(timeline.unit, period.number) + ":";
    out += period.is_gap() ? "gap"
                           : std::to_string(period.found.passages) + "/" +
                                 std::to_string(period.corpus.passages);
  }
  return out;
}

}  // namespace

TEST_CASE("explore/timeline: a period without an article is a gap, one without a match is not") {
  const Timeline timeline = of(news(), "oil", by(PeriodUnit::Month));
  CHECK(printed(timeline) == "2022-01:2/2 2022-02:0/1 2022-03:1/1 2022-04:gap 2022-05:1/1");
}

TEST_CASE("explore/timeline: what is dated less exactly than the unit is in no period, and told") {
  const Timeline months = of(news(), "oil", by(PeriodUnit::Month));
  CHECK(months.coarser.articles == 1);
  CHECK(months.undated.articles == 1);
  CHECK(months.corpus_undated.articles == 2);
  const Timeline days = of(news(), "oil", by(PeriodUnit::Day));
  CHECK(days.coarser.articles == 2);
  const Timeline years = of(news(), "oil", by(PeriodUnit::Year));
  CHECK(years.coarser.articles == 0);
  CHECK(printed(years) == "2022:5/6");
}

TEST_CASE("explore/timeline: every match is in one period or told to be in none") {
  const Indexed indexed(support::random_docs(80, 3));
  for (const PeriodUnit unit : {PeriodUnit::Day, PeriodUnit::Week, PeriodUnit::Month,
                                PeriodUnit::Quarter, PeriodUnit::Year}) {
    TimelineOptions options = by(unit);
    options.range = temporal::DayRange::parse("2022-03..2022-08");
    const Timeline timeline = of(indexed, "oil gas", options);
    std::uint64_t passages = timeline.undated.passages + timeline.coarser.passages +
                             timeline.before.passages + timeline.after.passages;
    std::uint64_t articles = timeline.undated.articles + timeline.coarser.articles +
                             timeline.before.articles + timeline.after.articles;
    for (const explore::Period& period : timeline.periods) {
      passages += period.found.passages;
      articles += period.found.articles;
      CHECK(period.found.passages <= period.corpus.passages);
    }
    CHECK(passages == timeline.found.passages);
    CHECK(articles == timeline.found.articles);
    CHECK(timeline.found.passages > 50);
  }
}

TEST_CASE("explore/timeline: a bar has as many passages as a search for its clause finds") {
  const Indexed indexed(support::random_docs(80, 3));
  const store::Database database = indexed.database();
  for (const PeriodUnit unit :
       {PeriodUnit::Week, PeriodUnit::Month, PeriodUnit::Quarter, PeriodUnit::Year}) {
    const Timeline timeline = of(indexed, "oil", by(unit));
    REQUIRE_FALSE(timeline.periods.empty());
    for (const explore::Period& period : timeline.periods) {
      const std::string query = "oil " + explore::period_clause(timeline.of, unit, period.number);
      CAPTURE(query);
      const search::MatchSet all = search::match(support::plan("oil", database), database);
      CHECK(search::match(support::plan(query, database), database).passages() ==
            period.found.passages);
      CHECK(explore::in_period(all, database, timeline.of, unit, period.number).passages() ==
            period.found.passages);
    }
  }
}

TEST_CASE(
    "explore/timeline: a passage that names a period twice is in it once, and in all it names") {
  const Indexed indexed(
      {{"a", "A", "Oil rose in March 2021, on 3 March 2021, and in May 2021.", "2022-01-10"},
       {"b", "B", "Oil fell in 2019.", "2022-01-10"},
       {"c", "C", "Oil was oil.", "2022-01-10"}});
  TimelineOptions options = by(PeriodUnit::Month, TimelineOf::Mentioned);
  options.range = temporal::DayRange::parse("2021-03..2021-05");
  const Timeline timeline = of(indexed, "oil", options);
  CHECK(printed(timeline) == "2021-03:1/1 2021-04:gap 2021-05:1/1");
  CHECK(timeline.coarser.passages == 1);
  CHECK(timeline.undated.passages == 1);
}

TEST_CASE("explore/timeline: a passage speaks of what its headline speaks of") {
  const Indexed indexed(
      {{"a", "Oil since March 2021", "Oil rose in May 2021. Oil is oil.", "2022-01-10"},
       {"b", "Oil since 2021", "Oil fell.", "2022-01-10"}});
  const store::Database database = indexed.database();
  const search::MatchSet all = search::match(support::plan("oil", database), database);
  for (const PeriodUnit unit : {PeriodUnit::Month, PeriodUnit::Quarter, PeriodUnit::Year}) {
    const Timeline timeline = of(indexed, "oil", by(unit, TimelineOf::Mentioned));
    REQUIRE_FALSE(timeline.periods.empty());
    for (const explore::Period& period : timeline.periods) {
      const std::string query = "oil " + explore::period_clause(timeline.of, unit, period.number);
      CAPTURE(query);
      CHECK(search::match(support::plan(query, database), database).passages() ==
            period.found.passages);
      CHECK(explore::in_period(all, database, timeline.of, unit, period.number).passages() ==
            period.found.passages);
    }
  }
}

TEST_CASE("explore/timeline: the corpus ends where the set does") {
  TimelineOptions options = by(PeriodUnit::Month);
  options.as_of = temporal::DayRange::parse("2022-01-15")->last;
  CHECK(printed(of(news(), "oil published:..2022-01-15", options)) == "2022-01:1/1");
}

TEST_CASE("explore/timeline: the unit is chosen by how far the matches reach") {
  const auto unit = [](const std::string& from, const std::string& to) {
    return of(Indexed({{"a", "A", "Oil.", from}, {"b", "B", "Oil.", to}}), "oil", {}).unit;
  };
  CHECK(unit("2022-03-01", "2022-03-20") == PeriodUnit::Day);
  CHECK(unit("2022-03-01", "2022-10-20") == PeriodUnit::Week);
  CHECK(unit("2020-03-01", "2022-10-20") == PeriodUnit::Month);
  CHECK(unit("1990-03-01", "2022-10-20") == PeriodUnit::Year);
}

TEST_CASE("explore/timeline: deleted articles are in neither count") {
  Indexed indexed({{"a", "A", "Oil.", "2022-01-10"}, {"b", "B", "Oil.", "2022-01-11"}});
  indexed.add({{"a", "A", "Copper now.", "2022-03-10"}});
  CHECK(printed(of(indexed, "oil", by(PeriodUnit::Month))) == "2022-01:1/1");
}

TEST_CASE("explore/timeline: nothing found makes no periods, too many are refused") {
  CHECK(of(news(), "zinc", by(PeriodUnit::Day)).periods.empty());
  TimelineOptions options = by(PeriodUnit::Day);
  options.range = temporal::DayRange::parse("1000..3000");
  CHECK_THROWS_WITH_AS(of(news(), "oil", options),
                       "a timeline of 730850 days is too long; the limit is 20000", base::Error);
}
