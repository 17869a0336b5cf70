// dateline index: read corpora into a database.
#include "base/error.hh"
#include "base/interrupt.hh"
#include "cli/command.hh"
#include "cli/options.hh"
#include "cli/progress.hh"
#include "cli/terminal.hh"
#include "indexing/indexer.hh"
#include "temporal/date_query.hh"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace dateline::cli {
namespace {

std::atomic<bool> stop_requested{false};

/// Once: finish what was read. Twice: end at once, leaving the database as last published.
void on_interrupt(int) {
  if (stop_requested.exchange(true)) ::_exit(130);
  base::interrupt();  // for who waits for standard input
  static const char message[] =
      "\ninterrupted: finishing what was read; once more to stop at once\n";
  [[maybe_unused]] const ssize_t ignored = ::write(STDERR_FILENO, message, sizeof message - 1);
}

void options(po::options_description& options) {
  add_database_option(options);
  add_read_options(options);
  options.add_options()("strict", po::bool_switch(),
                        "stop at the first bad record; what was read before is kept")(
      "day-first", po::bool_switch(), "read 03/04/2022 as 3 April")(
      "stemmer", po::value<std::string>()->default_value("")->value_name("LANGUAGE"),
      "Snowball stemmer of a new database, or none; english if not given")(
      "no-entities", po::bool_switch(),
      "find no persons, organisations and places: twice as fast; for a new database")(
      "memory", po::value<std::int64_t>()->default_value(384)->value_name("MB"),
      "memory to stay within, roughly; with more, segments are larger and fewer")(
      "jobs,j", po::value<std::int64_t>()->default_value(0)->value_name("N"),
      "analysing threads; 0: one a core")("dry-run", po::bool_switch(),
                                          "read and compare with the database, write nothing")(
      "reread", po::bool_switch(),
      "also read files that were read before and have not changed since")(
      "since", po::value<std::string>()->value_name("DATE"),
      "leave out articles published before it: 2022-03, 2022-03-01, yesterday, \"2 weeks ago\"")(
      "watch", po::bool_switch(),
      "then look again and again for files that are new or have changed, until Ctrl-C")(
      "interval", po::value<std::int64_t>()->default_value(2)->value_name("SECONDS"),
      "between two looks of --watch; a file is read when it has rested for so long")(
      "shard", po::value<std::string>()->value_name("I/N"),
      "take only the I-th of N parts of the articles, cut by their ids; dateline join brings the "
      "parts together")(
      "self-contained", po::bool_switch(),
      "write segments that need no files but Xapian's own: text in document data, positions; for "
      "xapian-tcpsrv and other tools")("quiet,q", po::bool_switch(), "no progress, no summary")(
      "stats", po::value<std::string>()->value_name("json"),
      "print the summary as JSON on standard output");
}

/// Bad records are shown as they come, but not without end.
class IssuePrinter {
 public:
  IssuePrinter(bool strict, Progress& progress) : strict_(strict), progress_(progress) {}

  void operator()(const base::Issue& issue) {
    if (strict_ && !issue.repaired)
      throw base::Error(base::Code::Input, issue.text(),
                        "without --strict bad records are skipped");
    constexpr std::uint64_t most = 100;
    if (++shown_ > most) return;
    progress_.clear();
    std::fputs(("warning: " + printable(issue.text()) + '\n').c_str(), stderr);
    if (shown_ == most) std::fputs("warning: further bad records are counted, not shown\n", stderr);
  }

