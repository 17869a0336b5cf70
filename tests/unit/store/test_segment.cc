#include "base/error.hh"
#include "segments.hh"
#include "store/database.hh"
#include "store/segment.hh"
#include "support/temp_dir.hh"

#include <fstream>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::store;

namespace {

const std::vector<SmallArticle> articles = {
    {"a",
     "Oil up",
     "Crude oil rose.\n\nGas fell by 1,750 points.",
     "2022-03-01",
     "Wire",
     {"Vladimir Putin"}},
    {"b", "Wheat", "The wheat harvest of the U.S. grew.", "2022-03", "", {}},
    {"c", "No body", "", "2021", "Wire", {}},
    {"d", "", "Undated oil, oil and oil.", "", "Wire", {"Joe Biden", "Vladimir Putin"}},
};

}  // namespace

TEST_CASE("store/segment_writer: passages become documents with their terms") {
  const support::TempDir dir;
  const SegmentEntry entry = write_segment(dir.path(), "s1", articles);
  CHECK(entry.name == "s1");
  CHECK(entry.passages == 5);
  CHECK(entry.articles == 4);
  CHECK(entry.deleted.empty());
  std::uint64_t bytes = 0;
  for (const SmallArticle& article : articles) bytes += article.title.size() + article.body.size();
  CHECK(entry.text_bytes == bytes);
  CHECK_FALSE(std::filesystem::exists(dir.path("s1.scratch")));

  const Segment segment(dir.path("s1"), entry);
  const std::pair<const char*, const char*> table[] = {
      {"Zoil", "0 1 4"},            // the headline counts for both passages of a
      {"Zcrude", "0"},              //
      {"Zharvest", "2"},            // ... stemmed
      {"Zharvests", ""},            //
      {"Z1750", "1"},               //
      {"Zu.s", "2"},                //
      {"Zus", ""},                  //
      {"ZSoil", "0 1"},             //
      {"ZSbodi", "3"},              //
      {"XPvladimir putin", "0 4"},  //
      {"XPjoe biden", "4"},         //
      {"XSRCwire", "0 1 3 4"},      //
      {"Y2022", "0 1 2"},           //
      {"M202203", "0 1 2"},         //
      {"D20220301", "0 1"},         // a month is no day
      {"Y2021", "3"},               //
      {"M202101", ""},              //
  };
  for (const auto& row : table) {
    const auto& term = row.first;
    const auto& ordinals = row.second;
    CAPTURE(term);
    CHECK(postings(segment, term) == ordinals);
  }
  CHECK(segment.terms.get_doccount() == 5);
  CHECK(segment.terms.get_doclength(5) == 5);  // boolean terms have no length
  CHECK(segment.terms.get_collection_freq("Zoil") == 6);
  CHECK(segment.terms.get_doclength(1) == 3 + 2);  // the headline counts once
}

TEST_CASE("store/segment: side files follow the document order") {
  const support::TempDir dir;
  const SegmentEntry entry = write_segment(dir.path(), "s1", articles);
  const Segment segment(dir.path("s1"), entry);
  CHECK(segment.passage_count == 5);
  CHECK(segment.article_count == 4);
  CHECK(segment.live_passages() == 5);
  CHECK_FALSE(segment.has_deleted());
  CHECK(segment.text.passage(0) == "Crude oil rose.");
  CHECK(segment.text.passage(1) == "Gas fell by 1,750 points.");
  CHECK(segment.text.passage(3) == "");
  CHECK(segment.text.body(0) == articles[0].body);
  CHECK(segment.text.article_id(3) == "d");
  CHECK(segment.forward.passage(0).contains(*segment.forward.encode({"crude", "oil"})));
  CHECK_FALSE(segment.forward.passage(1).contains(*segment.forward.encode({"crude"})));
  CHECK(segment.forward.title(0).contains(*segment.forward.encode({"oil", "up"})));
  CHECK(segment.facets().of_passage(4).size() == 2);
  CHECK(segment.facets().of_article(1).empty());
}

