#include "search/plan.hh"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::search {
namespace {

std::string listed(const std::vector<std::string>& items) {
  constexpr std::size_t shown = 6;
  const std::vector<std::string> first(
      items.begin(), items.begin() + static_cast<std::ptrdiff_t>(std::min(shown, items.size())));
  std::string text = fmt::format("{}", fmt::join(first, " | "));
  if (items.size() > shown) text += fmt::format(" | … {} more", items.size() - shown);
  return items.size() > 1 ? "(" + text + ")" : text;
}

std::string token_text(const TokenTest& token) {
  if (token.stems.empty()) return token.form + "* (no word begins so)";
  if (token.form.empty()) return listed(token.stems);
  if (token.exact) return fmt::format("={} among {}", token.form, listed(token.stems));
  return fmt::format("{}* in {}", token.form, listed(token.stems));
}

std::string expression_text(const Expression& expression) {
  std::vector<std::string> parts;
  for (const Expression& child : expression.children) parts.push_back(expression_text(child));
  switch (expression.kind) {
    case Expression::Kind::Token:
      return token_text(expression.token);
    case Expression::Kind::Row:
      return fmt::format("\"{}\"", fmt::join(parts, " "));
    case Expression::Kind::Any:
      return fmt::format("({})", fmt::join(parts, " OR "));
    case Expression::Kind::Near: {
      const std::string name = expression.unit == query::Unit::Sentence    ? "/s"
                               : expression.unit == query::Unit::Paragraph ? "/p"
                               : expression.negated                        ? "/"
                               : expression.ordered                        ? "ADJ/"
                                                                           : "NEAR/";
      return fmt::format(
          "({} {}{}{} {})", parts[0], expression.negated ? "NOT" : "", name,
          expression.unit == query::Unit::Words ? std::to_string(expression.number) : "", parts[1]);
    }
  }
  return {};
}

std::string leaf_text(const Leaf& leaf) {
  std::string text = leaf.terms.empty() ? expression_text(leaf.expression) : listed(leaf.terms);
  if (leaf.terms.empty() && leaf.scope == Scope::Title) text += " in the headline";
  if (leaf.scope == Scope::Lead) text += " in the first paragraph";
  if (leaf.scope == Scope::First)
    text += fmt::format(" among the first {} words", leaf.within_first);
  if (leaf.mentions > 1)
    text += fmt::format(" mentioned at least {} times in the article", leaf.mentions);
  if (leaf.at_least > 1) text += fmt::format(" at least {} times", leaf.at_least);
  return text;
}

std::string clause_text(const Plan& plan, const Clause& clause) {
  std::vector<std::string> parts;
  for (const Clause& child : clause.children) parts.push_back(clause_text(plan, child));
  switch (clause.kind) {
    case Clause::Kind::Leaf:
      return leaf_text(plan.leaves[clause.leaf]);
    case Clause::Kind::AtLeast:
      return fmt::format("{} at least {} times in the article", leaf_text(plan.leaves[clause.leaf]),
                         clause.number);
    case Clause::Kind::Article:
      return fmt::format("{} anywhere in the article", parts.front());
    case Clause::Kind::Words:
      return fmt::format(
          "the article has {} to {} words", clause.first_word,
          clause.last_word == UINT64_MAX ? "any number of" : std::to_string(clause.last_word));
    case Clause::Kind::And:
      return fmt::format("({})", fmt::join(parts, " AND "));
    case Clause::Kind::Or:
      return fmt::format("({})", fmt::join(parts, " OR "));
    case Clause::Kind::Not:
      return "NOT " + parts.front();
    case Clause::Kind::All:
      return "everything";
    case Clause::Kind::None:
      return "nothing";
  }
  return {};
}

}  // namespace

bool is_plain_word(const Expression& expression) {
  return expression.kind == Expression::Kind::Token && expression.token.form.empty() &&
         expression.token.stems.size() == 1;
}

std::size_t Plan::leaf(Leaf wanted) {
  const auto found = std::find(leaves.begin(), leaves.end(), wanted);
  if (found != leaves.end()) return static_cast<std::size_t>(found - leaves.begin());
  leaves.push_back(std::move(wanted));
  return leaves.size() - 1;
}

std::string print(const Expression& expression) {
  return expression_text(expression);
}

std::string print(const Leaf& leaf) {
  return leaf_text(leaf);
}

std::string print(const Plan& plan, const Clause& clause) {
  return clause_text(plan, clause);
}

std::string print(const Plan& plan) {
  std::string text = "match: " + clause_text(plan, plan.match) + "\nscore:";
  for (const Scorer& scorer : plan.scorers) {
    text += (&scorer == plan.scorers.data() ? " " : ", ") + leaf_text(plan.leaves[scorer.leaf]);
    if (scorer.weight != 1) text += fmt::format(" ×{:.3g}", scorer.weight);
  }
  if (plan.scorers.empty()) text += " none; newest first";
  if (!plan.dropped.empty())
    text += fmt::format("\nleft out, too common: {}", fmt::join(plan.dropped, " "));
  for (const std::string& clause : plan.widened) text += "\naliases: " + clause;
  if (!plan.unknown.empty())
    text += fmt::format("\nfound nowhere: {}", fmt::join(plan.unknown, ", "));
  return text + '\n';
}

}  // namespace dateline::search
