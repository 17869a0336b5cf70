#include "cli/refine.hh"

#include "base/error.hh"
#include "query/parser.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

using query::Kind;
using query::Mark;

/// Whether something written behind it would belong to its last part only.
bool is_expression(const query::Node& node) {
  return node.kind == Kind::And || node.kind == Kind::Or || node.kind == Kind::Not;
}

bool is_word(const query::Node& node) {
  return node.kind != Kind::Field && node.mark != Mark::MustNot;
}

bool any_of_parts(const query::Node& node, bool (*is)(const query::Node&)) {
  if (node.kind != Kind::Rank || node.mark != Mark::None) return is(node);
  return std::any_of(node.children.begin(), node.children.end(), is);
}

/// Whether the query finds what has any of its words: a `+word` behind them would make them all
/// optional, and so find more.
bool finds_any(const query::Node& all) {
  return any_of_parts(all, is_word) && !any_of_parts(all, [](const query::Node& part) {
           return is_word(part) && part.mark == Mark::Must;
         });
}

/// The parts of a clause, each of which must hold.
std::string required(const query::Node& clause) {
  std::string out;
  const auto add = [&](query::Node part) {
    if (part.kind != Kind::Field && part.mark == Mark::None) part.mark = Mark::Must;
    out += (out.empty() ? "" : " ") + query::print(part);
  };
  if (clause.kind == Kind::Rank && clause.mark == Mark::None) {
    for (const query::Node& part : clause.children) add(part);
  } else {
    add(clause);
  }
  return out;
}

}  // namespace

std::string narrowed(const std::string& query, const std::string& clause) {
  const query::Node more = query::parse(clause);
  if (query.empty()) return clause;
  const query::Node all = query::parse(query);
  if (is_expression(all) || is_expression(more) ||
      (finds_any(all) && any_of_parts(more, is_word))) {
    const bool several = more.kind == Kind::Rank && more.mark == Mark::None;
    return fmt::format("({}) AND ({})", query, several ? required(more) : clause);
  }
  return query + ' ' + required(more);
}

bool has_clause(std::string_view query, std::string_view clause) {
  constexpr std::string_view before = " (+", behind = " )";
  for (std::size_t at = 0; (at = query.find(clause, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + clause.size();
    if ((at == 0 || before.find(query[at - 1]) != std::string_view::npos) &&
        (end == query.size() || behind.find(query[end]) != std::string_view::npos))
      return true;
  }
  return false;
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
