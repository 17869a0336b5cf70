#include "base/error.hh"
#include "store/article_record.hh"
#include "store/text_file.hh"
#include "support/temp_dir.hh"
#include "text/span.hh"

#include <functional>

#include <doctest/doctest.h>

using namespace dateline;
using namespace std::string_literals;
using store::TextFile;
using store::TextWriter;

namespace {

corpus::Article article(const std::string& id, const std::string& body) {
  corpus::Article out;
  out.id = id;
  out.title = "Title of " + id;
  out.body = body;
  return out;
}

/// Add an article whose passages are the given runs of its body.
void add(TextWriter& writer, const corpus::Article& article,
         const std::vector<text::Span>& passages,
         const std::optional<temporal::Published>& published = {}) {
  writer.add_article(article, published);
  std::uint32_t from = 0;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const auto to =
        i + 1 < passages.size() ? passages[i].end : static_cast<std::uint32_t>(article.body.size());
    writer.add_passage(passages[i].begin, passages[i].end,
                       std::string_view(article.body).substr(from, to - from));
    from = to;
  }
}

}  // namespace

TEST_CASE("store/text_file: passages and bodies come back exactly, white space between included") {
  const support::TempDir dir;
  TextWriter writer;
  const std::string body = " \r\n First.\n\n\t Second one.\n\n\nThird\x00 \xFF.  \n"s;
  add(writer, article("a", body),
      {{4, 10}, {14, 25}, {28, static_cast<std::uint32_t>(body.size()) - 3}});
  add(writer, article("empty", ""), {{0, 0}});
  add(writer, article("blank", " \n "), {{0, 0}});
  add(writer, article("b", "Only."), {{0, 5}});
  CHECK(writer.passages() == 6);
  CHECK(writer.articles() == 4);
  CHECK(writer.write(dir.path("t.dl")) == "");
  const TextFile file(dir.path("t.dl"));
  CHECK(file.passage(0) == "First.");
  CHECK(file.passage(1) == "Second one.");
  CHECK(file.passage(2) == "Third\x00 \xFF."s);
  CHECK(file.passage(3) == "");
  CHECK(file.passage(4) == "");
  CHECK(file.passage(5) == "Only.");
  CHECK(file.body(0) == body);
  CHECK(file.body(1) == "");
  CHECK(file.body(2) == " \n ");
  CHECK(file.body(3) == "Only.");
  CHECK(file.articles()[0].first_passage == 0);
  CHECK(file.articles()[0].passage_count == 3);
  CHECK(file.articles()[0].body_bytes == body.size());
  CHECK(file.articles()[3].first_passage == 5);
  CHECK(file.passages()[5].article == 3);
  CHECK(file.dictionary() == "");
  CHECK_NOTHROW(file.file().verify());
}

