// What a check came to, for people and for programs.
#pragma once

#include "eval/check.hh"

#include <string>
#include <vector>

namespace dateline::cli {

using Results = std::vector<eval::SuiteResult>;

/// For people. in: verbose, list what passed, too, and tell what merely changed
std::string check_text(const Results& results, bool verbose);

/// The Test Anything Protocol, version 13. source: testanything.org
std::string check_tap(const Results& results);

/// Workflow commands that annotate the suites' lines in a review.
/// source: GitHub Actions, "Workflow commands": `::error file=…,line=…,col=…,title=…::…`
std::string check_github(const Results& results);

/// One object, as queries/README.md documents it; a line.
std::string check_json(const Results& results);

/// JUnit's XML as continuous integration reads it: testsuites, testsuite, testcase, failure.
std::string check_junit(const Results& results);

/// `12 cases: 10 passed, 1 better, 1 failed; 1 suite skipped`
std::string check_summary(const Results& results);

/// `pass`, `better`, `skipped`, `fail`, `broken`
const char* name(eval::Status status);

}  // namespace dateline::cli
