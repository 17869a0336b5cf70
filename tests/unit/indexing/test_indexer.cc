#include "base/data.hh"
#include "base/error.hh"
#include "indexing/indexer.hh"
#include "indexing/join.hh"
#include "indexing/publisher.hh"
#include "search/facet.hh"
#include "store/digest.hh"
#include "store/lock.hh"
#include "unit/search/indexed.hh"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

using namespace dateline;
using support::Doc;
using support::ids;
using support::Indexed;
using support::ranking;
namespace fs = std::filesystem;

namespace {

std::string counts(const indexing::IndexCounts& counts) {
  return "added " + std::to_string(counts.added) + " replaced " + std::to_string(counts.replaced) +
         " unchanged " + std::to_string(counts.unchanged);
}

std::string sources(const store::Database& database, const std::string& query) {
  const auto matches = search::match(support::plan(query, database), database);
  const auto facets = search::count_facets(matches, database, schema::Schema::standard(),
                                           {"source"}, 10, search::CountBy::Passages);
  std::string out;
  for (const search::FacetCount& value : facets[0].values)
    out += value.value + ' ' + std::to_string(value.passages) + ';';
  return out;
}

std::vector<std::string> files(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

const std::vector<Doc> three = {
    {"a", "Oil", "Crude oil rose.", "2022-03-01", "Reuters"},
    {"b", "Gas", "Gas fell.", "2022-03-02", "AP"},
    {"c", "", "", "", ""},
};

}  // namespace

TEST_CASE("indexing/indexer: indexing the same twice adds nothing") {
  Indexed indexed;
  std::vector<Doc> docs = {three[0], three[1], {"c", "No body or date", "", "", ""}};
  const indexing::IndexCounts first = indexed.add(docs);
  CHECK(counts(first) == "added 3 replaced 0 unchanged 0");
  CHECK(first.passages == 3);
  CHECK(first.segments == 1);
  CHECK(first.without_date == 1);
  CHECK(first.without_body == 1);
  CHECK(first.without_title == 0);
  CHECK_FALSE(first.interrupted);
  const auto before = files(indexed.dir.path("news.db"));
  const std::string manifest = base::read_file(indexed.dir.path("news.db/dateline.toml"));
  const indexing::IndexCounts second = indexed.add(docs);
  CHECK(counts(second) == "added 0 replaced 0 unchanged 3");
  CHECK(second.passages == 0);
  CHECK(second.segments == 0);
  CHECK(files(indexed.dir.path("news.db")) == before);
  CHECK(base::read_file(indexed.dir.path("news.db/dateline.toml")) == manifest);
  CHECK(ids("oil", indexed.database()) == "a#1");
}

TEST_CASE("indexing/indexer: a changed article replaces its old version, also after a merge") {
  Indexed indexed;
  indexed.add({{"a", "Oil", "Crude oil rose.", "2022", "Reuters"},
               {"b", "", "Oil and wheat.", "2022", "Reuters"}});
  CHECK(counts(indexed.add({{"a", "Gas", "Gas fell.", "2022", "AP"}})) ==
        "added 0 replaced 1 unchanged 0");
  const auto check = [&] {
    const store::Database database = indexed.database();
    CHECK(ids("crude", database) == "");
    CHECK(ids("oil", database) == "b#1");
    CHECK(ids("\"crude oil\"", database) == "");
    CHECK(ids("source:reuters", database) == "b#1");
    CHECK(ids("gas", database) == "a#1");
    CHECK(ranking("NOT wheat", database).matches->articles(database) ==
          database.live_articles() - 1);
    CHECK(sources(database, "oil gas wheat") == "AP 1;Reuters 1;");
  };
  check();
  CHECK(indexed.database().live_articles() == 2);
  for (int i = 0; i < 9; ++i)
    indexed.add({{"x" + std::to_string(i), "", "Filler.", "2021", "Filler"}});
  CHECK(indexed.database().segments().size() <= 8);
  CHECK(indexed.database().live_articles() == 11);
  check();
  // Back again: the deleted text is a new version of its own.
  CHECK(counts(indexed.add({{"a", "Oil", "Crude oil rose.", "2022", "Reuters"}})) ==
        "added 0 replaced 1 unchanged 0");
  CHECK(ids("crude", indexed.database()) == "a#1");
  CHECK(ids("gas", indexed.database()) == "");
}

TEST_CASE("indexing/indexer: of an id that comes twice in a run the last version stays") {
  for (const unsigned jobs : {1u, 3u}) {
    Indexed indexed;
    auto options = indexed.options();
    options.jobs = jobs;
    const std::vector<Doc> docs = {
        {"a", "", "Oil."}, {"b", "", "Wheat."}, {"a", "", "Gas."}, {"b", "", "Wheat."}};
    CHECK(counts(indexed.add(docs, options)) == "added 2 replaced 1 unchanged 1");
    const store::Database database = indexed.database();
    CHECK(database.live_articles() == 2);
    CHECK(ids("oil", database) == "");
    CHECK(ids("gas", database) == "a#1");
  }
}

TEST_CASE(
    "indexing/indexer: a corpus with two versions of an article adds nothing the second time") {
  Indexed indexed;
  const std::vector<Doc> docs = {{"a", "", "Oil."}, {"a", "", "Gas."}};
  indexed.add(docs);
  CHECK(indexed.add(docs).passages == 0);
}

TEST_CASE("indexing/indexer: compaction leaves one segment and exact statistics") {
  const std::vector<Doc> docs = support::random_docs(60, 9);
  const std::vector<Doc> kept(docs.begin() + 20, docs.end());
  Indexed indexed, whole(kept);
  for (std::size_t i = 0; i < docs.size(); i += 20)
    indexed.add({docs.begin() + static_cast<std::ptrdiff_t>(i),
                 docs.begin() + static_cast<std::ptrdiff_t>(i + 20)});
  const fs::path db = indexed.dir.path("news.db");
  std::vector<std::string> first;
  for (std::size_t i = 0; i < 20; ++i) first.push_back(docs[i].id);
  const std::vector<std::string> queries = {"oil", "copper steel coal", "\"crude oil\"", "NOT oil",
                                            "source:reuters"};
  {
    indexing::Publisher publisher(db, store::read_manifest(db).fingerprint);
    publisher.remove(first);
    CHECK(support::scores(ranking("oil", indexed.database())) !=
          support::scores(ranking("oil", whole.database())));
    const indexing::CompactCounts counts = publisher.compact();
    CHECK(counts.segments_before == 3);
    CHECK(counts.segments == 1);
    CHECK(counts.dropped == 20);
    CHECK(counts.bytes < counts.bytes_before);
    // A second time there is nothing to do.
    const auto before = files(db.string());
    CHECK(publisher.compact().dropped == 0);
    CHECK(files(db.string()) == before);
  }
  for (const std::string& query : queries) {
    CAPTURE(query);
    CHECK((support::scores(ranking(query, indexed.database())) ==
           support::scores(ranking(query, whole.database()))));
  }
  CHECK(indexed.database().segments().size() == 1);
  CHECK(store::logical_digest(indexed.database()) == store::logical_digest(whole.database()));
}

TEST_CASE("indexing/indexer: of a database whose articles are all deleted compaction leaves none") {
  Indexed indexed({three[0], three[1]});
  const fs::path db = indexed.dir.path("news.db");
  {
    indexing::Publisher publisher(db, store::read_manifest(db).fingerprint);
    publisher.remove({"a", "b"});
    CHECK(publisher.compact().segments == 0);
  }
  CHECK(ids("oil gas", indexed.database()) == "");
  // The file is known; asked to read it again, the indexer does.
  auto options = indexed.options();
  options.reread = true;
  CHECK(counts(indexed.add({three[0], three[1]}, options)) == "added 2 replaced 0 unchanged 0");
  CHECK(ids("oil gas", indexed.database()) == "b#1 a#1");
}

TEST_CASE("indexing/indexer: articles published before a day are left out, those undated are not") {
  Indexed indexed;
  auto options = indexed.options();
  options.since = temporal::Day::make(2022, 3, 2);
  const auto result = indexed.add({{"a", "", "One.", "2022-03-01"},
                                   {"b", "", "Two.", "2022-03-02"},
                                   {"c", "", "Three.", "2022"},
                                   {"d", "", "Four.", "2021"},
                                   {"e", "", "Five.", ""}},
                                  options);
  CHECK(result.added == 3);
  CHECK(result.before_since == 2);
  // Without it the file is read again: it was not read wholly.
  CHECK(counts(indexed.add({{"a", "", "One.", "2022-03-01"},
                            {"b", "", "Two.", "2022-03-02"},
                            {"c", "", "Three.", "2022"},
                            {"d", "", "Four.", "2021"},
                            {"e", "", "Five.", ""}})) == "added 2 replaced 0 unchanged 3");
}

TEST_CASE("indexing/indexer: shards part the articles, and joined they are the whole") {
  const std::vector<Doc> docs = support::random_docs(60, 5);
  const Indexed whole(docs);
  Indexed joined;
  const fs::path target = joined.dir.path("news.db");
  std::uint64_t articles = 0;
  for (unsigned shard = 1; shard <= 3; ++shard) {
    Indexed part;
    auto options = part.options();
    options.shard = shard;
    options.shards = 3;
    const auto result = part.add(docs, options);
    CHECK(result.added > 5);
    CHECK(result.added + result.other_shards == 60);
    articles += result.added;
    const auto counts = indexing::join(target, part.dir.path("news.db"));
    CHECK(counts.added == result.added);
    CHECK(counts.segments == 1);
    const auto again = indexing::join(target, part.dir.path("news.db"));
    CHECK(again.segments == 0);
    CHECK(again.unchanged == result.added);
  }
  CHECK(articles == 60);
  CHECK(store::logical_digest(joined.database()) == store::logical_digest(whole.database()));
  for (const char* query : {"oil", "\"oil gas\" copper", "NOT steel"})
    CHECK((support::scores(ranking(query, joined.database())) ==
           support::scores(ranking(query, whole.database()))));
}

TEST_CASE(
    "indexing/join: other versions replace, deleted ones stay deleted, other analyses are "
    "refused") {
  Indexed indexed({{"a", "", "Oil."}, {"b", "", "Gas."}}),
      part({{"a", "", "Oil, new."}, {"c", "", "Zinc."}});
  part.add({{"c", "", "Zinc, new."}});
  const auto counts = indexing::join(indexed.dir.path("news.db"), part.dir.path("news.db"));
  CHECK(counts.replaced == 1);
  CHECK(counts.added == 1);
  const store::Database database = indexed.database();
  CHECK(database.live_articles() == 3);
  CHECK(ids("zinc", database) == "c#1");
  CHECK(database.live_passages() == 3);
  Indexed other;
  auto options = other.options();
  options.stemmer = "none";
  other.add({three[0]}, options);
  CHECK_THROWS_WITH_AS(indexing::join(indexed.dir.path("news.db"), other.dir.path("news.db")),
                       doctest::Contains("stemmer"), base::Error);
  CHECK_THROWS_AS(indexing::join(indexed.dir.path("news.db"), indexed.dir.path("news.db")),
                  base::Error);
  CHECK_THROWS_AS(indexing::join(indexed.dir.path("news.db"), indexed.dir.path("nowhere")),
                  base::Error);
}

TEST_CASE("indexing/indexer: a watched folder is read again until it is told to stop") {
  Indexed indexed;
  auto options = indexed.options();
  std::atomic<bool> stop{false};
  options.stop = &stop;
  options.watch = std::chrono::milliseconds(60);
  options.paths = {indexed.dir.path("in")};
  indexed.dir.write("in/one.jsonl", support::jsonl({three[0]}));
  int commits = 0;
  options.on_commit = [&](const indexing::IndexCounts& now) {
    ++commits;
    if (now.added == 1) {
      CHECK(indexed.database().live_articles() == 1);
      indexed.dir.write("in/two.jsonl", support::jsonl({three[1]}) + "{bad\n");
    } else if (now.added == 2) {
      stop = true;
    }
  };
  int issues = 0;
  const auto result = indexing::index(
      options, [&](const base::Issue&) { ++issues; }, [](const indexing::IndexCounts&) {});
  CHECK_FALSE(result.interrupted);  // it ended between two looks
  CHECK(result.added == 2);
  CHECK(commits == 2);
  CHECK(issues == 1);
  CHECK(ids("oil gas", indexed.database()) == "b#1 a#1");
}

TEST_CASE("indexing/indexer: rankings do not depend on jobs or the size of segments") {
  std::vector<Doc> docs = support::random_docs(2000, 41, 8, 60);
  for (std::size_t i = 0; i < docs.size(); i += 50) docs[i].id = "id1";  // some come twice
  std::uint64_t bytes = 0;
  for (const Doc& doc : docs) bytes += doc.body.size();
  REQUIRE(bytes > (5u << 19));  // batches of a megabyte: enough for several workers
  const std::vector<std::string> queries = {"oil",
                                            "copper steel coal",
                                            "\"crude oil\"",
                                            "\"oil gas\" OR \"gas oil\"",
                                            "NOT pipeline",
                                            "source:reuters pipeline",
                                            "title:grain",
                                            "+coal oil -steel",
                                            "published:2022-05",
                                            "budget AND deal"};
  std::vector<std::string> expected;
  std::string facets;
  std::uint64_t digest = 0;
  struct Way {
    unsigned jobs;
    std::uint64_t segment_bytes;
  };
  for (const Way way : {Way{1, 64u << 20}, Way{3, 64u << 20}, Way{3, 1}, Way{1, 1}}) {
    CAPTURE(way.jobs);
    CAPTURE(way.segment_bytes);
    Indexed indexed;
    auto options = indexed.options();
    options.jobs = way.jobs;
    options.segment_bytes = way.segment_bytes;
    const auto result = indexed.add(docs, options);
    CHECK(result.segments >= (way.segment_bytes == 1 ? 3 : 1));
    const store::Database database = indexed.database();
    CHECK(database.live_articles() == result.added);
    std::vector<std::string> got;
    for (const std::string& query : queries)
      got.push_back(support::scores(ranking(query, database)));
    const std::string got_facets = sources(database, "oil");
    if (!expected.empty()) CHECK(store::logical_digest(database) == digest);
    if (expected.empty()) {
      expected = got;
      facets = got_facets;
      digest = store::logical_digest(database);
      for (std::size_t i = 0; i < got.size(); ++i) {
        CAPTURE(queries[i]);
        CHECK(!got[i].empty());
      }
    }
    CHECK(got_facets == facets);
    for (std::size_t i = 0; i < queries.size(); ++i) {
      CAPTURE(queries[i]);
      CHECK((got[i] == expected[i]));
    }
  }
}

TEST_CASE("indexing/indexer: an interrupted run keeps whole articles, and the next one goes on") {
  const std::vector<Doc> docs = support::random_docs(40, 3, 4, 110);
  Indexed whole(docs);
  Indexed indexed;
  std::atomic<bool> stop{false};
  auto options = indexed.options();
  options.paths = {indexed.dir.write("corpus.jsonl", support::jsonl(docs))};
  options.stop = &stop;
  const auto first = indexing::index(
      options, [](const base::Issue&) { FAIL("an issue"); },
      [&](const indexing::IndexCounts& now) {
        if (now.added == 13) stop = true;
      });
  CHECK(first.interrupted);
  CHECK(counts(first) == "added 13 replaced 0 unchanged 0");
  {
    const store::Database database = indexed.database();
    CHECK(database.live_articles() == 13);
    for (std::uint32_t i = 0; i < 13; ++i) {
      const store::TextFile& text = database.segment(0).text;
      REQUIRE(text.body(i) == docs[i].body);
    }
  }
  stop = false;
  const auto second = indexing::index(
      options, [](const base::Issue&) { FAIL("an issue"); }, [](const indexing::IndexCounts&) {});
  CHECK_FALSE(second.interrupted);
  CHECK(counts(second) == "added 27 replaced 0 unchanged 13");
  for (const char* query : {"oil", "\"oil gas\" copper", "NOT steel"}) {
    CHECK((support::scores(ranking(query, indexed.database())) ==
           support::scores(ranking(query, whole.database()))));
  }
}

TEST_CASE("indexing/indexer: a fatal issue keeps what was read before it") {
  Indexed indexed;
  auto options = indexed.options();
  options.paths = {indexed.dir.write("corpus.jsonl", support::jsonl({three[0], three[1]}) +
                                                         "{bad\n" + support::jsonl({three[1]}))};
  CHECK_THROWS_WITH_AS(
      indexing::index(
          options,
          [](const base::Issue& issue) { throw base::Error(base::Code::Input, issue.message); },
          [](const indexing::IndexCounts&) {}),
      doctest::Contains("bad JSON"), base::Error);
  CHECK(ids("oil gas", indexed.database()) == "b#1 a#1");
  // The lock is free and nothing half-made is left.
  CHECK(counts(indexed.add({three[0], three[1]})) == "added 0 replaced 0 unchanged 2");
}

TEST_CASE("indexing/indexer: many small runs leave few segments and lose nothing") {
  Indexed indexed;
  std::size_t most = 0;
  for (int i = 0; i < 25; ++i) {
    const std::string n = std::to_string(i);
    indexed.add({{"id" + n, "", "Oil of field f" + n + ".",
                  "2022-01-" + std::string(i < 9 ? "0" : "") + std::to_string(i + 1), "Wire"}});
    most = std::max(most, indexed.database().segments().size());
  }
  CHECK(most <= 8);
  const store::Database database = indexed.database();
  CHECK(database.live_articles() == 25);
  CHECK(ranking("oil", database).hits.size() == 25);
  CHECK(ids("f17", database) == "id17#1");
  CHECK(ids("\"field f3\"", database) == "id3#1");
  CHECK(sources(database, "oil") == "Wire 25;");
  // No folder but those of the segments.
  std::set<std::string> folders, listed;
  for (const auto& entry : fs::directory_iterator(indexed.dir.path("news.db"))) {
    if (entry.is_directory()) folders.insert(entry.path().filename().string());
  }
  for (const auto& segment : database.segments()) listed.insert(segment->name);
  CHECK(folders == listed);
}

TEST_CASE("indexing/publisher: folders that a killed run left are removed, others are not") {
  Indexed indexed({three[0]});
  const fs::path db = indexed.dir.path("news.db");
  fs::create_directories(db / "segment-000099/x");
  fs::create_directories(db / "segment-000077.scratch");
  fs::create_directories(db / "mine");
  indexed.add({three[1]});
  CHECK_FALSE(fs::exists(db / "segment-000099"));
  CHECK_FALSE(fs::exists(db / "segment-000077.scratch"));
  CHECK(fs::exists(db / "mine"));
  CHECK(ids("oil gas", indexed.database()) == "b#1 a#1");
}

TEST_CASE("indexing/indexer: a dry run counts and writes nothing") {
  Indexed indexed;
  auto options = indexed.options();
  options.dry_run = true;
  CHECK(counts(indexed.add({three[0], three[1]}, options)) == "added 2 replaced 0 unchanged 0");
  CHECK_FALSE(fs::exists(options.database));
  indexed.add({three[0]});
  const auto before = files(indexed.dir.path("news.db"));
  const std::vector<Doc> docs = {three[0], three[1], {"a", "", "Other."}};
  CHECK(counts(indexed.add(docs, options)) == "added 1 replaced 1 unchanged 1");
  CHECK(files(indexed.dir.path("news.db")) == before);
  CHECK(ids("other gas", indexed.database()) == "");
}

TEST_CASE("indexing/indexer: a database in use, of another analysis or not ours is refused") {
  Indexed indexed({three[0]});
  const auto error_of = [&](const indexing::IndexOptions& options) -> base::Error {
    try {
      indexed.add({three[1]}, options);
    } catch (const base::Error& failure) {
      return failure;
    }
    return {base::Code::Internal, "no error"};
  };
  {
    const store::WriteLock lock(indexed.dir.path("news.db"));
    CHECK(std::string(error_of(indexed.options()).what())
              .starts_with("database '" + indexed.dir.path("news.db") +
                           "' is being written by process "));
  }
  auto options = indexed.options();
  options.stemmer = "german";
  CHECK(error_of(options).what() ==
        "database '" + indexed.dir.path("news.db") +
            "' was made with another analysis: stemmer english against german");
  indexed.dir.write("mine/notes.txt", "hello");
  options = indexed.options();
  options.database = indexed.dir.path("mine");
  CHECK(error_of(options).report() ==
        "error: cannot make a database in '" + indexed.dir.path("mine") +
            "': it holds other files\nhint: name a folder that is empty or not there yet\n");
  options.database = indexed.dir.write("file", "x");
  CHECK(error_of(options).code() == base::Code::Database);
  options.database = "/proc/nowhere/news.db";
  CHECK(error_of(options).code() == base::Code::Database);
  CHECK(ids("oil gas", indexed.database()) == "a#1");
}

TEST_CASE("indexing/indexer: an unknown stemmer makes no database") {
  Indexed indexed;
  auto options = indexed.options();
  options.stemmer = "klingon";
  CHECK_THROWS_AS(indexed.add({three[0]}, options), base::Error);
  CHECK_FALSE(fs::exists(options.database));
  CHECK(counts(indexed.add({three[0]})) == "added 1 replaced 0 unchanged 0");
}

TEST_CASE(
    "indexing/indexer: words and phrases are searched as the database's own stemmer has them") {
  Indexed indexed;
  auto options = indexed.options();
  options.stemmer = "none";
  indexed.add({{"a", "", "Sanctions hurt."}, {"b", "", "A sanction hurts."}}, options);
  CHECK(ids("sanctions", indexed.database()) == "a#1");
  CHECK(ids("\"sanctions hurt\"", indexed.database()) == "a#1");
}

TEST_CASE("indexing/indexer: a run that finds nothing leaves no database, and harms none") {
  Indexed indexed;
  indexed.add({});
  CHECK_FALSE(fs::exists(indexed.dir.path("news.db")));
  indexed.add({three[0]});
  indexed.add({});
  CHECK(ids("oil", indexed.database()) == "a#1");
}

TEST_CASE("indexing/indexer: hostile articles are indexed and found") {
  std::string ligatures;
  for (int i = 0; i < 60; ++i) ligatures += "\uFDFA";
  const std::string huge(3'000'000, 'a');
  Indexed indexed;
  CHECK_NOTHROW(indexed.add({
      {"a", ligatures, ligatures + " oil", "2022", ligatures, "", ligatures},
      {"b", std::string(70'000, 'x'), huge + " oil", "2022"},
      {"c", "\u0001\u0002", std::string("nul \0 byte oil", 14), "9999-99-99"},
      {std::string(5000, 'i'), "long id", "oil", "2022"},
      {"e", "", std::string(100'000, '\n') + "oil" + std::string(100'000, ' '), "2022"},
      {"f#1 x", "", "oil\u202E oil\uFEFF \u0301", "2022"},
  }));
  const store::Database database = indexed.database();
  CHECK(ranking("oil", database).hits.size() == 6);
  CHECK(ids("title:" + ligatures, database) == "a#1");
  CHECK(ids("source:\"" + ligatures + "\"", database) == "a#1");
  for (const auto& segment : database.segments()) {
    for (std::uint32_t i = 0; i < segment->article_count; ++i) {
      if (segment->text.article_id(i) == "b") CHECK(segment->text.body(i) == huge + " oil");
    }
  }
}

TEST_CASE("indexing/indexer: names in headline, text and metadata become fields") {
  const Indexed indexed({{"a", "NATO summit", "Vladimir Putin spoke.", "2022-03-01", "Reuters",
                          "World", "Jane Doe", "en"},
                         {"b", "NATO summit", "Vladimir Putin spoke.", "2022-03-01", "Reuters",
                          "World", "Jane Doe", "de"}});
  const store::Database database = indexed.database();
  CHECK(ids("person:putin", database) == "a#1");  // the rules know English only
  CHECK(ids("org:nato", database) == "a#1");
  CHECK(ids("author:jane", database) == "a#1 b#1");
  CHECK(ids("lang:de", database) == "b#1");
}

TEST_CASE(
    "indexing/indexer: of one id twice in a run only the later lives, in whichever segments") {
  for (const std::uint64_t bytes : {std::uint64_t{1}, std::uint64_t{64} << 20}) {
    CAPTURE(bytes);
    Indexed indexed;
    std::vector<support::Doc> docs{{"a", "", "Zinc fell."}};
    // More than one batch of text between the two versions.
    for (int i = 0; i < 40; ++i) {
      docs.push_back({"filler" + std::to_string(i), "",
                      std::string(60'000, 'x') + " tin " + std::string(40'000, 'y')});
    }
    docs.push_back({"a", "", "Nickel fell."});
    indexing::IndexOptions options = indexed.options();
    options.segment_bytes = bytes;
    indexed.add(docs, options);
    const store::Database database = indexed.database();
    CHECK(database.live_articles() == 41);
    CHECK(ids("zinc", database) == "");
    CHECK(ids("nickel", database) == "a#1");
  }
}

TEST_CASE("indexing/indexer: segments without their manifest are left alone") {
  Indexed indexed;
  indexed.add({three[0]});
  const std::string manifest = indexed.dir.path("news.db") + "/dateline.toml";
  fs::rename(manifest, manifest + ".away");
  CHECK_THROWS_AS(indexed.add({three[0]}), base::Error);
  fs::rename(manifest + ".away", manifest);
  CHECK(ids("oil", indexed.database()) == "a#1");
}

TEST_CASE("indexing/indexer: a database keeps its stemmer unless another is asked for") {
  Indexed indexed;
  indexing::IndexOptions options = indexed.options();
  options.stemmer = "german";
  indexed.add({three[0]}, options);
  options.stemmer.clear();
  CHECK_NOTHROW(indexed.add({three[1]}, options));
  options.stemmer = "english";
  CHECK_THROWS_AS(indexed.add({three[1]}, options), base::Error);
}

TEST_CASE("indexing/indexer: a database made without entities has none and stays without") {
  Indexed indexed;
  indexing::IndexOptions options = indexed.options();
  options.entities = false;
  const std::vector<Doc> place = {
      {"k", "Talks", "Officials met in Kyiv.", "2022-03-01", "Reuters"}};
  indexed.add(place, options);
  CHECK(ids("kyiv", indexed.database()) == "k#1");
  CHECK(ids("place:kyiv", indexed.database()) == "");
  options.entities = true;
  CHECK_NOTHROW(indexed.add({three[1]}, options));
  CHECK(store::read_manifest(indexed.dir.path("news.db")).fingerprint.entities == "none");
}

TEST_CASE("indexing/indexer: a database with entities is not continued without") {
  Indexed indexed;
  indexing::IndexOptions options = indexed.options();
  indexed.add({three[0]}, options);
  options.entities = false;
  CHECK_THROWS_WITH_AS(indexed.add({three[1]}, options), doctest::Contains("against none"),
                       base::Error);
}

TEST_CASE("indexing/indexer: jobs share the memory that is left, and none gets too little") {
  const std::uint64_t one = indexing::segment_share(384u << 20, 1);
  CHECK(one > 150u << 20);
  CHECK(one < 200u << 20);
  CHECK(indexing::segment_share(384u << 20, 2) == one / 2);
  CHECK(indexing::segment_share(0, 1) == 4u << 20);
  CHECK(indexing::segment_share(384u << 20, 0) == one);
  CHECK(indexing::segment_share(100u << 20, 256) == 4u << 20);
}

TEST_CASE("indexing/indexer: little memory makes the same rankings as much") {
  std::vector<Doc> docs;
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    docs.push_back({"a" + n, "Oil " + n, "Crude oil rose by " + n + ".", "2022-03-01", "Reuters"});
  }
  Indexed little, much;
  indexing::IndexOptions options = little.options();
  options.memory_bytes = 0;
  little.add(docs, options);
  much.add(docs, much.options());
  CHECK(store::logical_digest(little.database()) == store::logical_digest(much.database()));
  CHECK(ids("crude 7", little.database()) == ids("crude 7", much.database()));
}
