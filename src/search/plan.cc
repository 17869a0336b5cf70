#include "search/plan.hh"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::search {
namespace {

std::string terms_text(const std::vector<std::string>& terms) {
  constexpr std::size_t shown = 6;
  const std::vector<std::string> first(
      terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(std::min(shown, terms.size())));
  std::string text = fmt::format("{}", fmt::join(first, " | "));
  if (terms.size() > shown) text += fmt::format(" | … {} more", terms.size() - shown);
  return terms.size() > 1 ? "(" + text + ")" : text;
}

std::string clause_text(const Clause& clause) {
  std::vector<std::string> parts;
  for (const Clause& child : clause.children) parts.push_back(clause_text(child));
  switch (clause.kind) {
    case Clause::Kind::Term:
      return terms_text(clause.terms);
    case Clause::Kind::Phrase:
      return fmt::format("\"{}\"{}", fmt::join(clause.stems, " "),
                         clause.in_text ? "" : " in the headline");
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

std::string print(const Plan& plan) {
  std::string text = "match: " + clause_text(plan.match) + "\nscore:";
  for (const Scorer& scorer : plan.scorers) {
    text += scorer.phrase.kind == Clause::Kind::Phrase ? " " + clause_text(scorer.phrase)
                                                       : " " + scorer.terms.front();
    if (scorer.times > 1) text += fmt::format("×{}", scorer.times);
  }
  if (plan.scorers.empty()) text += " none; newest first";
  if (!plan.dropped.empty())
    text += fmt::format("\nleft out, too common: {}", fmt::join(plan.dropped, " "));
  return text + '\n';
}

}  // namespace dateline::search
