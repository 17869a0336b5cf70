// Results and marks of a session into files.
#include "base/ascii.hh"
#include "base/error.hh"
#include "cli/articles.hh"
#include "cli/marks_file.hh"
#include "cli/opened.hh"
#include "cli/output.hh"
#include "cli/session.hh"
#include "cli/to_file.hh"
#include "cli/words.hh"

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

using Words = std::vector<std::string>;

[[noreturn]] void usage(const std::string& message, const std::string& hint = {}) {
  throw base::Error(base::Code::Usage, message, hint);
}

std::string format_of(const std::string& file) {
  if (const auto format = export_format(file)) return *format;
  const std::string ending = std::filesystem::path(file).extension().string();
  usage(fmt::format("'{}' is no kind of file that can be exported", ending.empty() ? file : ending),
        ".json .jsonl .csv .tsv .run .ids .txt and .html are");
}

}  // namespace

std::optional<std::string> export_format(const std::string& file) {
  static const std::map<std::string, std::string> formats = {
      {".json", "json"}, {".jsonl", "jsonl"}, {".csv", "csv"}, {".tsv", "tsv"},
      {".run", "trec"},  {".trec", "trec"},   {".ids", "ids"}, {".txt", "text"},
      {".html", "html"}, {".htm", "html"}};
  const auto found =
      formats.find(base::lower_ascii(std::filesystem::path(file).extension().string()));
  if (found == formats.end()) return std::nullopt;
  return found->second;
}

void require_page(const std::string& file) {
  const auto format = export_format(file);
  if (format == "html") return;
  usage("a report is a page: its file ends in .html",
        format ? fmt::format("export {}  writes the passages", cli::quoted(file)) : "");
}

void Session::export_marks(const std::string& file, const std::string& format) {
  const auto database = open_database(database_);
  std::vector<Kept> kept;
  for (const Marked& one : marks_) {
    const auto found = find_id(*database, one.id);
    if (!found) usage(fmt::format("'{}' is no longer in the database", printable(one.id)));
    const store::ArticleRow& row =
        database->segment(found->segment).text.articles()[found->article];
    search::Hit hit;
    hit.passage = {found->segment, row.first_passage + found->passage - 1};
    hit.article_id = one.id.substr(0, one.id.rfind('#'));
    hit.number = found->passage;
    hit.score = one.score;
    kept.push_back({std::move(hit), one.query, one.how(), one.note});
  }
  const Words line = search_words(step_);
  const QueryOptions meaning = query_options(parse(search_command, {line.begin() + 1, line.end()}));
  to_file(file, [&] { put_kept(kept, *database, meaning, format); });
  unexported_ = false;
  last_.clear();
  no_line_ = "marks have no command line: each was found by a query of its own";
  put(fmt::format("wrote {} to {}\n", counted(marks_.size(), "passage"), printable(file)));
}

void Session::export_to(Words words, bool anew) {
  if (const auto force = std::find(words.begin(), words.end(), "--force"); force != words.end()) {
    words.erase(force);
    anew = true;
  }
  const bool marked = !words.empty() && words.front() == "marks";
  if (marked) words.erase(words.begin());
  if (words.empty() || words.size() > 2)
    usage("no file is named", "export FILE [N]  or  export marks FILE; its ending says the format");
  std::string& file = words.front();
  if (const char* home = std::getenv("HOME"); home != nullptr && file.starts_with("~/"))
    file.replace(0, 1, home);
  if (words.size() > 1 && !export_format(file) && export_format(words[1]))
    usage("a file's name has a blank in it", "put it in quotes: export \"a b.csv\"");
  const std::string format = format_of(file);
  std::error_code ignored;
  if (!anew && std::filesystem::is_regular_file(file, ignored))
    usage(fmt::format("'{}' is there already", printable(file)),
          fmt::format("export! {}{}  writes it anew", marked ? "marks " : "", cli::quoted(file)));
  if (marked && marks_.empty()) usage("nothing is marked", "mark 3  marks the third result");
  if (marked) {
    if (format == "json" || words.size() > 1)
      usage("marks can be exported as .jsonl .csv .tsv .run .ids .txt or .html");
    return export_marks(file, format);
  }
  require_answer();
  const std::string limit = words.size() == 2 ? words[1] : "";
  if (limit.size() > 9 || limit.find_first_not_of("0123456789") != std::string::npos)
    usage(fmt::format("'{}' is no number of passages", limit));
  if (format == "html") {
    Words line = {"report", "-o", file};
    if (!limit.empty()) line.insert(line.end(), {"-n", limit});
    return program(line, true);
  }
  Step step = step_;
  step.offset = 0;
  step.settings.erase("limit");
  if (format != "json" && format != "jsonl" && format != "text") {
    for (const char* name : {"facets", "facet-limit", "facet-match", "count"})
      step.settings.erase(name);
  }
  Words line = search_words(step);
  const Words options = limit.empty() ? Words{"--format", format, "--all"}
                                      : Words{"--format", format, "--limit", limit};
  line.insert(line.begin() + 1, options.begin(), options.end());
  to_file(file, [&] { cli::run(line); });
  last_ = line;
  const std::uint64_t all = step_.settings.contains("fold") ? answer_->articles : answer_->passages;
  const std::uint64_t wanted = limit.empty() ? all : std::stoull(limit.substr(0, 18));
  put(fmt::format(
      "wrote {} to {}\n",
      counted(std::min(all, wanted), step_.settings.contains("fold") ? "article" : "passage"),
      printable(file)));
}

}  // namespace dateline::cli
