#include "cli/report_html.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("cli/report_html: hostile text stays text") {
  cli::Report report;
  report.title = report.query = "<script>alert(1)</script>";
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

TEST_CASE("cli/report_html: months between are drawn as nothing, and the peak is told") {
  cli::Report report;
  report.timeline.field = "month";
  report.timeline.values = {{"2021-11", 2, 1}, {"2022-02", 8, 1}};
  report.timeline.without = 3;
  const std::string page = cli::report_html(report);
  // Four months share the width of 720; the last bar begins at three quarters.
  CHECK(page.find("x=\"540.00\"") != std::string::npos);
  CHECK(page.find("most in 2022-02: 8. Without such a date: 3.") != std::string::npos);
}
