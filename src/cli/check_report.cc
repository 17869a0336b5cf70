#include "cli/check_report.hh"

#include "cli/json.hh"
#include "cli/markup.hh"
#include "cli/terminal.hh"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

using eval::Checked;
using eval::Finding;
using eval::Status;
using eval::SuiteResult;

bool could_run(const SuiteResult& suite) {
  return suite.status != Status::Broken && suite.status != Status::Skipped;
}

/// What is wrong with a case, or better than expected, with the reasons; a line each.
std::vector<std::string> details(const SuiteResult& suite, const Checked& one) {
  std::vector<std::string> lines;
  for (const Finding& finding : one.findings) {
    if (finding.status == Status::Pass && !finding.told) continue;
    lines.push_back("expected  " + finding.expected);
    lines.push_back("got       " + finding.got);
  }
  if (lines.empty() && one.why.empty()) return lines;
  const char* label = "why       ";
  for (const std::string& change : suite.changes) {
    if (one.query.empty() && one.why.empty()) break;  // of no query
    lines.push_back(label + change);
    label = "          ";
  }
  for (const std::string& change : one.why) {
    lines.push_back(label + change);
    label = "          ";
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

/// The place that an annotation belongs to: what fails first, else the case.
std::string place_of(const Checked& one) {
  for (const Finding& finding : one.findings) {
    if (finding.status != Status::Pass && !finding.place.empty()) return finding.place;
  }
  return one.place;
}

std::string place_of(const SuiteResult& suite) {
  return suite.failure && !suite.failure->place().empty() ? suite.failure->place()
                                                          : suite.path.string();
}

struct Place {
  std::string file, line, column;
};

Place cut(const std::string& place) {
  const std::size_t column = place.rfind(':');
  const std::size_t line =
      column == std::string::npos || column == 0 ? std::string::npos : place.rfind(':', column - 1);
  if (line == std::string::npos) return {place, "1", "1"};
  return {place.substr(0, line), place.substr(line + 1, column - line - 1),
          place.substr(column + 1)};
}

std::string percent(const std::string& text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == '\n' || c == '\r' || (property && (c == ':' || c == ','))) {
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string annotation(const char* level, const std::string& place, const std::string& title,
                       const std::string& message) {
  const Place at = cut(place);
  return fmt::format("::{} file={},line={},col={},title={}::{}\n", level, percent(at.file, true),
                     at.line, at.column, percent(title, true), percent(message, false));
}

Json findings_json(const Checked& one) {
  Json all = Json::array();
  for (const Finding& finding : one.findings) {
    Json json;
    json["status"] = name(finding.status);
    json["expected"] = finding.expected;
    json["got"] = finding.got;
    json["place"] = finding.place;
    all.push_back(std::move(json));
  }
  return all;
}

}  // namespace

const char* name(Status status) {
  switch (status) {
    case Status::Pass:
      return "pass";
    case Status::Better:
      return "better";
    case Status::Skipped:
      return "skipped";
    case Status::Fail:
      return "fail";
    case Status::Broken:
      return "broken";
  }
  return "";
}

std::string check_text(const Results& results, bool verbose) {
  std::string out;
  for (const SuiteResult& suite : results) {
    const char* mark = suite.status == Status::Fail      ? "FAIL"
                       : suite.status == Status::Broken  ? "BROKEN"
                       : suite.status == Status::Skipped ? "skipped"
                                                         : "ok";
    out += fmt::format("{:<7} {}", mark, suite.name);
    if (!could_run(suite)) {
      out += ": " + printable(suite.message.substr(0, suite.message.find('\n'))) + '\n';
      if (const std::size_t hint = suite.message.find('\n'); hint != std::string::npos)
        out += "        " + suite.message.substr(hint + 1) + '\n';
      continue;
    }
    out += fmt::format(": {}", counted(suite.cases.size(), "case"));
    if (const std::size_t moved = suite.moved(); moved > 0)
      out += fmt::format(", {} not as accepted", moved);
    if (suite.left_out > 0) out += fmt::format(", {} left out", suite.left_out);
    out += '\n';
    if (!suite.notes.empty()) out += "        note: " + printable(suite.notes) + '\n';
    for (const Checked& one : suite.cases) {
      const bool told = one.status != Status::Pass || one.told() || (verbose && one.moved);
      if (!told && !verbose) continue;
      const char* word = one.status == Status::Fail     ? "FAIL"
                         : one.status == Status::Better ? "better"
                         : one.told()                   ? "slow"
                                                        : "ok";
      out += fmt::format("  {:<6}  {}", word, printable(one.id));
      if (verbose && one.elapsed_ms > 0) out += fmt::format("  {:.1f} ms", one.elapsed_ms);
      if (one.status != Status::Pass) out += "  " + place_of(one);
      out += '\n';
      if (!told) continue;
      if (!one.note.empty()) out += "          " + printable(one.note) + '\n';
      for (const std::string& line : details(suite, one))
        out += "          " + printable(line) + '\n';
    }
    if (suite.status == Status::Fail && !suite.accepted)
      out += "        why cannot be told: nothing was accepted yet to compare with (--accept)\n";
  }
  return out + check_summary(results) + '\n';
}

std::string check_summary(const Results& results) {
  std::size_t cases = 0, passed = 0, better = 0, failed = 0, skipped = 0, broken = 0;
  for (const SuiteResult& suite : results) {
    skipped += suite.status == Status::Skipped;
    broken += suite.status == Status::Broken;
    if (!could_run(suite)) continue;
    cases += suite.cases.size();
    passed += suite.count(Status::Pass);
    better += suite.count(Status::Better);
    failed += suite.count(Status::Fail);
  }
  std::string out = fmt::format("{}: {} passed", counted(cases, "case"), passed + better);
  if (better > 0) out += fmt::format(" ({} better: --accept keeps it so)", better);
  out += fmt::format(", {} failed", failed);
  if (skipped > 0) out += fmt::format("; {} skipped", counted(skipped, "suite"));
  if (broken > 0) out += fmt::format("; {} could not be run", counted(broken, "suite"));
  return out;
}

std::string check_tap(const Results& results) {
  std::string body;
  std::size_t number = 0;
  for (const SuiteResult& suite : results) {
    if (!could_run(suite)) {
      std::string message = suite.message;
      std::replace(message.begin(), message.end(), '\n', ' ');
      body += fmt::format(
          "{} {} - {}{}{}\n", suite.status == Status::Skipped ? "ok" : "not ok", ++number,
          suite.name,
          suite.status == Status::Skipped ? " # SKIP " : " could not be run: ", printable(message));
      continue;
    }
    for (const Checked& one : suite.cases) {
      body += fmt::format("{} {} - {}/{}\n", one.status == Status::Fail ? "not ok" : "ok", ++number,
                          suite.name, printable(one.id));
      if (one.status == Status::Pass && !one.told()) continue;
      body += fmt::format("  ---\n  severity: {}\n  at: {}\n  message: |\n",
                          one.status == Status::Fail ? "fail" : "comment", place_of(one));
      for (const std::string& line : details(suite, one)) body += "    " + printable(line) + '\n';
      body += "  ...\n";
    }
  }
  return fmt::format("TAP version 13\n1..{}\n{}", number, body);
}

std::string check_github(const Results& results) {
  std::string out;
  for (const SuiteResult& suite : results) {
    if (!could_run(suite)) {
      out += annotation(suite.status == Status::Skipped ? "notice" : "error", place_of(suite),
                        suite.name + (suite.status == Status::Skipped ? " skipped" : " not run"),
                        suite.message);
      continue;
    }
    for (const Checked& one : suite.cases) {
      if (one.status == Status::Pass && !one.told()) continue;
      out += annotation(one.status == Status::Fail ? "error" : "notice", place_of(one),
                        suite.name + "/" + one.id, joined(details(suite, one)));
    }
  }
  return out + check_summary(results) + '\n';
}

std::string check_json(const Results& results) {
  Json out;
  out["format"] = json_format;
  out["type"] = "check";
  Status worst = Status::Pass;
  for (const SuiteResult& suite : results) worst = std::max(worst, suite.status);
  out["status"] = name(worst);
  out["suites"] = Json::array();
  for (const SuiteResult& suite : results) {
    Json json;
    json["suite"] = suite.name;
    json["path"] = suite.path.string();
    json["title"] = suite.title;
    json["status"] = name(suite.status);
    if (!suite.message.empty()) json["message"] = suite.message;
    if (suite.failure && !suite.failure->place().empty()) json["place"] = suite.failure->place();
    if (!suite.notes.empty()) json["notes"] = suite.notes;
    json["changes"] = suite.changes;
    json["cases"] = Json::array();
    for (const Checked& one : suite.cases) {
      Json item;
      item["id"] = one.id;
      item["query"] = one.query;
      item["status"] = name(one.status);
      item["place"] = one.place;
      item["moved"] = one.moved;
      item["elapsed_ms"] = one.elapsed_ms;
      item["findings"] = findings_json(one);
      item["why"] = one.why;
      json["cases"].push_back(std::move(item));
    }
    if (could_run(suite)) json["record"] = Json::parse(eval::print(suite.record));
    out["suites"].push_back(std::move(json));
  }
  return line(out);
}

std::string check_junit(const Results& results) {
  std::string body;
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
  for (const SuiteResult& suite : results) {
    const bool ran = could_run(suite);
    const std::size_t mine = ran ? suite.cases.size() : 1;
    const std::size_t failed = ran ? suite.count(Status::Fail) : 0;
    const std::size_t broken = suite.status == Status::Broken,
                      skip = suite.status == Status::Skipped;
    tests += mine;
    failures += failed;
    errors += broken;
    skipped += skip;
    body += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
        markup_text(suite.name), mine, failed, broken, skip);
    if (!ran) {
      const Place at = cut(place_of(suite));
      body += fmt::format(
          "    <testcase classname=\"{0}\" name=\"{0}\" file=\"{3}\" line=\"{4}\"><{1} "
          "message=\"{2}\"/></testcase>\n",
          markup_text(suite.name), skip > 0 ? "skipped" : "error", markup_text(suite.message),
          markup_text(at.file), markup_text(at.line));
    }
    for (const Checked& one : ran ? suite.cases : std::vector<Checked>{}) {
      const Place at = cut(place_of(one));
      body += fmt::format(
          "    <testcase classname=\"{}\" name=\"{}\" time=\"{:.4f}\" file=\"{}\" line=\"{}\"",
          markup_text(suite.name), markup_text(one.id), one.elapsed_ms / 1000, markup_text(at.file),
          markup_text(at.line));
      const std::string text = joined(details(suite, one));
      if (one.status == Status::Fail) {
        const auto first = std::find_if(one.findings.begin(), one.findings.end(),
                                        [](const auto& f) { return f.status == Status::Fail; });
        body +=
            fmt::format("><failure message=\"{}\">{}</failure></testcase>\n",
                        markup_text(first->expected + "; got: " + first->got), markup_text(text));
      } else if (!text.empty() && (one.status == Status::Better || one.told())) {
        body += fmt::format("><system-out>{}</system-out></testcase>\n", markup_text(text));
      } else {
        body += "/>\n";
      }
    }
    body += "  </testsuite>\n";
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dateline check\" "
      "tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n{}</testsuites>\n",
      tests, failures, errors, skipped, body);
}

}  // namespace dateline::cli