 private:
  bool strict_;
  Progress& progress_;
  std::uint64_t shown_ = 0;
};

/// The first day of what --since names.
temporal::Day first_day(const std::string& text) {
  const auto days = temporal::parse_days(text, temporal::QueryClock::system());
  if (const auto* error = std::get_if<temporal::DateError>(&days))
    throw base::Error(base::Code::Usage, fmt::format("--since '{}': {}", text, error->message),
                      error->hint);
  const auto& first = std::get<temporal::QueryDays>(days).first;
  if (!first)
    throw base::Error(base::Code::Usage, fmt::format("--since '{}' has no first day", text));
  return *first;
}

/// `2/3`: the second of three.
void take_shard(const std::string& text, indexing::IndexOptions& options) {
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, options.shard);
  const bool slash = first.ec == std::errc() && first.ptr != end && *first.ptr == '/';
  const auto second =
      slash ? std::from_chars(first.ptr + 1, end, options.shards) : std::from_chars_result{};
  if (!slash || second.ec != std::errc() || second.ptr != end || options.shard == 0 ||
      options.shard > options.shards || options.shards > 100'000)
    throw base::Error(base::Code::Usage, fmt::format("'{}' is no shard", text),
                      "--shard 2/3 is the second of three");
}

int run(const Arguments& arguments) {
  indexing::IndexOptions options;
  options.database = database_path(arguments);
  options.paths = arguments.rest;
  options.read = read_options(arguments);
  options.dates.day_first = arguments.flag("day-first");
  options.stemmer = arguments.get<std::string>("stemmer");
  options.entities = !arguments.flag("no-entities");
  options.self_contained = arguments.flag("self-contained");
  options.dry_run = arguments.flag("dry-run");
  options.stop = &stop_requested;
  options.reread = arguments.flag("reread");
  if (arguments.given("since")) options.since = first_day(arguments.get<std::string>("since"));
  if (arguments.given("shard")) take_shard(arguments.get<std::string>("shard"), options);
  if (arguments.flag("watch")) {
    const std::size_t interval = natural(arguments, "interval");
    if (interval == 0 || interval > 86400)
      throw base::Error(base::Code::Usage, "--interval lies between 1 and 86400");
    if (options.dry_run) throw base::Error(base::Code::Usage, "--dry-run cannot --watch");
    options.watch = std::chrono::seconds(interval);
  }
  if (options.paths.empty()) {
    throw base::Error(base::Code::Usage, "nothing to index is named", "dateline index -d DB PATH…");
  }
  const std::size_t jobs = natural(arguments, "jobs");
  options.jobs = static_cast<unsigned>(std::min<std::size_t>(jobs, 257));
  if (jobs > 256) throw base::Error(base::Code::Usage, "--jobs is at most 256");
  options.memory_bytes =
      std::uint64_t{std::min<std::size_t>(natural(arguments, "memory"), 1u << 20)} << 20;
  if (arguments.given("stats"))
    require_choice("stats", arguments.get<std::string>("stats"), {"json"});

  const bool quiet = arguments.flag("quiet");
  Progress progress(quiet);
  IssuePrinter printer(arguments.flag("strict"), progress);
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::signal(SIGPIPE, SIG_IGN);  // whoever watched the progress may leave; the work goes on
  indexing::IndexCounts before;
  options.on_commit = [&](const indexing::IndexCounts& now) {
    progress.clear();
    if (!quiet && options.watch.count() > 0)
      std::fputs(fmt::format("{} added, {} replaced; watching\n",
                             counted(now.added - before.added, "article"),
                             grouped(now.replaced - before.replaced))
                     .c_str(),
                 stderr);
    before = now;
  };
  const indexing::IndexCounts counts = indexing::index(
      options, [&](const base::Issue& issue) { printer(issue); },
      [&](const indexing::IndexCounts& now) { progress.show(now); });
  progress.clear();
  base::clear_interrupt();  // what is left to do is short

  const double elapsed = progress.elapsed_s();
  const Usage usage = Usage::now();
  if (arguments.given("stats")) std::fputs(summary_json(counts, elapsed, usage).c_str(), stdout);
  for (const std::string& note : counts.read.notes)
    std::fputs(("note: " + printable(note) + '\n').c_str(), stderr);
  if (!quiet) {
    std::fputs(summary_text(counts, elapsed, usage).c_str(), stderr);
  }
  if (counts.interrupted) {
    throw base::Error(base::Code::Interrupted,
                      "interrupted; everything read so far is in the database",
                      counts.from_input ? "" : "the same command goes on where it stopped");
  }
  if (counts.read.articles == 0 && counts.unchanged_files == 0)
    throw base::Error(base::Code::Input, "no article was found in the input");
  return counts.read.issues > 0 ? 2 : 0;
}

}  // namespace

const Command index_command{
    "index",
    "read corpora into a database",
    "[-d DB] [OPTION…] PATH…",
    "PATH is a file, a folder, an archive, any of them compressed, or - for standard input.\n"
    "Articles that are there already are left alone; changed ones replace their old version. Files "
    "that were\nread before and have not changed are not even opened.\n"
    "\nExit status: 0 all was read, 2 something could not be read, 3 the database can't be "
    "written.\n\n"
    "  dateline index -d news.db articles.jsonl.gz\n"
    "  zcat dump.gz | dateline index -d news.db --format jsonl -\n",
    options,
    run};

}  // namespace dateline::cli
