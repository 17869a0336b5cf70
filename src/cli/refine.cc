#include "cli/refine.hh"

#include "base/error.hh"
#include "query/parser.hh"

#include <fmt/format.h>

namespace dateline::cli {
namespace {

using query::Kind;
using query::Mark;

/// Whether something written behind it would belong to its last part only.
bool is_expression(const query::Node& node) {
  return node.kind == Kind::And || node.kind == Kind::Or || node.kind == Kind::Not;
}

}  // namespace

std::string narrowed(const std::string& query, const std::string& clause) {
  const query::Node more = query::parse(clause);
  if (query.empty()) return clause;
  const query::Node all = query::parse(query);
  if (is_expression(all) || is_expression(more)) return fmt::format("({}) AND ({})", query, clause);
  std::string out = query;
  const auto add = [&](query::Node part) {
    if (part.kind != Kind::Field && part.mark == Mark::None) part.mark = Mark::Must;
    out += ' ' + query::print(part);
  };
  if (more.kind == Kind::Rank && more.mark == Mark::None) {
    for (const query::Node& part : more.children) add(part);
  } else {
    add(more);
  }
  return out;
}

std::string without(const std::string& query, const std::string& clause) {
  if (query.empty()) {
    throw base::Error(base::Code::Usage, "there is no query yet to leave something out of");
  }
  const query::Node less = query::parse(clause);
  const query::Node all = query::parse(query);
  if (is_expression(all) || is_expression(less)) return fmt::format("({}) NOT ({})", query, clause);
  std::string out = query;
  const auto add = [&](query::Node part) {
    if (part.mark == Mark::MustNot)
      throw base::Error(base::Code::Usage,
                        fmt::format("'{}' leaves something out already", query::print(part)));
    part.mark = Mark::MustNot;
    out += ' ' + query::print(part);
  };
  if (less.kind == Kind::Rank && less.mark == Mark::None) {
    for (const query::Node& part : less.children) add(part);
  } else {
    add(less);
  }
  return out;
}

}  // namespace dateline::cli