TEST_CASE("store/segment: deleted articles count no more") {
  const support::TempDir dir;
  SegmentEntry entry = write_segment(dir.path(), "s1", articles);
  entry.deleted = {0, 3};
  const Segment segment(dir.path("s1"), entry);
  CHECK(segment.has_deleted());
  CHECK(segment.is_deleted(0));
  CHECK_FALSE(segment.is_deleted(1));
  CHECK(segment.live_articles() == 2);
  CHECK(segment.live_passages() == 2);
  entry.deleted = {0, 0, 99};  // whatever a manifest says
  CHECK(Segment(dir.path("s1"), entry).live_articles() == 3);
}

TEST_CASE("store/segment: what is missing, damaged or does not fit is told") {
  const support::TempDir dir;
  const SegmentEntry entry = write_segment(dir.path(), "s1", articles);
  const auto error_of = [&](const SegmentEntry& entry) -> std::string {
    try {
      Segment(dir.path(entry.name), entry);
    } catch (const base::Error& failure) {
      CHECK(failure.code() == base::Code::Database);
      return failure.what();
    }
    return {};
  };
  CHECK(error_of(entry) == "");
  SegmentEntry other = entry;
  other.passages = 6;
  CHECK(error_of(other) ==
        "segment '" + dir.path("s1") + "' is damaged: its files do not fit together");
  other = entry;
  other.articles = 3;
  CHECK(error_of(other) != "");
  other = entry;
  other.name = "s2";
  CHECK(error_of(other).starts_with("cannot open segment '" + dir.path("s2") + "': "));
  for (const char* name : {forward_name, text_name, facets_name, "postlist.glass", "iamglass"}) {
    CAPTURE(name);
    const std::string path = dir.path("s1/" + std::string(name));
    std::filesystem::rename(path, path + ".away");
    CHECK(error_of(entry) != "");
    dir.write("s1/" + std::string(name), "something else");
    CHECK(error_of(entry) != "");
    std::filesystem::rename(path + ".away", path);
  }
  CHECK(error_of(entry) == "");
}

TEST_CASE("store/segment_writer: an unfinished segment leaves nothing behind") {
  const support::TempDir dir;
  const Stemmer stemmer("english");
  {
    SegmentWriter writer(dir.path("s1"), schema::Schema::standard(), stemmer);
    writer.add(analysed(articles[0]));
    CHECK(std::filesystem::exists(dir.path("s1.scratch")));
    CHECK(writer.buffered_bytes() > 0);
  }
  CHECK(std::filesystem::is_empty(dir.path()));
  CHECK_THROWS_AS(SegmentWriter("/proc/nowhere/s1", schema::Schema::standard(), stemmer),
                  base::Error);
}

TEST_CASE("store/segment_writer: more passages than a batch holds make one segment") {
  const support::TempDir dir;
  std::vector<SmallArticle> many;
  for (int i = 0; i < 6000; ++i) {
    SmallArticle article;
    article.id = "id" + std::to_string(i);
    article.title = "Number " + std::to_string(i);
    article.body = "Wheat of field x" + std::to_string(i % 7) + ".";
    many.push_back(article);
  }
  const SegmentEntry entry = write_segment(dir.path(), "s1", many);
  const Segment segment(dir.path("s1"), entry);
  CHECK(segment.passage_count == 6000);
  CHECK(segment.terms.get_termfreq("Zwheat") == 6000);
  CHECK(segment.text.article_id(5999) == "id5999");
  CHECK(!segment.text.dictionary().empty());
  for (const std::uint32_t i : {0u, 2499u, 2500u, 2501u, 5999u}) {
    CHECK(postings(segment, "ZS" + std::to_string(i)) == std::to_string(i));
    CHECK(segment.text.passage(i) == many[i].body);
    CHECK(segment.forward.passage(i).contains(
        *segment.forward.encode({"field", "x" + std::to_string(i % 7)})));
  }
}

