#include "base/error.hh"
#include "store/database.hh"
#include "store/self_contained.hh"
#include "support/temp_dir.hh"
#include "unit/store/segments.hh"

#include <set>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::store;

namespace {

const std::vector<SmallArticle> articles = {
    {"a",
     "Crude oil falls",
     "Crude oil fell. Oil ended lower.\n\nGas and crude oil rose again.",
     "2022-03-01",
     "Wire",
     {"Ann Lee"}},
    {"b", "Gas", "", "", "", {}},
    {"c", "Oil crude", "Prices of oil. Crude prices.\n", "2022", "Post", {"Bo"}},
};

const Fingerprint analysis{"schema", 4, "english", "sentences", "entities"};

/// The same articles as a usual segment `plain` and a self-contained one `whole`.
struct Both {
  Both() {
    plain_entry = write_segment(dir.path(), "plain", articles);
    const Stemmer stemmer("english");
    SegmentWriter writer(dir.path("whole"), schema::Schema::standard(), stemmer);
    for (const SmallArticle& article : articles) writer.add(analysed(article));
    std::string dictionary;
    whole_entry = writer.finish(dictionary, &analysis);
  }

  support::TempDir dir;
  SegmentEntry plain_entry, whole_entry;
};

std::string names(const std::vector<FacetValue>& values) {
  std::string out;
  for (const FacetValue& one : values) out += std::string(one.display) + ';';
  return out;
}

}  // namespace

TEST_CASE("store/self_contained: a segment holds the same without side files") {
  const Both both;
  CHECK(both.whole_entry.self_contained);
  CHECK_FALSE(both.plain_entry.self_contained);
  for (const auto& file : std::filesystem::directory_iterator(both.dir.path("whole")))
    CHECK(file.path().extension() != ".dl");
  const Segment plain(both.dir.path("plain"), both.plain_entry);
  const Segment whole(both.dir.path("whole"), both.whole_entry);
  REQUIRE(whole.passage_count == plain.passage_count);
  for (std::uint32_t i = 0; i < plain.passage_count; ++i) {
    CHECK(whole.text.passage(i) == plain.text.passage(i));
    CHECK(whole.text.tile(i) == plain.text.tile(i));
    CHECK(whole.forward.passage(i).tokens == plain.forward.passage(i).tokens);
    CHECK(whole.forward.passage(i).marks == plain.forward.passage(i).marks);
    CHECK(whole.forward.prose(i) == plain.forward.prose(i));
    CHECK(names(whole.facets().names_of_passage(i)) == names(plain.facets().names_of_passage(i)));
    CHECK(whole.terms.get_doclength(i + 1) == plain.terms.get_doclength(i + 1));
  }
  for (std::uint32_t i = 0; i < plain.article_count; ++i) {
    CHECK(whole.text.body(i) == plain.text.body(i));
    CHECK(whole.text.record_bytes(i) == plain.text.record_bytes(i));
    CHECK(whole.text.articles()[i].content_digest == plain.text.articles()[i].content_digest);
    CHECK(whole.forward.title(i).tokens == plain.forward.title(i).tokens);
    CHECK(names(whole.facets().names_of_article(i)) == names(plain.facets().names_of_article(i)));
  }
  for (auto term = plain.terms.allterms_begin(); term != plain.terms.allterms_end(); ++term)
    CHECK(postings(whole, *term) == postings(plain, *term));
  CHECK(whole.lengths().passages == plain.lengths().passages);
  const auto [first, last] = whole.forward.words_with("pr");
  REQUIRE(last == first + 1);
  CHECK(whole.forward.word(first) == "prices");
  CHECK(whole.forward.stem(whole.forward.word_stem(first)) == "price");
  whole.text.file().verify();
  whole.forward.file().verify();
  whole.facets().file().verify();
}

TEST_CASE("store/self_contained: phrases by Xapian's positions are those of the token streams") {
  const Both both;
  const Segment whole(both.dir.path("whole"), both.whole_entry);
  const schema::Field& text = schema::Schema::standard().get("text");
  Xapian::Enquire enquire(whole.terms);
  for (const std::vector<std::string>& stems : {std::vector<std::string>{"crude", "oil"},
                                                {"oil", "crude"},
                                                {"fell", "oil"},
                                                {"oil", "fall"},
                                                {"fall", "crude"},
                                                {"again", "oil"},
                                                {"price", "price"}}) {
    std::vector<std::string> terms;
    for (const std::string& stem : stems) terms.push_back(make_term(text, stem));
    enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), 2));
    std::set<std::uint32_t> found, expected;
    const Xapian::MSet hits = enquire.get_mset(0, 100);
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) found.insert(*hit - 1);
    const auto phrase = whole.forward.encode(stems);
    for (std::uint32_t i = 0; phrase && i < whole.passage_count; ++i) {
      if (whole.forward.passage(i).contains(*phrase) ||
          whole.forward.title(whole.text.passages()[i].article).contains(*phrase))
        expected.insert(i);
    }
    CAPTURE(stems.front() + ' ' + stems.back());
    CHECK(found == expected);
  }
}

TEST_CASE("store/self_contained: a segment says what it is") {
  const Both both;
  const SegmentDescription whole = describe(*Tables::in_folder(both.dir.path("whole")));
  CHECK(whole.fingerprint == analysis);
  CHECK(whole.entry.passages == both.plain_entry.passages);
  CHECK(whole.entry.articles == 3);
  CHECK(whole.entry.text_bytes == both.plain_entry.text_bytes);
  CHECK(whole.entry.self_contained);
  CHECK_THROWS_AS(describe(*Tables::in_folder(both.dir.path("plain"))), base::Error);
}

TEST_CASE("store/self_contained: one can be made of one") {
  const Both both;
  make_self_contained(both.dir.path("whole"), both.whole_entry, analysis, both.dir.path("again"),
                      both.dir.path("scratch"));
  const Segment again(both.dir.path("again"), both.whole_entry);
  const Segment plain(both.dir.path("plain"), both.plain_entry);
  CHECK(again.text.record_bytes(0) == plain.text.record_bytes(0));
  CHECK(again.forward.passage(1).tokens == plain.forward.passage(1).tokens);
}
