#include "cli/report_html.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("cli/report_html: hostile text stays text") {
  cli::Report report;
  report.title = report.query = "<script>alert(1)</script>";
  report.passages = report.articles = 1;
  cli::Result result;
  result.rank = 1;
  result.article.id = "\"><img src=x onerror=y>";
  result.article.title = "</h3><script>";
  result.article.url = "javascript:alert(1)";
  result.text = "a <iframe> b";
  result.matches = {{2, 10}};
  report.results = {result};
  report.repeat = {{"<x>", "</code>"}};
  const std::string page = cli::report_html(report);
  for (const char* tag : {"<script", "<img", "<iframe", "href=\"javascript", "<x>"})
    CHECK(page.find(tag) == std::string::npos);
  CHECK(page.find("a <mark>&lt;iframe&gt;</mark> b") != std::string::npos);
  CHECK(page.find("default-src 'none'") != std::string::npos);
}

TEST_CASE("cli/report_html: a timeline has axes, gaps and named peaks") {
  cli::Report report;
  report.passages = 10;
  report.articles = 4;
  explore::Timeline line;
  line.unit = explore::PeriodUnit::Month;
  for (const auto& [found, corpus] : {std::pair{2, 9}, {0, 9}, {0, 0}, {8, 9}}) {
    explore::Period period;
    period.number = 2021 * 12 + 10 + static_cast<std::int32_t>(line.periods.size());
    period.found.passages = static_cast<std::uint64_t>(found);
    period.corpus.passages = static_cast<std::uint64_t>(corpus);
    line.periods.push_back(period);
  }
  line.undated.passages = 3;
  explore::Peak peak;
  peak.index = 3;
  peak.title = "War <begins>";
  report.peaks = {peak};
  report.timeline = line;
  const std::string page = cli::report_html(report);
  CHECK(page.find("<span>8</span><span>6</span><span>4</span><span>2</span><span>0</span>") !=
        std::string::npos);
  CHECK(page.find("class=\"gap\" x=\"2\"") != std::string::npos);
  CHECK(page.find("Without a date: 3.") != std::string::npos);
  CHECK(page.find("War &lt;begins&gt;") != std::string::npos);
}

TEST_CASE("cli/report_html: lists say what they leave out, and a title stands once") {
  cli::Report report;
  report.title = report.query = "gas";
  report.made = "2022-03-01 06:15 UTC";
  report.passages = 9;
  report.articles = 4;
  search::Facet facet;
  facet.field = "person";
  facet.total = 30;
  facet.values = {{"A", 2, 1, "x"}};
  report.names = {facet};
  report.results.resize(2);
  report.found_by = {"gas", "oil \"price\""};
  const std::string page = cli::report_html(report);
  CHECK(page.find("<caption>person <span class=\"dim\">passages</span>") != std::string::npos);
  CHECK(page.find("found by: oil &quot;price&quot;") != std::string::npos);
  CHECK(page.find("and 29 more") != std::string::npos);
  CHECK(page.find("The best 2 of 9 passages") != std::string::npos);
  CHECK(page.find("made 2022-03-01 06:15 UTC") != std::string::npos);
  CHECK(page.find("<h1>gas</h1>") != std::string::npos);
  CHECK(page.find("<code>gas</code>") == std::string::npos);
}

TEST_CASE("cli/report_html: a page of nothing says so, with what to try") {
  cli::Report report;
  report.advice = "without  place:Mars  it finds more";
  const std::string page = cli::report_html(report);
  CHECK(page.find("Nothing was found.</strong> without  place:Mars") != std::string::npos);
  CHECK(page.find("Who and where") == std::string::npos);
}
