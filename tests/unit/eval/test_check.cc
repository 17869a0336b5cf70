#include "base/data.hh"
#include "eval/accept.hh"
#include "eval/check.hh"
#include "eval/suite_index.hh"
#include "unit/search/indexed.hh"

#include <cstdlib>

#include <doctest/doctest.h>

using namespace dateline;
using eval::Status;

namespace {

/// A folder with a corpus, a cache and suites.
struct Folder {
  support::TempDir dir;
  Folder() {
    ::setenv("XDG_CACHE_HOME", dir.path("cache").c_str(), 1);
    dir.write("corpus.jsonl", support::jsonl({{"a", "", "oil oil tanker", "2022-03-01"},
                                              {"b", "", "oil gas and coal", "2022-03-02"},
                                              {"c", "", "wheat", "2021-01-01"}}));
  }

  std::filesystem::path suite(const std::string& body, const std::string& name = "s.toml") {
    return dir.write(
        name, "kind = \"suite\"\nversion = 1\n[index]\nsources = [\"corpus.jsonl\"]\n" + body);
  }

  eval::SuiteResult check(const std::string& body, eval::CheckOptions options = {}) {
    return eval::check({suite(body)}, options).at(0);
  }
};

std::string line(const std::string& expect) {
  return "[[case]]\nid = \"x\"\nquery = \"oil\"\nexpect = [" + expect + "]\n";
}

}  // namespace

TEST_CASE("eval/check: each expectation holds where it should and fails where it should not") {
  Folder folder;
  for (const char* good :
       {"{ article = \"a\", within = 1 }", "{ passage = \"b#1\", within = 2 }",
        "{ article = \"b\", below = 1 }", "{ article = \"c\", below = 1 }",
        "{ article = \"c\", absent = true }", "{ article = \"a\", before = \"b\" }",
        "{ article = \"a\", before = \"c\" }", "{ published = \"2022-03\", count = 2 }",
        "{ published = \"2021\", count = 0 }",
        "{ facet = \"year\", value = \"2022\", articles = 2 }",
        "{ rank = 1, snippet = \"tanker\" }", "{ article = \"b\", snippet = \"coal\" }"}) {
    CAPTURE(good);
    CHECK(folder.check(line(good)).status == Status::Pass);
  }
  for (const char* bad :
       {"{ article = \"b\", within = 1 }", "{ article = \"c\", within = 9 }",
        "{ article = \"a\", below = 1 }", "{ article = \"a\", absent = true }",
        "{ article = \"b\", before = \"a\" }", "{ article = \"c\", before = \"a\" }",
        "{ published = \"2022-03\", count = 1 }",
        "{ published = \"2022-03\", count = { min = 3 } }", "{ rank = 3, snippet = \"oil\" }",
        "{ rank = 1, snippet = \"coal\" }", "{ rank = 1, entity = \"Putin\" }",
        "{ article = \"z\", absent = true }", "{ passage = \"a\", within = 1 }",
        "{ article = \"a#1\", within = 1 }"}) {
    CAPTURE(bad);
    CHECK(folder.check(line(bad)).status == Status::Fail);
  }
}

TEST_CASE("eval/check: nothing found fails unless it is expected") {
  Folder folder;
  const std::string query = "[[case]]\nid = \"x\"\nquery = \"zebra\"\n";
  CHECK(folder.check(query + "expect = [{ article = \"a\", absent = true }]\n").status ==
        Status::Fail);
  CHECK(folder.check(query + "count = 0\n").status == Status::Pass);
  CHECK(folder.check(query + "count = { min = 0, max = 5 }\n").status == Status::Pass);
  CHECK(folder.check(query + "count = { max = 5 }\n").status == Status::Fail);
  CHECK(folder.check(query + "count = { min = 1 }\n").status == Status::Fail);
}

TEST_CASE("eval/check: an error is looked for in the message, not in the query repeated below it") {
  Folder folder;
  const std::string refused = "[[case]]\nid = \"x\"\nquery = \"gas near/5 banana\"\nerror = ";
  CHECK(folder.check(refused + "\"NEAR/5\"\n").status == Status::Pass);
  CHECK(folder.check(refused + "\"banana\"\n").status == Status::Fail);
  CHECK(folder.check(refused + "\"^^^\"\n").status == Status::Fail);
}

