// dateline read: what the readers see.
#include "base/error.hh"
#include "cli/command.hh"
#include "cli/json.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "corpus/reader.hh"
#include "temporal/published.hh"

#include <cstdio>

#include <unistd.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_read_options(options);
  options.add_options()("strict", po::bool_switch(), "stop at the first bad record")(
      "day-first", po::bool_switch(), "read 03/04/2022 as 3 April");
  add_json_options(options);
}

Json article_json(const corpus::Article& article, const temporal::DateOptions& dates) {
  Json out;
  out["format"] = json_format;
  out["type"] = "record";
  out["id"] = article.id;
  const auto published = temporal::parse_published(article.published, dates);
  add_metadata(article, published ? published->iso() : std::string(), out);
  if (!article.published.empty()) {
    Json date;
    date["raw"] = article.published;
    date["origin"] = corpus::name(article.published_origin);
    if (published) {
      date["precision"] = temporal::name(published->precision);
      date["zone"] = temporal::name(published->zone);
    }
    out["published_as"] = std::move(date);
  }
  if (!article.modified.empty()) out["modified"] = article.modified;
  out["body"] = article.body;
  out["file"] = article.file;
  out["offset"] = article.offset;
  out["length"] = article.length;
  if (article.line > 0) out["line"] = article.line;
  return out;
}

int run(const Arguments& arguments) {
  if (arguments.rest.empty())
    throw base::Error(base::Code::Usage, "nothing to read is named", "dateline read PATH…");
  require_json_version(arguments);
  const bool strict = arguments.flag("strict");
  temporal::DateOptions dates;
  dates.day_first = arguments.flag("day-first");
  corpus::ReadCounts counts;
  const base::IssueSink issues = [&](const base::Issue& issue) {
    if (strict && !issue.repaired)
      throw base::Error(base::Code::Input, issue.message, {},
                        issue.file + (issue.line > 0 ? ":" + std::to_string(issue.line) : ""));
    std::fputs(("warning: " + printable(issue.text()) + '\n').c_str(), stderr);
  };
  corpus::read_corpus(arguments.rest, read_options(arguments), counts, issues,
                      [&](corpus::Article& article) {
                        const std::string text = line(article_json(article, dates));
                        return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
                      });
  return counts.issues > 0 ? 2 : counts.articles > 0 ? 0 : 1;
}

}  // namespace

const Command read_command{
    "read",
    "show what the readers see: one JSON line an article",
    "[OPTION…] PATH…",
    "Reads files, folders, archives and compressed files; - is standard input.\n"
    "\nExit status: 0 articles were read, 1 there were none, 2 something could not be read.\n",
    options,
    run};

}  // namespace dateline::cli
