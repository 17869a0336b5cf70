// How long queries take in one warm process on one thread.
//
// usage: query_latency DB [--queries N] [--seed N] [--only TEXT] [--slowest N] [--json FILE]
//                      [--list]
//
// Each class has N queries (200), drawn from the database (query_classes.hh). A query is run once
// untimed, then three times; the median counts. Time is that of understanding the query, ranking
// ten passages, counting all that match and, where the class says so, counting facets or reading the
// results; not that of printing. `cpu` is processor time, which other work on the machine disturbs
// less. --only leaves out classes whose name does not hold TEXT; --slowest shows the slowest N
// queries of each class; --list prints the queries and ends. A query that the language refuses is
// counted, not timed.
#include "base/error.hh"
#include "cli/query.hh"
#include "cli/results.hh"
#include "query_classes.hh"
#include "schema/field.hh"
#include "search/facet.hh"
#include "search/rank.hh"
#include "store/database.hh"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace {

using namespace dateline;
using Json = nlohmann::ordered_json;

constexpr int timed_runs = 3;
constexpr std::size_t results_wanted = 10;
constexpr std::size_t facet_values = 10;

/// What a search of a session does, without printing. out: number of passages that match
std::uint64_t answer(const std::string& query, const bench::QueryClass& kind,
                     const store::Database& database) {
  static cli::QueryOptions meaning{{}, {}, search::standard_aliases(), {}};
  const cli::Understood understood = cli::understand(query, database, meaning);
  meaning.names = understood.names;
  search::RankOptions options;
  options.limit = results_wanted;
  const search::Ranking ranking = search::rank(understood.plan, database, options);
  const std::uint64_t passages = ranking.matches->passages();
  if (!kind.facets.empty()) {
    search::count_facets(*ranking.matches, database, schema::Schema::standard(), kind.facets,
                         facet_values, search::CountBy::Passages, understood.names.get());
  }
  if (kind.load) {
    search::Highlighter highlighter(understood.plan, database);
    search::EntityReader entities(database, understood.names.get());
    for (std::size_t i = 0; i < ranking.hits.size(); ++i)
      cli::load_result(database, ranking.hits[i], i + 1, highlighter, entities);
  }
  return passages;
}

/// One query's times: medians of the runs; processor time is of this thread.
struct Sample {
  double wall_ms = 0, cpu_ms = 0, hits = 0;
  std::string query;
};

/// Times of one class, the fastest first.
/// refusal: the first message, if queries were refused
struct Timing {
  std::vector<Sample> samples;
  std::size_t refused = 0;
  std::string refusal;

  std::vector<double> sorted(double Sample::*value) const {
    std::vector<double> values;
    for (const Sample& sample : samples) values.push_back(sample.*value);
    std::sort(values.begin(), values.end());
    return values;
  }
};

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median(std::array<double, timed_runs> runs) {
  std::nth_element(runs.begin(), runs.begin() + timed_runs / 2, runs.end());
  return runs[timed_runs / 2];
}

Sample time_query(const std::string& query, const bench::QueryClass& kind,
                  const store::Database& database) {
  using Clock = std::chrono::steady_clock;
  Sample sample;
  sample.query = query;
  sample.hits = static_cast<double>(answer(query, kind, database));
  std::array<double, timed_runs> wall{}, cpu{};
  for (int run = 0; run < timed_runs; ++run) {
    const Clock::time_point start = Clock::now();
    const double cpu_start = cpu_ms();
    answer(query, kind, database);
    cpu[run] = cpu_ms() - cpu_start;
    wall[run] = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  }
  sample.wall_ms = median(wall);
  sample.cpu_ms = median(cpu);
  return sample;
}

Timing time_class(const bench::QueryClass& kind, const store::Database& database) {
  Timing timing;
  for (const std::string& query : kind.queries) {
    try {
      timing.samples.push_back(time_query(query, kind, database));
    } catch (const base::Error& error) {
      if (error.code() != base::Code::Query) throw;
      if (timing.refused++ == 0) timing.refusal = query + ": " + error.what();
    }
  }
  std::stable_sort(timing.samples.begin(), timing.samples.end(),
                   [](const Sample& a, const Sample& b) { return a.wall_ms < b.wall_ms; });
  return timing;
}

