// Cases of a suite, read from TOML.
#pragma once

#include "base/toml.hh"
#include "eval/suite.hh"

namespace dateline::eval {

/// Read a `[[case]]`. If it names a topic, its query is `@` and the topic's id.
/// errors: Error{Code::Data} with its place
Case read_case(const base::Toml& table);

/// A number that counts something.
/// errors: Error{Code::Data} with its place for one that is negative or no integer
Expected expected_natural(const base::Toml& value);

/// What is expected, as a person would say it: `EW20221205-0009 in the first 3`.
std::string describe(const Expectation& expectation);

}  // namespace dateline::eval
