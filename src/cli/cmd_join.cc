// dateline join: databases made elsewhere become one.
#include "base/error.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "indexing/join.hh"
#include "store/manifest.hh"

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("quiet,q", po::bool_switch(), "no summary");
}

int run(const Arguments& arguments) {
  if (arguments.rest.empty())
    throw base::Error(base::Code::Usage, "no database to take in is named",
                      "dateline join -d DB PART…");
  const std::filesystem::path path = database_path(arguments);
  // All of them are looked at before any is copied.
  for (const std::string& part : arguments.rest) store::read_manifest(part);
  for (const std::string& part : arguments.rest) {
    const indexing::JoinCounts counts = indexing::join(path, part);
    if (arguments.flag("quiet")) continue;
    put(fmt::format("{}: {} added, {} replaced, {} unchanged; {}\n", printable(part),
                    counted(counts.added, "article"), grouped(counts.replaced),
                    grouped(counts.unchanged), counted(counts.segments, "segment")));
  }
  return 0;
}

}  // namespace

const Command join_command{
    "join",
    "take databases made elsewhere into one",
    "[-d DB] PART…",
    "Copies the segments of finished databases, such as those of  dateline index --shard I/N, into "
    "DB, which\nis made if it is not there. They must have been made by the same program with the "
    "same data.\nArticles that are there already are left alone; changed ones replace their old "
    "version.\n\n"
    "  dateline join -d news.db part1.db part2.db\n",
    options,
    run};

}  // namespace dateline::cli
