#include "base/error.hh"
#include "indexed.hh"
#include "search/leaves.hh"
#include "search/match.hh"

#include <memory>

#include <doctest/doctest.h>

using namespace dateline;
using support::ids;
using support::Indexed;

namespace {

std::string filler() {
  std::string out;
  for (int i = 0; i < 22; ++i) out += "All of it was shipped. ";
  return out + "\n\n";
}

/// Countries are names that the tagger finds for sure.
/// a: Japan once in the headline, twice in the first passage, once in the second; Peru in the third
/// b: Japan twice;  c: Japan once, Nippon twice, as an alias has it;  d: replaced and found no more
const Indexed& small() {
  static const auto indexed = [] {
    auto made = std::make_unique<Indexed>(std::vector<support::Doc>{
        {"d", "", "Japan and Japan and Japan and Japan."},
        {"a", "Talks with Japan",
         "They went to Japan. They came from Japan. " + filler() + "Japan was glad. " + filler() +
             "Peru was not. " + filler()},
        {"b", "Trade", "Japan sold it. Japan bought it."},
        {"c", "Trade", "They went from Japan to Spain, and Spain to Peru."}});
    made->add({{"d", "", "Nothing was said."}});
    return made;
  }();
  return *indexed;
}

const search::Aliases& spain_is_japan() {
  static const search::Aliases aliases = [] {
    search::Aliases made;
    made.add("own.tsv", "# dateline-aliases 1\nJapan\tplace\tSpain\n");
    return made;
  }();
  return aliases;
}

search::Plan plan(const std::string& text, const store::Database& database,
                  const search::Aliases& aliases) {
  static const text::Stopwords stopwords = text::load_stopwords("english");
  return search::lower(query::parse(text), text,
                       {schema::Schema::standard(), database, stopwords, {}, {}, aliases});
}

std::string found(const std::string& query, const search::Aliases& aliases) {
  const store::Database database = small().database();
  return ids(search::rank(plan(query, database, aliases), database, {.offset = 0, .limit = 100}));
}

std::string error_of(const std::string& query) {
  const store::Database database = small().database();
  try {
    support::plan(query, database);
  } catch (const base::Error& failure) {
    return failure.report();
  }
  return {};
}

}  // namespace

TEST_CASE(
    "search/leaves: passages that mention a name are kept if their article does often enough") {
  const std::pair<std::string, std::string> table[] = {
      {"place:Japan", "a#1 a#2 b#1 c#1"},
      {"place:Japan#1", "a#1 a#2 b#1 c#1"},
      {"place:Japan#2", "a#1 a#2 b#1"},
      {"place:=Japan#3", "a#1 a#2"},
      {"place:\"japan\"#4", "a#1 a#2"},  // with the headline
      {"place:Japan#5", ""},
      {"place:jap*#4", "a#1 a#2"},
      {"article(place:Japan#4)", "a#1 a#2 a#3"},
      {"place:(Japan#4 OR Spain#2)", "a#1 a#2 c#1"},
      {"place:(Japan#4 AND Peru)", ""},
      {"article(place:Japan#4 AND place:Peru)", "a#1 a#2 a#3"},
      {"place:Japan -place:Japan#3", "b#1 c#1"},
      {"place:Japan NOT place:Japan#2", "c#1"},
      {"shipped place:Japan#4", "a#1 a#2"},
  };
  for (const auto& [query, passages] : table) {
    CAPTURE(query);
    CHECK(found(query, search::no_aliases()) == passages);
  }
}

TEST_CASE("search/leaves: mentions in all spellings of a name are counted together") {
  CHECK(found("place:Japan#3", spain_is_japan()) == "a#1 a#2 c#1");
  CHECK(found("place:=Spain#3", spain_is_japan()) == "a#1 a#2 c#1");
  CHECK(found("place:Japan#4", spain_is_japan()) == "a#1 a#2");
}

TEST_CASE(
    "search/leaves: a plan says how many mentions it asks for, and counts those of an article") {
  const store::Database database = small().database();
  const search::Plan made = plan("place:Japan#3", database, spain_is_japan());
  CHECK(print(made).starts_with(
      "match: (XLjapan | XLspain) mentioned at least 3 times in the article\nscore: none"));
  for (const auto& segment : database.segments()) {
    const search::SegmentLeaves leaves(made, *segment);
    for (std::uint32_t i = 0; i < segment->article_count; ++i) {
      const std::string id = segment->text.record(i).article.id;
      const std::uint64_t wanted = id == "a" ? 4 : id == "b" ? 2 : id == "c" ? 3 : 4;
      if (!segment->is_deleted(i) && id != "d") CHECK(leaves.mentions(0, i) == wanted);
    }
  }
}

TEST_CASE("search/leaves: what has no mentions has none to count") {
  CHECK(error_of("source:Reuters#3")
            .find("'source:' has no mentions to count; person:, org: and "
                  "place: have\n  source:Reuters#3\n                ^^") != std::string::npos);
  for (const char* query : {"dateline:Moscow#2", "title:oil#2", "lead:(oil#2)", "published:2022#2",
                            "words:100#2", "mentions:2022#2", "section:\"a b\"#2"}) {
    CAPTURE(query);
    CHECK(error_of(query).find("has no mentions to count") != std::string::npos);
  }
  CHECK(error_of("title:\"oil#2\"").empty());
}
