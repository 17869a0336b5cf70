#include "base/error.hh"
#include "schema/field.hh"
#include "store/article_record.hh"
#include "store/facets.hh"
#include "store/passage_data.hh"
#include "support/temp_dir.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::store;

namespace {

ArticleRecord some_record() {
  ArticleRecord record;
  corpus::Article& article = record.article;
  article.id = "a1";
  article.title = "Back\\slash\nand\ttab =";
  article.title_raw = "UPDATE 2-Back";
  article.published = "1 March 2022";
  article.published_origin = corpus::DateOrigin::Meta;
  article.dateline = {"BRUSSELS", "", "Reuters", 3, 40};
  article.authors = {"A. B.", "", "C"};
  article.source = "Wire";
  article.url = "https://example.org/?a=b";
  article.labels = {{"topics", "oil"}, {"", "bare"}, {"places", ""}};
  article.file = "x.jsonl";
  article.offset = 10;
  article.length = 1ull << 40;
  article.line = 2;
  record.published = "2022-03-01";
  return record;
}

PassageReader reader(const support::TempDir& dir, const std::vector<std::string>& data) {
  {
    Xapian::WritableDatabase made(dir.path("db"),
                                  Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    for (const std::string& one : data) {
      Xapian::Document document;
      document.set_data(one);
      made.add_document(document);
    }
    made.commit();
  }
  return PassageReader(Tables::in_folder(dir.path("db")));
}

}  // namespace

TEST_CASE("store/passage_data: records and texts come back as they were") {
  const support::TempDir dir;
  const ArticleRecord record = some_record();
  const std::string tile = "One.\n\nTwo\\n, a=b\ttab.\r\n  ", second = "Three.";
  const PassageReader read =
      reader(dir, {passage_data(record, 1, tile, {}), passage_data(record, 2, second, {}),
                   passage_data(ArticleRecord{}, 1, "", {})});
  CHECK(read.tile(0) == tile);
  CHECK(read.tile(1) == second);
  CHECK(read.tile(2).empty());
  std::string expected, empty;
  append_record(record.article, record.published, expected);
  append_record({}, "", empty);
  CHECK(read.record(0) == expected);
  CHECK(read.record(2) == empty);
}

TEST_CASE("store/passage_data: lines for people and Omega") {
  ArticleRecord record;
  record.article.id = "a1";
  record.article.title = "Oil";
  record.published = "2022-03";
  const auto& fields = schema::Schema::standard().fields();
  std::uint8_t person = 0;
  while (fields[person].name != "person") ++person;
  const FacetValue name{person, 0, "ann", "Ann"};
  CHECK(passage_data(record, 2, "A\nB", {name}) ==
        "passage_version=1\nid=a1#2\narticle=a1\ntitle=Oil\ndate=2022-03\nname_person=Ann\n"
        "text=A\\nB\n");
}

TEST_CASE("store/passage_data: other data are refused") {
  const support::TempDir dir;
  const PassageReader read =
      reader(dir, {"", "something", "passage_version=2\n", "passage_version=1\ntext",
                   "passage_version=1\noffset=x\n"});
  for (std::uint32_t i = 0; i < 4; ++i) CHECK_THROWS_AS(read.tile(i), base::Error);
  CHECK_THROWS_AS(read.record(4), base::Error);
}
