#include "cli/articles.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

/// `segment.article.passage` without the segment, or `none`.
std::string place(const store::Database& database, const std::string& id) {
  const auto found = cli::find_id(database, id);
  return found ? std::to_string(found->article) + "." + std::to_string(found->passage) : "none";
}

/// A paragraph long enough to be a passage by itself.
std::string paragraph(const std::string& word) {
  std::string out;
  for (int i = 0; i < 12; ++i)
    out += "The " + word + " of the harbour rose again on the market today. ";
  return out + "\n\n";
}

cli::Reading reading(const store::Database& database, const std::string& id,
                     const std::string& query, std::size_t context) {
  search::Plan plan;
  if (!query.empty()) plan = support::plan(query, database);
  search::Highlighter highlighter(plan, database);
  const auto found = cli::find_id(database, id);
  REQUIRE(found);
  search::EntityReader entities(database, nullptr);
  return cli::load_reading(database, *found, context, highlighter, &entities);
}

}  // namespace

TEST_CASE("cli/articles: an id is an article, or a passage of one") {
  const support::Indexed indexed({{"a", "Oil", "Oil rose."},
                                  {"b#1", "Gas", "Gas fell."},
                                  {"b", "Coal", paragraph("coal") + paragraph("wheat")}});
  const store::Database database = indexed.database();
  CHECK(place(database, "a") == "0.0");
  CHECK(place(database, "a#1") == "0.1");
  CHECK(place(database, "a#2") == "none");
  CHECK(place(database, "b#1") == "1.0");
  CHECK(place(database, "b#1#1") == "1.1");
  CHECK(place(database, "b#2") == "2.2");
  for (const char* wrong : {"", "#", "#1", "a#", "a#0", "a#x", "a#1x", "a#-1", "a# 1", "A",
                            "a#99999999999999999999", "a#4294967295"}) {
    CAPTURE(wrong);
    CHECK(place(database, wrong) == "none");
  }
}

TEST_CASE("cli/articles: of a replaced article the new version is found") {
  support::Indexed indexed({{"a", "Oil", "Oil rose."}});
  indexed.add({{"a", "Oil", "Oil fell."}});
  const store::Database database = indexed.database();
  CHECK(reading(database, "a", "", 1).body == "Oil fell.");
}

TEST_CASE("cli/articles: an id that is not there brings one that is near, or begins so") {
  const support::Indexed indexed({{"reuters-0042", "Oil", "Oil."},
                                  {"reuters-0043-late", "Oil", "Oil."},
                                  {"reuters-0043-early", "Oil", "Oil."}});
  const store::Database database = indexed.database();
  CHECK(cli::similar_id(database, "reuters-0024") == "reuters-0042");
  CHECK(cli::similar_id(database, "reuters-004") == "reuters-0042");
  CHECK(cli::similar_id(database, "reuters-0043") == "reuters-0043-early");
  CHECK(cli::similar_id(database, "rueters-0042#1") == "reuters-0042#1");
  CHECK(cli::similar_id(database, "rueters-0042#7") == "reuters-0042");
  CHECK(cli::similar_id(database, "reuters-0042#7") == "reuters-0042");
  CHECK(cli::similar_id(database, "xylophone") == std::nullopt);
  CHECK(cli::similar_id(database, "") == std::nullopt);
}

TEST_CASE("cli/articles: an article is read whole, its matches as bytes of the body") {
  const std::string body = "\n " + paragraph("coal") + paragraph("wheat");
  const support::Indexed indexed({{"a", "Wheat up", body}});
  const store::Database database = indexed.database();
  const cli::Reading whole = reading(database, "a", "wheat", 1);
  CHECK(whole.body == body);
  CHECK(whole.parts.size() == 2);
  CHECK(whole.matches.size() == 12);
  for (const text::Span match : whole.matches) CHECK(match.of(whole.body) == "wheat");
  CHECK(whole.title_matches == std::vector<text::Span>{{0, 5}});
  CHECK(reading(database, "a", "", 1).matches.empty());
}

TEST_CASE("cli/articles: a passage is read with the neighbours it has") {
  const support::Indexed indexed(
      {{"a", "", paragraph("coal") + paragraph("wheat") + paragraph("oil") + paragraph("gas")}});
  const store::Database database = indexed.database();
  const auto numbers = [&](const std::string& id, std::size_t context) {
    std::string out;
    for (const cli::Part& part : reading(database, id, "", context).parts)
      out += std::to_string(part.number);
    return out;
  };
  CHECK(numbers("a#1", 1) == "12");
  CHECK(numbers("a#2", 1) == "123");
  CHECK(numbers("a#3", 0) == "3");
  CHECK(numbers("a#4", 1) == "34");
  CHECK(numbers("a#2", SIZE_MAX) == "1234");
  const cli::Reading one = reading(database, "a#2", "wheat", 0);
  CHECK(one.body.empty());
  CHECK(one.passage_count == 4);
  for (const text::Span match : one.parts[0].matches) CHECK(match.of(one.parts[0].text) == "wheat");
  CHECK(one.parts[0].matches.size() == 12);
}
