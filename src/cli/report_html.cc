#include "cli/report_html.hh"

#include "base/digest.hh"
#include "base/error.hh"
#include "cli/markup.hh"
#include "cli/report_chart.hh"
#include "store/digest.hh"
#include "store/passage.hh"
#include "text/unicode.hh"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --ink: #1b1b1f; --dim: #62626c; --line: #d9d9e0; --bar: #35618e; --mark: #ffe9a8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8ec; --dim: #a2a2ad; --line: #3a3a42; --bar: #7fb0e3; --mark: #5b4a12; } }
@media print { :root { --ink: #000; --dim: #444; --line: #bbb; --bar: #555; --mark: #eee; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 Georgia, "Times New Roman", serif; color: var(--ink); max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: .5rem 0; }
h2 { font-size: 1.15rem; border-bottom: 1px solid var(--line); margin: 2rem 0 .7rem; }
h3 { font-size: 1.05rem; margin: 0; }
.dim, figcaption, td.n, td.dim { color: var(--dim); font: 13px/1.4 system-ui, sans-serif; }
ol { list-style: none; margin: 0; padding: 0; }
li.hit { margin: 0 0 1.2rem; break-inside: avoid; }
li.hit p { margin: .2rem 0; }
mark { background: var(--mark); color: inherit; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; align-items: start; }
table { width: 100%; border-collapse: collapse; font: 14px/1.5 system-ui, sans-serif; } caption { text-align: left; font-weight: bold; } caption .dim { float: right; }
td { padding: 0; vertical-align: top; } td.n { text-align: right; padding-left: .5rem; white-space: nowrap; }
dt { font: bold 13px system-ui, sans-serif; } dd { margin: 0 0 .5rem; } code { font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; }
a { color: inherit; }
)";

/// A text with its matches marked.
std::string marked(std::string_view text, text::Span window,
                   const std::vector<text::Span>& matches) {
  std::string out;
  std::uint32_t at = window.begin;
  for (const text::Span match : matches) {
    if (match.begin < at || match.end > window.end) continue;
    out += markup_text(text.substr(at, match.begin - at));
    out += "<mark>" + markup_text(match.of(text)) + "</mark>";
    at = match.end;
  }
  return out + markup_text(text.substr(at, window.end - at));
}

/// in: how, what it was found by, where that is told
std::string hit(const Result& result, const std::string& how) {
  const corpus::Article& article = result.article;
  std::string title =
      article.title.empty()
          ? "(no headline)"
          : marked(article.title, {0, static_cast<std::uint32_t>(article.title.size())},
                   result.title_matches);
  // Another scheme could run something.
  if (article.url.starts_with("https://") || article.url.starts_with("http://"))
    title =
        fmt::format("<a href=\"{}\" rel=\"noreferrer\">{}</a>", markup_text(article.url), title);
  std::string about;
  for (const std::string& part :
       {article.source, result.published.substr(0, 10), article.dateline.place,
        store::passage_id(article.id, result.number)}) {
    if (!part.empty()) about += (about.empty() ? "" : " · ") + markup_text(part);
  }
  return fmt::format(
      "<li class=\"hit\"><h3>{}. {}</h3><p class=\"dim\">{}</p><p>{}</p>{}{}</li>\n", result.rank,
      title, about,
      marked(result.text, {0, static_cast<std::uint32_t>(result.text.size())}, result.matches),
      result.note.empty() ? "" : fmt::format("<p>Note: {}</p>", markup_text(result.note)),
      how.empty() ? "" : fmt::format("<p class=\"dim\">found by: {}</p>", markup_text(how)));
}

std::string facet_table(const search::Facet& facet) {
  std::string out = fmt::format("<table><caption>{} <span class=\"dim\">passages</span></caption>",
                                markup_text(facet.field));
  for (const search::FacetCount& value : facet.values) {
    out += fmt::format("<tr><td>{}</td><td class=\"n\">{}</td></tr>", markup_text(value.value),
                       grouped(value.passages));
  }
  if (facet.total > facet.values.size()) {
    out += fmt::format("<tr><td class=\"dim\" colspan=\"2\">and {} more</td></tr>",
                       grouped(facet.total - facet.values.size()));
  }
  return out + "</table>\n";
}

}  // namespace

std::string page_time() {
  std::time_t seconds = std::time(nullptr);
  if (const char* set = std::getenv("SOURCE_DATE_EPOCH"); set != nullptr && *set != '\0') {
    const char* const end = set + std::strlen(set);
    const auto parsed = std::from_chars(set, end, seconds);
    if (parsed.ec != std::errc() || parsed.ptr != end)
      throw base::Error(base::Code::Usage,
                        fmt::format("SOURCE_DATE_EPOCH is no number of seconds: '{}'", set));
  }
  std::tm utc{};
  char text[32] = "";
  if (::gmtime_r(&seconds, &utc) != nullptr)
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &utc);
  return text;
}

std::vector<std::pair<std::string, std::string>> origin(const std::string& made,
                                                        const store::Database& database) {
  return {{"Made", made + ", dateline " DATELINE_VERSION},
          {"Index", fmt::format("{} in {}, digest {}", counted(database.live_passages(), "passage"),
                                counted(database.live_articles(), "article"),
                                base::hex(store::logical_digest(database)))}};
}

std::string report_html(const Report& report) {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{0}</title>\n<style>{1}{2}</style></head>\n<body>\n<h1>{0}</h1>\n",
      markup_text(report.title), style, report_chart_style);
  if (!report.query.empty() && report.query != report.title)
    out += fmt::format("<p><code>{}</code></p>\n", markup_text(report.query));
  out += fmt::format("<p class=\"dim\">{} in {}{}{}</p>\n", counted(report.passages, "passage"),
                     counted(report.articles, "article"), report.made.empty() ? "" : " · made ",
                     markup_text(report.made));
  if (report.passages == 0) {
    out +=
        fmt::format("<p><strong>Nothing was found.</strong> {}</p>\n", markup_text(report.advice));
  } else {
    if (report.timeline) out += "<h2>When</h2>\n" + report_chart(*report.timeline, report.peaks);
    out += "<h2>Who and where</h2>\n<div class=\"columns\">\n";
    for (const search::Facet& facet : report.names) out += facet_table(facet);
    const std::uint64_t all = report.by_article ? report.articles : report.passages;
    const std::size_t shown = report.results.size();
    const std::string noun = report.by_article ? "articles" : "passages";
    out += fmt::format("</div>\n<h2>{}</h2>\n<ol>\n",
                       shown < all
                           ? fmt::format("The best {} of {} {}", grouped(shown), grouped(all), noun)
                           : fmt::format("All {}", counted(all, noun.substr(0, noun.size() - 1))));
    for (std::size_t i = 0; i < shown; ++i)
      out += hit(report.results[i], i < report.found_by.size() ? report.found_by[i] : "");
    out += "</ol>\n<h2>Sources</h2>\n<div class=\"columns\">\n";
    for (const search::Facet& facet : report.sources) out += facet_table(facet);
    out += "</div>\n";
  }
  out += "<h2>How to repeat it</h2>\n<dl>\n";
  for (const auto& [name, value] : report.repeat)
    out +=
        fmt::format("<dt>{}</dt><dd><code>{}</code></dd>\n", markup_text(name), markup_text(value));
  return out + "</dl>\n</body></html>\n";
}

}  // namespace dateline::cli