TEST_CASE("store/text_file: an article's record comes back with all its parts") {
  const support::TempDir dir;
  corpus::Article full;
  full.id = "urn:x:1";
  full.title = "Title";
  full.title_raw = "UPDATE 2-Title";
  full.body = "Body.";
  full.published = "1 March 2022";
  full.published_origin = corpus::DateOrigin::Dateline;
  full.modified = "2 March";
  full.dateline = {"KYIV", "March 1", "Reuters", 3, 300'000};
  full.byline = "By A and B";
  full.authors = {"A", "", "B\0b"s};
  full.source = "Wire";
  full.section = "World";
  full.language = "en-gb";
  full.url = "https://example.com/1";
  full.labels = {{"topics", "oil"}, {"", ""}};
  full.file = "dump.tar:x.json";
  full.offset = 1ull << 40;
  full.length = 200;
  full.line = 12;
  TextWriter writer;
  const auto published = temporal::parse_published(full.published);
  add(writer, full, {{0, 5}}, published);
  writer.write(dir.path("t.dl"));
  const TextFile file(dir.path("t.dl"));
  const store::ArticleRecord record = file.record(0);
  const corpus::Article& got = record.article;
  CHECK(record.published == "2022-03-01");
  CHECK(got.id == full.id);
  CHECK(got.title == full.title);
  CHECK(got.title_raw == full.title_raw);
  CHECK(got.body == "");
  CHECK(got.published == full.published);
  CHECK(got.published_origin == full.published_origin);
  CHECK(got.modified == full.modified);
  CHECK(got.dateline == full.dateline);
  CHECK(got.byline == full.byline);
  CHECK(got.authors == full.authors);
  CHECK(got.source == full.source);
  CHECK(got.section == full.section);
  CHECK(got.language == full.language);
  CHECK(got.url == full.url);
  CHECK(got.labels == full.labels);
  CHECK(got.file == full.file);
  CHECK(got.offset == full.offset);
  CHECK(got.length == full.length);
  CHECK(got.line == full.line);
  CHECK(file.article_id(0) == full.id);
  CHECK(file.articles()[0].id_digest == store::article_id_digest(full.id));
  CHECK(file.articles()[0].content_digest == store::content_digest(full));
}

TEST_CASE("store/text_file: dates are kept as exactly as they were known") {
  using temporal::Precision;
  const support::TempDir dir;
  TextWriter writer;
  for (const char* date : {"2022", "2022-03", "2022-03-05", "2022-03-05T06:15:00Z", ""})
    add(writer, article(date, "x"), {{0, 1}}, temporal::parse_published(date));
  writer.write(dir.path("t.dl"));
  const TextFile file(dir.path("t.dl"));
  const auto known = [&](std::size_t i) {
    const store::ArticleRow& row = file.articles()[i];
    return std::to_string(row.knows(Precision::Year)) +
           std::to_string(row.knows(Precision::Month)) + std::to_string(row.knows(Precision::Day)) +
           std::to_string(row.knows(Precision::Minute));
  };
  CHECK(known(0) == "1000");
  CHECK(known(1) == "1100");
  CHECK(known(2) == "1110");
  CHECK(known(3) == "1111");
  CHECK(known(4) == "0000");
  CHECK(temporal::Day::from_serial(file.articles()[0].published_day).iso() == "2022-01-01");
  CHECK(temporal::Day::from_serial(file.articles()[1].published_day).iso() == "2022-03-01");
  CHECK(temporal::Day::from_serial(file.articles()[3].published_day).iso() == "2022-03-05");
  CHECK(file.articles()[3].published_seconds == 1646460900);
  CHECK(file.articles()[4].published_seconds == store::ArticleRow::no_instant);
  CHECK(file.record(1).published == "2022-03");
}

TEST_CASE("store/text_file: digests tell contents apart, not the place they were read") {
  corpus::Article one = article("a", "body");
  const std::uint64_t plain = store::content_digest(one);
  one.file = "elsewhere";
  one.offset = 5;
  one.line = 2;
  CHECK(store::content_digest(one) == plain);
  const auto differs = [&](const std::function<void(corpus::Article&)>& change) {
    corpus::Article other = article("a", "body");
    change(other);
    return store::content_digest(other) != plain;
  };
  CHECK(differs([](auto& a) { a.title += ' '; }));
  CHECK(differs([](auto& a) { a.body += ' '; }));
  CHECK(differs([](auto& a) { a.published = "2022"; }));
  CHECK(differs([](auto& a) { a.source = "x"; }));
  CHECK(differs([](auto& a) { a.authors = {"x"}; }));
  CHECK(differs([](auto& a) { a.labels = {{"x", "y"}}; }));
  CHECK(differs([](auto& a) { a.dateline.place = "KYIV"; }));
  CHECK(differs([](auto& a) { std::swap(a.title, a.body); }));
  corpus::Article authors = article("a", "body"), labels = authors;
  authors.authors = {"x", "y"};
  labels.labels = {{"x", "y"}};
  CHECK(store::content_digest(authors) != store::content_digest(labels));
}

TEST_CASE(
    "store/text_file: many passages train a dictionary that saves space and changes nothing") {
  const support::TempDir dir;
  TextWriter writer;
  std::vector<std::string> bodies;
  for (int i = 0; i < 1300; ++i) {
    const std::string n = std::to_string(i * 7919 % 10007);
    bodies.push_back("The price of crude oil rose by " + n +
                     " points on Thursday, officials said. " +
                     "\n\nThe ministry of finance in country " + n + " has denied the report.\n");
    const auto border = static_cast<std::uint32_t>(bodies.back().find("\n\n"));
    add(writer, article("id" + n, bodies.back()),
        {{0, border - 1}, {border + 2, static_cast<std::uint32_t>(bodies.back().size()) - 1}});
  }
  const std::string dictionary = writer.write(dir.path("t.dl"));
  REQUIRE(!dictionary.empty());
  {
    const TextFile file(dir.path("t.dl"));
    CHECK(file.dictionary() == dictionary);
    for (std::uint32_t i = 0; i < 1300; ++i) {
      REQUIRE(file.body(i) == bodies[i]);
      REQUIRE(file.passage(2 * i + 1).starts_with("The ministry"));
      REQUIRE(file.passage(2 * i + 1).ends_with("report."));
    }
    CHECK(file.article_id(7) == "id" + std::to_string(7 * 7919 % 10007));
  }
  // A later segment takes the dictionary over.
  TextWriter small(dictionary);
  add(small, article("x", bodies[3]), {{0, 10}});
  CHECK(small.write(dir.path("u.dl")) == dictionary);
  CHECK(TextFile(dir.path("u.dl")).body(0) == bodies[3]);
}

TEST_CASE("store/text_file: articles are copied with their passages") {
  const support::TempDir dir;
  TextWriter first;
  add(first, article("a", " One. \n\nTwo. "), {{1, 5}, {8, 12}});
  add(first, article("b", "Three."), {{0, 6}});
  first.write(dir.path("a.dl"));
  const TextFile from(dir.path("a.dl"));
  TextWriter second;
  add(second, article("z", "Zero."), {{0, 5}});
  second.copy_article(from, 1);
  second.copy_article(from, 0);
  CHECK(second.passages() == 4);
  second.write(dir.path("b.dl"));
  const TextFile to(dir.path("b.dl"));
  CHECK(to.article_id(0) == "z");
  CHECK(to.article_id(1) == "b");
  CHECK(to.article_id(2) == "a");
  CHECK(to.body(2) == " One. \n\nTwo. ");
  CHECK(to.passage(2) == "One.");
  CHECK(to.passage(3) == "Two.");
  CHECK(to.articles()[2].first_passage == 2);
  CHECK(to.passages()[3].article == 2);
}

TEST_CASE("store/text_file: damaged text is told, never shown as something else") {
  const support::TempDir dir;
  const std::string path = dir.path("t.dl");
  const auto expect = [&](const std::string& blob, const store::PassageRow& passage,
                          std::uint64_t begin = 0) {
    const std::vector<store::PassageRow> passages{passage};
    const std::vector<std::uint64_t> ends{begin, blob.size()};
    store::ArticleRow row;
    row.passage_count = 1;
    row.body_bytes = 10;
    const std::vector<store::ArticleRow> articles{row};
    store::write_side_file(path, store::SideKind::Text, 1,
                           {"", store::as_bytes(passages), store::as_bytes(ends), blob,
                            store::as_bytes(articles), store::as_bytes(ends), blob});
    CHECK_THROWS_AS(TextFile(path).passage(0), base::Error);
  };
  expect("", {0, 0, 1});
  expect("not zstd at all", {0, 0, 1});
  // A zstd frame that does not tell its size (RFC 8878, 3.1.1): magic, no size, window, raw block.
  expect("\x28\xB5\x2F\xFD\x00\x58\x09\x00\x00\x61"s, {0, 0, 0});
  // A frame with one byte where the row wants more.
  const std::string one = "\x28\xB5\x2F\xFD\x20\x01\x09\x00\x00\x61"s;
  expect(one, {0, 0, 2});
  expect(one, {0, 1, 0});
  expect(one, {0, 0, 11});       // past the body
  expect(one, {1, 0, 1});        // of an article that is not there
  expect(one, {0, 0, 1}, 1000);  // ends that descend
  // Three gigabytes announced.
  expect("\x28\xB5\x2F\xFD\xA0\x00\x00\x00\xC0\x01\x00\x00"s, {0, 0, 1});
}

TEST_CASE("store/article_record: bytes that end early are damage") {
  std::string bytes;
  corpus::Article full = article("id", "");
  full.authors = {"A", "B"};
  store::append_record(full, "2022", bytes);
  CHECK(store::parse_record_id(bytes) == "id");
  CHECK_THROWS_WITH_AS(store::parse_record("\x05xy"),
                       "an article record of the database is damaged", base::Error);
  CHECK_THROWS_AS(store::parse_record_id("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"), base::Error);
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK_THROWS_AS(store::parse_record(std::string_view(bytes).substr(0, size)), base::Error);
  }
  // A count that promises more than there is ends at once.
  std::string forged;
  store::append_record(article("id", ""), "", forged);
  forged.resize(forged.size() - 2);
  store::append_varint(1ull << 60, forged);
  CHECK_THROWS_AS(store::parse_record(forged), base::Error);
}
