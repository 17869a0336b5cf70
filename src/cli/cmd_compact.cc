// dateline compact: few segments, and nothing in them that was deleted.
#include "base/error.hh"
#include "cli/json.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "indexing/publisher.hh"

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()(
      "self-contained", po::bool_switch(),
      "write segments that need no files but Xapian's own, as `dateline index` does")(
      "quiet,q", po::bool_switch(), "no summary")(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text or json");
  add_json_options(options);
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json"});
  require_json_version(arguments);
  if (!arguments.rest.empty())
    throw base::Error(base::Code::Usage, "compact takes no argument", "dateline compact -d DB");
  const std::filesystem::path path = database_path(arguments);
  indexing::Publisher publisher(path, store::read_manifest(path).fingerprint);
  const indexing::CompactCounts counts = publisher.compact(arguments.flag("self-contained"));
  if (format == "json") {
    Json out;
    out["format"] = json_format;
    out["type"] = "compaction";
    out["segments_before"] = counts.segments_before;
    out["segments"] = counts.segments;
    out["dropped_articles"] = counts.dropped;
    out["size_bytes_before"] = counts.bytes_before;
    out["size_bytes"] = counts.bytes;
    put(line(out));
  } else if (!arguments.flag("quiet")) {
    put(fmt::format("{} before, {} now; {} dropped; {:.1f} MB before, {:.1f} MB now\n",
                    counted(counts.segments_before, "segment"), counts.segments,
                    counted(counts.dropped, "deleted article"),
                    static_cast<double>(counts.bytes_before) / 1e6,
                    static_cast<double>(counts.bytes) / 1e6));
  }
  return 0;
}

}  // namespace

const Command compact_command{
    "compact",
    "merge a database's segments and drop what was deleted",
    "[-d DB]",
    "Merges all segments into one (into several of up to 500,000 passages each, if there are "
    "more).\n"
    "Afterwards no deleted or replaced article counts in the statistics that weights are made "
    "of.\nSearching goes on meanwhile; the disk needs room for the old and the new segments.\n",
    options,
    run};

}  // namespace dateline::cli
