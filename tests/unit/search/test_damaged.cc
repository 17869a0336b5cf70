#include "base/error.hh"
#include "indexed.hh"
#include "search/highlight.hh"
#include "store/segment.hh"
#include "support/read_all.hh"

#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;

TEST_CASE("search/damaged: a forward file with flipped bytes gives an error or a result") {
  auto docs = support::random_docs(12, 3, 4, 60);
  const Indexed indexed(docs);
  const std::string path =
      indexed.dir.path("news.db/" + indexed.database().segment(0).name + "/" + store::forward_name);
  std::string whole;
  {
    std::ifstream in(path, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(in), {});
  }
  REQUIRE(whole.size() > 1000);
  search::RankOptions options{.offset = 0, .limit = 5};
  options.weighting = search::Weighting{.article = 0.5, .proximity = 0.5};
  options.feedback = search::Feedback{};
  unsigned state = 5;
  int answers = 0, errors = 0;
  for (int round = 0; round < 400; ++round) {
    std::string damaged = whole;
    for (int i = 0; i < 1 + round % 4; ++i) {
      state = state * 1103515245 + 12345;
      const unsigned high = state >> 16;
      state = state * 1103515245 + 12345;
      const std::size_t at = ((high << 15) ^ (state >> 16)) % damaged.size();
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << high % 8));
    }
    // Written anew, so that no file that is mapped changes.
    std::filesystem::remove(path);
    std::ofstream(path, std::ios::binary) << damaged;
    try {
      const store::Database database = indexed.database();
      for (const char* query :
           {"oil NEAR/5 (gas \"crude oil\") /s price", "lead:(oil /p the) first30(pri*)",
            "article(atleast3(oil OR whea*)) words:..200", "title:(oil NOT/s gas) =oil",
            "\"oil gas\" OR \"end oil*\""}) {
        const search::Plan plan = support::plan(query, database);
        const search::Ranking found = search::rank(plan, database, options);
        search::Highlighter highlighter(plan, database);
        for (const search::Hit& hit : found.hits) {
          const auto& text = database.segment(hit.passage.segment).text;
          highlighter.passage(hit.passage, text.passage(hit.passage.ordinal));
          highlighter.title(hit.passage.segment, text.passages()[hit.passage.ordinal].article, "");
        }
        ++answers;
      }
    } catch (const base::Error& failure) {
      CHECK(failure.code() == base::Code::Database);
      ++errors;
    }
  }
  CHECK(answers > 100);
  CHECK(errors > 10);
}