/// Nearest-rank percentile. in: sorted, not empty
double percentile(const std::vector<double>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

constexpr std::array columns{"p50_ms",     "p90_ms",     "p99_ms",   "max_ms",   "mean_ms",
                             "cpu_p50_ms", "cpu_p99_ms", "hits_p50", "hits_mean"};

Json report(const bench::QueryClass& kind, const Timing& timing, std::size_t slowest) {
  Json row = {{"class", kind.name}, {"queries", kind.queries.size()}, {"refused", timing.refused}};
  if (timing.samples.empty()) {
    fmt::print("{:20} {}\n", kind.name, timing.refused > 0 ? "refused" : "no queries");
  } else {
    const std::vector<double> wall = timing.sorted(&Sample::wall_ms);
    const std::vector<double> cpu = timing.sorted(&Sample::cpu_ms);
    const std::vector<double> hits = timing.sorted(&Sample::hits);
    const std::array<double, columns.size()> values{percentile(wall, 0.5),
                                                    percentile(wall, 0.9),
                                                    percentile(wall, 0.99),
                                                    wall.back(),
                                                    mean(wall),
                                                    percentile(cpu, 0.5),
                                                    percentile(cpu, 0.99),
                                                    percentile(hits, 0.5),
                                                    mean(hits)};
    fmt::print("{:20} {:7} {:7}", kind.name, kind.queries.size(), timing.refused);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      row[columns[i]] = values[i];
      fmt::print(" {:10.{}f}", values[i], std::string_view(columns[i]).ends_with("ms") ? 2 : 0);
    }
    fmt::print("\n");
  }
  for (std::size_t i = 0; i < std::min(slowest, timing.samples.size()); ++i) {
    const Sample& sample = timing.samples[timing.samples.size() - 1 - i];
    fmt::print("    {:.2f} ms, {:.0f} hits: {}\n", sample.wall_ms, sample.hits, sample.query);
  }
  if (timing.refused > 0) {
    row["refusal"] = timing.refusal;
    fmt::print(stderr, "{}: the first that was refused: {}\n", kind.name, timing.refusal);
  }
  std::fflush(stdout);
  return row;
}

struct Options {
  std::string database, only, json;
  std::size_t queries = 200, slowest = 0;
  std::uint64_t seed = 1987;
  bool list = false;
};

Options read_options(int count, char** arguments) {
  const std::string usage =
      "query_latency DB [--queries N] [--seed N] [--only TEXT] [--slowest N] [--json FILE] "
      "[--list]";
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string name = arguments[i];
    const auto value = [&] {
      if (++i >= count) throw base::Error(base::Code::Usage, name + " needs a value", usage);
      return std::string(arguments[i]);
    };
    if (name == "--queries") {
      options.queries = std::stoul(value());
    } else if (name == "--slowest") {
      options.slowest = std::stoul(value());
    } else if (name == "--seed") {
      options.seed = std::stoull(value());
    } else if (name == "--only") {
      options.only = value();
    } else if (name == "--json") {
      options.json = value();
    } else if (name == "--list") {
      options.list = true;
    } else if (name.starts_with("-") || !options.database.empty()) {
      throw base::Error(base::Code::Usage, "unknown argument " + name, usage);
    } else {
      options.database = name;
    }
  }
  if (options.database.empty()) throw base::Error(base::Code::Usage, "no database given", usage);
  return options;
}

void run(const Options& options) {
  const store::Database database(options.database);
  std::vector<bench::QueryClass> classes =
      bench::draw_queries(database, options.queries, options.seed);
  std::erase_if(
      classes, [&](const auto& kind) { return kind.name.find(options.only) == std::string::npos; });
  if (options.list) {
    for (const bench::QueryClass& kind : classes)
      for (const std::string& query : kind.queries) fmt::print("{}\t{}\n", kind.name, query);
    return;
  }
  fmt::print("{} articles, {} passages, {} segments\n", database.live_articles(),
             database.live_passages(), database.segments().size());
  fmt::print("{:20} {:>7} {:>7}", "class", "queries", "refused");
  for (const char* column : columns) fmt::print(" {:>10}", column);
  fmt::print("\n");
  Json rows = Json::array();
  for (const bench::QueryClass& kind : classes)
    rows.push_back(report(kind, time_class(kind, database), options.slowest));
  if (!options.json.empty()) {
    const Json out = {{"articles", database.live_articles()},
                      {"passages", database.live_passages()},
                      {"segments", database.segments().size()},
                      {"seed", options.seed},
                      {"classes", rows}};
    std::ofstream(options.json) << out.dump(1) << '\n';
  }
}

}  // namespace

int main(int count, char** arguments) {
  try {
    run(read_options(count, arguments));
    return 0;
  } catch (const base::Error& error) {
    std::fputs(error.report().c_str(), stderr);
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
  }
  return 2;
}
