// dateline annotate: what analysis sees in articles, without indexing anything.
#include "base/error.hh"
#include "cli/annotation.hh"
#include "cli/command.hh"
#include "cli/options.hh"
#include "cli/terminal.hh"
#include "corpus/reader.hh"
#include "indexing/annotate.hh"
#include "indexing/entities.hh"

#include <cstdio>

#include <unistd.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  options.add_options()("format", po::value<std::string>()->value_name("text|jsonl"),
                        "of the output; text on a terminal, else jsonl")(
      "input", po::value<std::string>()->default_value("")->value_name("NAME"),
      "read the input as this format instead of looking, as index --format does")(
      "strict", po::bool_switch(), "stop at the first bad record")("day-first", po::bool_switch(),
                                                                   "read 03/04/2022 as 3 April");
  add_color_option(options);
}

bool write(const std::string& text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
}

int run(const Arguments& arguments) {
  if (arguments.rest.empty())
    throw base::Error(base::Code::Usage, "nothing to annotate is named", "dateline annotate PATH…");
  bool as_text = is_terminal(STDOUT_FILENO);
  if (arguments.given("format")) {
    const auto& format = arguments.get<std::string>("format");
    require_choice("format", format, {"text", "jsonl"});
    as_text = format == "text";
  }
  const bool color = use_color(arguments.get<std::string>("color"));
  corpus::ReadOptions read;
  read.format = arguments.get<std::string>("input");
  temporal::DateOptions dates;
  dates.day_first = arguments.flag("day-first");
  const bool strict = arguments.flag("strict");
  corpus::ReadCounts counts;
  const base::IssueSink issues = [&](const base::Issue& issue) {
    if (strict && !issue.repaired)
      throw base::Error(base::Code::Input, issue.message, {},
                        issue.file + (issue.line > 0 ? ":" + std::to_string(issue.line) : ""));
    std::fputs(("warning: " + printable(issue.text()) + '\n').c_str(), stderr);
  };
  indexing::Annotator annotator(schema::Schema::standard(), indexing::make_tagger(), dates);
  store::AnalysedArticle analysed;
  if (as_text && !write(annotation_legend(color))) return 0;
  corpus::read_corpus(arguments.rest, read, counts, issues, [&](corpus::Article& article) {
    analysed.article = std::move(article);
    annotator.annotate(analysed);
    return write(as_text ? annotation_text(analysed, annotator.mentions(), color)
                         : annotation_json(analysed, annotator.mentions()));
  });
  return counts.issues > 0 ? 2 : counts.articles > 0 ? 0 : 1;
}

}  // namespace

const Command annotate_command{
    "annotate",
    "show what analysis sees: names, dates, sentences, passages",
    "[OPTION…] PATH…",
    "Reads files, folders, archives and compressed files; - is standard input. Nothing is\n"
    "indexed. JSON Lines come in the order of the input, one an article; begin and end are\n"
    "bytes of its body.\n"
    "\nExit status: 0 articles were read, 1 there were none, 2 something could not be read.\n\n"
    "  dateline annotate --format jsonl articles.jsonl\n"
    "  dateline annotate report.txt\n",
    options,
    run};

}  // namespace dateline::cli