TEST_CASE("eval/check: accepting never writes that nothing is there") {
  Folder folder;
  const std::string oil = "[[case]]\nid = \"o\"\nquery = \"oil\"\ncount = 2\n";
  const std::string gone =
      "[[case]]\nid = \"x\"\nquery = \"QUERY\"\ncount = { min = 1 }\narticles = 1\n";
  const auto with = [&](const std::string& query) {
    std::string body = gone;
    return oil + body.replace(body.find("QUERY"), 5, query);
  };
  auto first = eval::check({folder.suite(with("wheat"))}, {});
  eval::accept(first[0]);
  CHECK(first[0].status == Status::Pass);
  const auto path = folder.suite(with("zebra"));
  const std::string before = base::read_file(path);
  auto results = eval::check({path}, {});
  CHECK_FALSE(eval::accept(results[0]).has_value());
  CHECK(results[0].status == Status::Fail);
  CHECK(base::read_file(path) == before);
  const eval::Record record = eval::read_record(eval::record_path(path));
  REQUIRE(record.find("x") != nullptr);
  CHECK(record.find("x")->query == "wheat");
}

TEST_CASE("eval/check: accepting is for a whole suite or not at all") {
  Folder folder;
  const auto path = folder.suite(
      "[[case]]\nid = \"x\"\nquery = \"oil\"\ncount = 9\n"
      "[[case]]\nid = \"y\"\nquery = \"oil\"\nexpect = [{ article = \"a\", absent = true }]\n");
  const std::string before = base::read_file(path);
  auto results = eval::check({path}, {});
  CHECK_FALSE(eval::accept(results[0]).has_value());
  CHECK(results[0].count(Status::Fail) == 2);
  CHECK(base::read_file(path) == before);
  CHECK_FALSE(std::filesystem::exists(eval::record_path(path)));
}

TEST_CASE("eval/check: judgments that are gone lower no floor and no recorded measure") {
  Folder folder;
  const auto path = folder.suite(
      "[ranking]\nunit = \"article\"\n[[topic]]\nid = \"t\"\nquery = \"oil\"\n[[topic]]\nid = "
      "\"u\"\n"
      "query = \"oil gas\"\n[[judged]]\njudgments = \"q.qrels\"\nfloors = { map = 0 }\n");
  folder.dir.write("q.qrels", "t 0 a 1\nu 0 b 1\n");
  auto results = eval::check({path}, {});
  REQUIRE(eval::accept(results[0]).has_value());
  const std::string suite = base::read_file(path),
                    record = base::read_file(eval::record_path(path));
  for (const char* gone : {"t 0 a 1\n", "t 0 z 1\nu 0 z 1\n"}) {
    CAPTURE(gone);
    folder.dir.write("q.qrels", gone);
    results = eval::check({path}, {});
    CHECK(results[0].status == Status::Fail);
    CHECK_FALSE(eval::accept(results[0]).has_value());
    CHECK(base::read_file(path) == suite);
    CHECK(base::read_file(eval::record_path(path)) == record);
  }
}

TEST_CASE("eval/check: a record that cannot be read is never replaced") {
  Folder folder;
  const auto path = folder.suite(line("{ article = \"a\", within = 1 }"));
  folder.dir.write("s.accepted.json", "{ broken");
  CHECK(eval::check({path}, {})[0].status == Status::Broken);
}

TEST_CASE("eval/check: recorded answers whose case is gone are told") {
  Folder folder;
  auto results = eval::check({folder.suite(line("{ article = \"a\", within = 1 }"))}, {});
  eval::accept(results[0]);
  const auto renamed = folder.check(
      "[[case]]\nid = \"y\"\nquery = \"oil\"\nexpect = [{ article = \"a\", within = 1 }]\n");
  CHECK(renamed.status == Status::Pass);
  CHECK(renamed.notes.find("no case here: x") != std::string::npos);
}

TEST_CASE("eval/check: a filter chooses by a part of the name, or one case by the whole of it") {
  Folder folder;
  const auto count = [&](const std::string& filter) {
    std::string body = "articles = 3\n";
    for (const char* id : {"a", "ab", "abc"})
      body += std::string("[[case]]\nid = \"") + id + "\"\nquery = \"oil\"\ncount = 2\n";
    eval::CheckOptions options;
    options.filter = filter;
    const auto result = folder.check(body, options);
    CHECK(result.cases.size() + result.left_out == 4);
    return result.cases.size();
  };
  CHECK(count("") == 4);
  CHECK(count("ab") == 2);
  CHECK(count("s/a") == 1);
  CHECK(count("s/ab") == 1);
  CHECK(count("index") == 1);
  CHECK(count("zzz") == 0);
}

