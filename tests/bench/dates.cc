// How fast dates are found: articles of a corpus, analysed beforehand, on one core.
//
// usage: bench_dates PATH…
// Prints megabytes of body per CPU second for finding and resolving, tokens given, and for analysis
// alone; the best of five runs, corpus in memory.
#include "corpus/reader.hh"
#include "temporal/published.hh"
#include "temporal/resolve.hh"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

using namespace dateline;

namespace {

struct Given {
  std::string body;
  std::optional<temporal::Day> published;
  text::Analysis analysis;
};

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int count, char** values) {
  std::vector<Given> articles;
  std::size_t bytes = 0;
  corpus::ReadCounts counts;
  corpus::read_corpus(
      {values + 1, values + count}, {}, counts, [](const base::Issue&) {},
      [&](corpus::Article& article) {
        bytes += article.body.size();
        const auto published = temporal::parse_published(article.published, {});
        articles.push_back({std::move(article.body), {}, {}});
        if (published) articles.back().published = published->day;
        return true;
      });
  if (articles.empty()) {
    std::fputs("usage: bench_dates PATH…\n", stderr);
    return 2;
  }
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::printf("%zu articles, %.1f MB of bodies\n", articles.size(), megabytes);
  temporal::DayFinder finder(temporal::Grammar::english());
  std::vector<temporal::MentionedDay> days;
  double analysing = 1e9, finding = 1e9;
  std::size_t found = 0;
  for (int round = 0; round < 5; ++round) {
    double begin = cpu_seconds();
    for (Given& article : articles) text::analyse(article.body, article.analysis);
    analysing = std::min(analysing, cpu_seconds() - begin);
    begin = cpu_seconds();
    found = 0;
    for (const Given& article : articles) {
      finder.find(article.body, article.analysis, article.published, days);
      found += days.size();
    }
    finding = std::min(finding, cpu_seconds() - begin);
  }
  std::printf("analysis           %7.1f MB/s\n", megabytes / analysing);
  std::printf("dates, tokens given %6.1f MB/s, %zu found\n", megabytes / finding, found);
  return 0;
}