TEST_CASE("store/segment_writer: words of any length the tokenizer yields can be indexed") {
  const support::TempDir dir;
  // U+FDFA is one letter of three bytes and folds to eighteen letters.
  std::string ligatures;
  for (int i = 0; i < 60; ++i) ligatures += "\uFDFA";
  const std::string long_word(200, 'w'), shorter(181, 'v');
  SegmentEntry entry;
  REQUIRE_NOTHROW(
      entry = write_segment(dir.path(), "s1",
                            {{"a", ligatures, "x " + ligatures, "2022", "", {}},
                             {"b", long_word, "y " + long_word + " " + shorter, "2022", "", {}}}));
  const Segment segment(dir.path("s1"), entry);
  const schema::Schema& schema = schema::Schema::standard();
  // The query side makes its terms with make_term(): they must be the same.
  CHECK(postings(segment, make_term(schema.get("text"), long_word)) == "1");
  CHECK(postings(segment, make_term(schema.get("text"), shorter)) == "1");
  CHECK(postings(segment, make_term(schema.get("title"), long_word)) == "1");
  text::Tokens tokens;
  text::tokenize(ligatures, tokens);
  REQUIRE(tokens.size() == 1);
  CHECK(postings(segment, make_term(schema.get("text"), tokens.text(0))) == "0");
}

TEST_CASE("store/passage: a passage is known by its article's id and its number") {
  CHECK(passage_id("urn:1", 1) == "urn:1#1");
  CHECK(passage_id("a#2", 12) == "a#2#12");
}

TEST_CASE("store/database: segments are searched as one; documents are told from each other") {
  const support::TempDir dir;
  Manifest manifest;
  manifest.fingerprint.schema = "";
  manifest.segments.push_back(write_segment(dir.path(), "s1", {articles[0], articles[1]}));
  manifest.segments.push_back(write_segment(dir.path(), "s2", {articles[2], articles[3]}));
  manifest.segments[0].deleted = {1};
  write_manifest(dir.path(), manifest);
  try {
    Database refused(dir.path());
    FAIL("opened");
  } catch (const base::Error& failure) {
    CHECK(
        std::string(failure.what())
            .starts_with("database '" + dir.path() + "' was made with another analysis: schema "));
  }
  manifest.fingerprint.schema = base::hex(schema::Schema::standard().fingerprint());
  manifest.fingerprint.tokenizer = text::tokenizer_version;
  manifest.fingerprint.stemmer = "english";
  write_manifest(dir.path(), manifest);
  const Database database(dir.path());
  CHECK(database.segments().size() == 2);
  CHECK(database.live_articles() == 3);
  CHECK(database.live_passages() == 4);
  CHECK(database.size_bytes() > 1000);
  std::string found;
  for (auto at = database.terms().postlist_begin("Zoil");
       at != database.terms().postlist_end("Zoil"); ++at) {
    const PassageRef ref = database.passage(*at);
    found += std::to_string(ref.segment) + ':' + std::to_string(ref.ordinal) + ' ';
  }
  CHECK(found == "0:0 0:1 1:1 ");
}

TEST_CASE("store/database: a missing segment is told, an empty database is well") {
  const support::TempDir dir;
  Manifest manifest;
  manifest.fingerprint.schema = base::hex(schema::Schema::standard().fingerprint());
  manifest.fingerprint.tokenizer = text::tokenizer_version;
  write_manifest(dir.path(), manifest);
  CHECK(Database(dir.path()).live_passages() == 0);
  manifest.segments.push_back({"segment-000001", false, "", 1, 1, 1, {}});
  write_manifest(dir.path(), manifest);
  try {
    Database missing(dir.path());
    FAIL("opened");
  } catch (const base::Error& failure) {
    CHECK(failure.exit_status() == 3);
    CHECK(std::string(failure.what())
              .starts_with("cannot open segment '" + dir.path("segment-000001") + "': "));
  }
}