TEST_CASE("eval/check: suites of one name are told by their paths") {
  Folder folder;
  std::filesystem::create_directory(folder.dir.path("other"));
  const auto one = folder.suite(line("{ article = \"a\", within = 1 }"));
  const auto other = folder.suite("nonsense", "other/s.toml");
  const auto results = eval::check({one, other}, {});
  CHECK(results[0].name != results[1].name);
  CHECK(results[0].record.suite == "s");
  CHECK(results[1].name.ends_with("other/s"));
}

TEST_CASE("eval/check: accepting rewrites what is not met, and then it holds exactly") {
  Folder folder;
  const auto path = folder.suite("[[case]]\nid = \"x\"\nquery = \"oil\"\ncount = 9 # all\n");
  auto results = eval::check({path}, {});
  CHECK(results[0].status == Status::Fail);
  REQUIRE(eval::accept(results[0]).value().size() == 1);
  CHECK(results[0].status == Status::Pass);
  CHECK(base::read_file(path).ends_with("count = 2 # all\n"));
  eval::CheckOptions exact;
  exact.exact = true;
  CHECK(eval::check({path}, exact)[0].status == Status::Pass);
  exact.weighting = "k1=5";
  const auto changed = eval::check({path}, exact);
  CHECK(changed[0].status == Status::Fail);
  CHECK(changed[0].moved() == 1);
  REQUIRE(changed[0].changes.size() == 1);
  CHECK(changed[0].changes[0] == "k1 1.1 -> 5");
  exact.exact = false;
  CHECK(eval::check({path}, exact)[0].status == Status::Pass);
}

TEST_CASE("eval/check: without a record nothing is exactly what was accepted") {
  Folder folder;
  eval::CheckOptions exact;
  exact.exact = true;
  CHECK(folder.check(line("{ article = \"a\", within = 1 }"), exact).status == Status::Fail);
}

TEST_CASE("eval/check: floors fail below, and are better above, by more than the tolerance") {
  Folder folder;
  folder.dir.write("q.qrels", "t 0 a 1\nt 0 b 0\n");
  const auto judged = [&](const std::string& rest) {
    return folder.check(
        "[ranking]\nunit = \"article\"\n[[topic]]\nid = \"t\"\nquery = \"oil\"\n"
        "[[judged]]\njudgments = \"q.qrels\"\n" +
        rest);
  };
  CHECK(judged("floors = { map = 1 }\n").status == Status::Pass);
  CHECK(judged("floors = { map = 0.9 }\n").status == Status::Better);
  CHECK(judged("floors = { map = 0.9 }\ntolerance = 0.2\n").status == Status::Pass);
  CHECK(judged("floors = { \"P@1\" = 1, \"P@2\" = 0.6 }\n").status == Status::Fail);
  CHECK(judged("floors = { mapp = 1 }\n").status == Status::Broken);
  folder.dir.write("q.qrels", "t 0 a 1\nu 0 b 1\n");
  CHECK(judged("floors = { map = 1 }\n").status == Status::Fail);  // u is no topic
  folder.dir.write("q.qrels", "u 0 b 1\n");
  CHECK(judged("floors = { map = 0 }\n").status == Status::Fail);  // t has no judgments
  folder.dir.write("q.qrels", "t 0 elsewhere 1\n");
  CHECK(judged("floors = { map = 0 }\n").status == Status::Fail);  // nobody judged any result
  folder.dir.write("q.qrels", "t 0 a 1\nt 0 b 0\n");
  CHECK(judged("floors = { map = 1.1 }\n").status == Status::Broken);
  CHECK(judged("depth = 5\nfloors = { \"R@10\" = 0 }\n").status == Status::Broken);
}

