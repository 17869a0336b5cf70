// dateline join: databases made elsewhere become one.
#include "base/error.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "indexing/join.hh"
#include "store/manifest.hh"
#include "store/tables.hh"

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()(
      "remote", po::value<std::vector<std::string>>()->value_name("HOST:PORT"),
      "list the self-contained segment that xapian-tcpsrv serves there; may be repeated")(
      "drop-remote", po::value<std::vector<std::string>>()->value_name("HOST:PORT"),
      "take what is served there off the list; may be repeated")("quiet,q", po::bool_switch(),
                                                                 "no summary");
}

std::vector<std::string> servers(const Arguments& arguments, const char* option) {
  if (!arguments.given(option)) return {};
  const auto& named = arguments.get<std::vector<std::string>>(option);
  for (const std::string& server : named) store::parse_server(server);
  return named;
}

void tell(const Arguments& arguments, const std::string& what, const indexing::JoinCounts& counts) {
  if (arguments.flag("quiet")) return;
  put(fmt::format("{}: {} added, {} replaced, {} unchanged; {}\n", printable(what),
                  counted(counts.added, "article"), grouped(counts.replaced),
                  grouped(counts.unchanged), counted(counts.segments, "segment")));
}

void drop(const Arguments& arguments, const std::filesystem::path& path,
          const std::vector<std::string>& dropped) {
  if (dropped.empty()) return;
  for (const std::string& server : dropped) {
    if (indexing::drop_server(path, server) == 0)
      throw base::Error(base::Code::Usage, fmt::format("'{}' is not listed", server));
    if (!arguments.flag("quiet")) put(fmt::format("{}: taken off the list\n", printable(server)));
  }
}

int run(const Arguments& arguments) {
  const std::vector<std::string> added = servers(arguments, "remote");
  const std::vector<std::string> dropped = servers(arguments, "drop-remote");
  if (arguments.rest.empty() && added.empty() && dropped.empty())
    throw base::Error(base::Code::Usage, "no database to take in is named",
                      "dateline join -d DB PART…");
  const std::filesystem::path path = database_path(arguments);
  // All of them are looked at before any is copied.
  for (const std::string& part : arguments.rest) store::read_manifest(part);
  drop(arguments, path, dropped);
  for (const std::string& part : arguments.rest) tell(arguments, part, indexing::join(path, part));
  for (const std::string& server : added)
    tell(arguments, server, indexing::join_server(path, server));
  return 0;
}

}  // namespace

const Command join_command{
    "join",
    "take databases made elsewhere into one",
    "[-d DB] [PART…]",
    "Copies the segments of finished databases, such as those of `dateline index --shard I/N`, "
    "into "
    "DB, which\nis made if it is not there. They must have been made by the same program with the "
    "same data.\nArticles that are there already are left alone; changed ones replace their old "
    "version.\n\n"
    "A segment made with `dateline index --self-contained` can stay where it is: DB then lists "
    "the\n"
    "xapian-tcpsrv that serves it, and is searched as if it were here.\n\n"
    "  dateline join -d news.db part1.db part2.db\n"
    "  dateline join -d news.db --remote archive.example:4400\n",
    options,
    run};

}  // namespace dateline::cli
