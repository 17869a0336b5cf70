#include "cli/columns.hh"
#include "cli/printer.hh"
#include "unit/search/indexed.hh"

#include <cstdio>
#include <functional>

#include <doctest/doctest.h>
#include <unistd.h>

using namespace dateline;

namespace {

/// What a function writes to standard output.
std::string written(const std::function<void()>& write) {
  std::fflush(stdout);
  const int before = ::dup(STDOUT_FILENO);
  std::FILE* file = std::tmpfile();
  REQUIRE(file != nullptr);
  ::dup2(::fileno(file), STDOUT_FILENO);
  write();
  std::fflush(stdout);
  ::dup2(before, STDOUT_FILENO);
  ::close(before);
  std::string out;
  std::rewind(file);
  for (int c; (c = std::fgetc(file)) != EOF;) out.push_back(static_cast<char>(c));
  std::fclose(file);
  return out;
}

/// A database of 24 articles and an answer to a query over it.
struct Asked {
  explicit Asked(const std::string& query, search::RankOptions rank = {},
                 const std::vector<search::FacetRequest>& facets = {})
      : indexed(support::random_docs(24, 7)), database(indexed.database()) {
    answer = cli::answer({query, query, support::plan(query, database)}, database, rank, facets,
                         search::CountBy::Passages);
  }
  std::string print(const std::function<void(cli::Printer&)>& how, cli::Look look = {}) {
    cli::Printer printer(database, answer, std::move(look));
    return written([&] { how(printer); });
  }

  support::Indexed indexed;
  store::Database database;
  cli::Answer answer;
};

std::string last_line(const std::string& text) {
  const std::size_t end = text.find_last_not_of('\n');
  return text.substr(text.rfind('\n', end) + 1);
}

}  // namespace

TEST_CASE("cli/printer: the JSON document holds what the lines hold") {
  Asked asked("oil", {.offset = 1, .limit = 4}, {{"source", 5, {}}, {"year", 5, {}}});
  cli::Look look;
  look.offset = 1;
  look.topic = "t";
  const auto document =
      cli::Json::parse(asked.print([](cli::Printer& printer) { printer.json(); }, look));
  CHECK(document.at("format") == 1);
  CHECK(document.at("type") == "answer");
  CHECK(document.at("passages") == asked.answer.passages);
  CHECK(document.at("results").size() == 4);
  CHECK(document.at("results").at(0).at("rank") == 2);
  CHECK(document.at("results").at(0).at("topic") == "t");
  CHECK(document.at("facets").size() == 2);
  std::string lines;
  for (const char* part : {"results", "facets"}) {
    for (const auto& object : document.at(part)) lines += cli::line(object);
  }
  CHECK(asked.print([](cli::Printer& printer) { printer.jsonl(); }, look) == lines);
}

TEST_CASE("cli/printer: nothing found is a document, too") {
  Asked asked("xylophone");
  const auto document = cli::Json::parse(asked.print([](cli::Printer& one) { one.json(); }));
  CHECK(document.at("results") == cli::Json::array());
  CHECK_FALSE(document.contains("facets"));
  CHECK(asked.print([](cli::Printer& one) { one.jsonl(); }) == "");
  CHECK(asked.print([](cli::Printer& one) { one.text(); }) == "0 passages in 0 articles\n");
}

TEST_CASE("cli/printer: rows and ids are those of the hits") {
  Asked asked("oil", {.limit = 3});
  std::string rows = "id\n", ids;
  for (const search::Hit& hit : asked.answer.ranking.hits) {
    rows += store::passage_id(hit.article_id, hit.number) + '\n';
    ids += store::passage_id(hit.article_id, hit.number) + '\0';
  }
  cli::Look look;
  look.fields = {"id"};
  CHECK(asked.print([](cli::Printer& one) { one.rows(cli::tsv_row); }, look) == rows);
  CHECK(asked.print([](cli::Printer& one) { one.ids('\0'); }) == ids);
}

TEST_CASE("cli/printer: a hint at more is given where there is more, and only if wanted") {
  const auto end = [](search::RankOptions rank, bool hint) {
    Asked asked("oil OR gas OR wheat OR crude OR price", rank);
    cli::Look look;
    look.offset = rank.offset;
    look.fold = rank.fold;
    look.hint = hint;
    return last_line(asked.print([](cli::Printer& one) { one.text(); }, look));
  };
  constexpr char hint[] = "; --all or -n N shows more\n";
  CHECK(end({.limit = 3}, true).ends_with(hint));
  CHECK_FALSE(end({.limit = 3}, false).ends_with(hint));
  CHECK_FALSE(end({.limit = 1000}, true).ends_with(hint));
  CHECK_FALSE(end({.offset = 3, .limit = 1000}, true).ends_with(hint));
  CHECK_FALSE(end({.limit = 0}, true).ends_with(hint));
  CHECK(end({.limit = 3, .fold = true}, true).ends_with(hint));
  CHECK_FALSE(end({.limit = 1000, .fold = true}, true).ends_with(hint));
}