TEST_CASE(
    "eval/check: the mean is over the topics that have judgments, and the others are told once") {
  Folder folder;
  folder.dir.write("q.qrels", "t 0 a 1\nt 0 b 0\n");
  std::string body = "[ranking]\nunit = \"article\"\n";
  for (const char* id : {"t", "u", "v"})
    body += std::string("[[topic]]\nid = \"") + id + "\"\nquery = \"oil\"\n";
  const auto result =
      folder.check(body + "[[judged]]\njudgments = \"q.qrels\"\nfloors = { map = 1 }\n");
  CHECK(result.status == Status::Fail);
  CHECK(result.count(Status::Fail) == 1);
  const eval::Checked& mean = result.cases.back();
  REQUIRE(mean.findings.size() == 2);
  CHECK(mean.findings[0].got.starts_with("2 (u, v) have none"));
  CHECK(mean.findings[1].got == "1.0000");
}

TEST_CASE("eval/check: a topic that is refused fails by itself") {
  Folder folder;
  folder.dir.write("q.qrels", "t 0 a 1\nu 0 a 1\n");
  const auto result = folder.check(
      "[ranking]\nunit = \"article\"\n[[topic]]\nid = \"t\"\nquery = \"oil\"\n"
      "[[topic]]\nid = \"u\"\nquery = \"oil near/3 gas\"\n"
      "[[judged]]\njudgments = \"q.qrels\"\nfloors = { map = 0 }\n");
  CHECK(result.status == Status::Fail);
  REQUIRE(result.cases.size() == 3);
  CHECK(result.cases[0].status == Status::Pass);
  REQUIRE(result.cases[1].findings.size() == 1);
  CHECK(result.cases[1].findings[0].got.find("NEAR/3") != std::string::npos);
}

TEST_CASE("eval/check: accepting a change of topics accepts what fell below the record, too") {
  Folder folder;
  folder.dir.write("q.qrels", "t 0 a 1\n");
  const auto judged = [&](const std::string& query) {
    return folder.suite("[ranking]\nunit = \"article\"\n[[topic]]\nid = \"t\"\nquery = \"" + query +
                        "\"\n[[judged]]\njudgments = \"q.qrels\"\ntopic_tolerance = 0\n"
                        "floors = { mrr = 1 }\n");
  };
  auto results = eval::check({judged("oil")}, {});
  eval::accept(results[0]);
  const auto path = judged("oil gas coal");
  results = eval::check({path}, {});
  CHECK(results[0].status == Status::Fail);
  REQUIRE(eval::accept(results[0]).value().size() == 1);
  CHECK(results[0].status == Status::Pass);
  CHECK(eval::check({path}, {})[0].status == Status::Pass);
}

TEST_CASE("eval/check: results and their order are the same for any number of jobs") {
  Folder folder;
  std::string body;
  for (int i = 0; i < 40; ++i) {
    const std::string query = i % 2 == 0 ? "oil" : "gas coal";
    body += "[[case]]\nid = \"c" + std::to_string(i) + "\"\nquery = \"" + query + "\"\ncount = 1\n";
  }
  const auto path = folder.suite(body);
  const auto said = [&](unsigned jobs) {
    eval::CheckOptions options;
    options.jobs = jobs;
    const auto results = eval::check({path, path}, options);
    std::string out;
    for (const auto& one : results) out += eval::print(one.record);
    return out;
  };
  CHECK(said(1) == said(8));
}

TEST_CASE("eval/check: a suite that is broken leaves the others alone") {
  Folder folder;
  const auto good = folder.suite(line("{ article = \"a\", within = 1 }"), "good.toml");
  const auto bad = folder.suite("nonsense", "bad.toml");
  const auto results = eval::check({bad, good}, {});
  CHECK(results[0].status == Status::Broken);
  CHECK(results[1].status == Status::Pass);
}

TEST_CASE("eval/suite_index: an index is built once, and again when its sources change") {
  Folder folder;
  eval::IndexNeed need;
  need.sources = {folder.dir.path("corpus.jsonl")};
  std::string notes;
  const auto first = eval::ready_index(need, 1, notes);
  CHECK(store::Database(first).live_articles() == 3);
  CHECK(eval::ready_index(need, 1, notes) == first);
  need.stemmer = "none";
  CHECK(eval::ready_index(need, 1, notes) != first);
  need.stemmer = "english";
  folder.dir.write("corpus.jsonl", support::jsonl({{"a", "", "oil", "2022-03-01"}}));
  const auto second = eval::ready_index(need, 1, notes);
  CHECK(second != first);
  CHECK(store::Database(second).live_articles() == 1);
}
