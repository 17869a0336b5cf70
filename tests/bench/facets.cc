// How long counting facets takes: p50 and p99 of counting one and three facets over the matches of
// each query.
//
//     ninja -C build tests/bench/bench_facets
//     build/tests/bench/bench_facets [--fields person,org,place] [--no-aliases] DB QUERY…
#include "cli/query.hh"
#include "schema/field.hh"
#include "search/facet.hh"
#include "search/rank.hh"
#include "store/database.hh"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

using namespace dateline;

namespace {

struct Times {
  double p50 = 0, p99 = 0;
};

template <typename Work>
Times measure(Work work) {
  using Clock = std::chrono::steady_clock;
  constexpr std::size_t warm = 5, rounds = 200;
  std::vector<double> times;
  for (std::size_t i = 0; i < warm + rounds; ++i) {
    const auto begin = Clock::now();
    work();
    const std::chrono::duration<double, std::milli> took = Clock::now() - begin;
    if (i >= warm) times.push_back(took.count());
  }
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times[times.size() * 99 / 100]};
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    parts.emplace_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return parts;
}

void run(const std::string& folder, const std::vector<std::string>& fields,
         const std::vector<std::string>& queries, bool aliases) {
  const auto nothing = std::make_shared<const search::Aliases>();
  const store::Database database(folder);
  const schema::Schema& schema = schema::Schema::standard();
  std::printf("%zu segments, %llu passages; ms, p50 / p99\n", database.segments().size(),
              static_cast<unsigned long long>(database.live_passages()));
  std::printf("%9s  %-17s  %-17s  %s\n", "matches", (fields.front() + " alone").c_str(), "all",
              "query");
  for (const std::string& text : queries) {
    const cli::QueryOptions query{{}, {}, aliases ? search::standard_aliases() : nothing, {}};
    const cli::Understood understood = cli::understand(text, database, query);
    search::RankOptions options;
    options.limit = 1;
    const search::Ranking ranking = search::rank(understood.plan, database, options);
    const search::MatchSet& matches = *ranking.matches;
    const auto count = [&](const std::vector<std::string>& wanted) {
      return measure([&] {
        search::count_facets(matches, database, schema, wanted, 10, search::CountBy::Passages,
                             understood.names.get());
      });
    };
    const Times one = count({fields.front()}), all = count(fields);
    std::printf("%9llu  %7.3f / %7.3f  %7.3f / %7.3f  %s\n",
                static_cast<unsigned long long>(matches.passages()), one.p50, one.p99, all.p50,
                all.p99, text.c_str());
  }
}

}  // namespace

int main(int count, char** words) {
  std::vector<std::string> arguments(words + 1, words + count);
  std::vector<std::string> fields{"person", "org", "place"};
  if (arguments.size() >= 2 && arguments[0] == "--fields") {
    fields = split(arguments[1]);
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  const bool aliases = arguments.empty() || arguments[0] != "--no-aliases";
  if (!aliases) arguments.erase(arguments.begin());
  if (arguments.size() < 2 || fields.empty()) {
    std::fputs("usage: bench_facets [--fields LIST] [--no-aliases] DB QUERY…\n", stderr);
    return 2;
  }
  try {
    run(arguments[0], fields, {arguments.begin() + 1, arguments.end()}, aliases);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "error: %s\n", failure.what());
    return 2;
  }
}
