// How fast the tagger is: articles of a corpus, analysed and tagged, on one core.
//
// usage: bench_tagger PATH…
// Prints megabytes of text (title and body) per CPU second for the tokenizer alone, with the pieces of the tagger, with
// one stage and with both; the best of five runs each, corpus in memory.
#include "corpus/reader.hh"
#include "entity/finder.hh"
#include "entity/gazetteer_files.hh"
#include "entity/model_tagger.hh"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

using namespace dateline;

namespace {

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int count, char** values) {
  std::vector<std::pair<std::string, std::string>> articles;
  std::size_t bytes = 0;
  corpus::ReadCounts counts;
  corpus::read_corpus(
      {values + 1, values + count}, {}, counts, [](const base::Issue&) {},
      [&](corpus::Article& article) {
        bytes += article.title.size() + article.body.size();
        articles.emplace_back(std::move(article.title), std::move(article.body));
        return true;
      });
  if (articles.empty()) {
    std::fputs("usage: bench_tagger PATH…\n", stderr);
    return 2;
  }
  std::printf("%zu articles, %.1f MB of text\n", articles.size(), static_cast<double>(bytes) / 1e6);
  const entity::Gazetteer& gazetteer = entity::standard_gazetteer();
  const auto one = entity::make_tagger(entity::standard_model(), gazetteer, 1);
  const auto two = entity::make_tagger(entity::standard_model(), gazetteer, 2);
  text::Analysis title, body;
  entity::Pieces pieces;
  std::vector<entity::Mention> mentions;
  const auto run = [&](const char* what, auto work) {
    double best = 1e9;
    std::size_t found = 0;
    for (int round = 0; round < 5; ++round) {
      found = 0;
      const double begin = cpu_seconds();
      for (const auto& [headline, text] : articles) {
        text::analyse_line(headline, title);
        text::analyse(text, body);
        found += work(entity::TaggerInput{headline, title, text, body});
      }
      best = std::min(best, cpu_seconds() - begin);
    }
    std::printf("%-28s %6.2f MB/s, %zu\n", what, static_cast<double>(bytes) / 1e6 / best, found);
  };
  run("tokens and sentences", [&](const entity::TaggerInput&) { return body.tokens.size(); });
  run("… and pieces", [&](const entity::TaggerInput& input) {
    pieces.assign(input);
    return pieces.items.size();
  });
  for (const auto& [what, tagger] : {std::pair("… and mentions, one stage", one.get()),
                                     {"… and mentions, two stages", two.get()}}) {
    run(what, [&, tagger = tagger](const entity::TaggerInput& input) {
      tagger->tag(input, mentions);
      return mentions.size();
    });
  }
  return 0;
}
