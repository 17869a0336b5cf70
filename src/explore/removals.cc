#include "explore/removals.hh"

#include "search/match.hh"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::explore {
namespace {

using search::Clause;

void cut(const Clause& clause, std::vector<Clause>& parts) {
  if (clause.kind != Clause::Kind::And) {
    parts.push_back(clause);
    return;
  }
  for (const Clause& child : clause.children) cut(child, parts);
}

/// Whether a condition asks for words, wherever in it.
bool asks_for_words(const search::Plan& plan, const Clause& clause) {
  if (clause.kind == Clause::Kind::Not) return false;
  if (clause.kind == Clause::Kind::Leaf || clause.kind == Clause::Kind::AtLeast) {
    return std::any_of(plan.scorers.begin(), plan.scorers.end(),
                       [&](const search::Scorer& one) { return one.leaf == clause.leaf; });
  }
  return std::any_of(clause.children.begin(), clause.children.end(),
                     [&](const Clause& child) { return asks_for_words(plan, child); });
}

bool holds_leaf(const Clause& clause, std::size_t leaf) {
  const bool own = clause.kind == Clause::Kind::Leaf || clause.kind == Clause::Kind::AtLeast;
  return (own && clause.leaf == leaf) ||
         std::any_of(clause.children.begin(), clause.children.end(),
                     [&](const Clause& child) { return holds_leaf(child, leaf); });
}

/// Words that were optional beside the one that was taken away are so no more if no other is
/// required: one of them must be there.
void require_optional(const search::Plan& plan, const std::vector<Clause>& removed,
                      std::vector<Clause>& rest) {
  if (std::any_of(rest.begin(), rest.end(),
                  [&](const Clause& one) { return asks_for_words(plan, one); }))
    return;
  Clause any;
  any.kind = Clause::Kind::Or;
  for (const search::Scorer& scorer : plan.scorers) {
    if (std::any_of(removed.begin(), removed.end(),
                    [&](const Clause& one) { return holds_leaf(one, scorer.leaf); }))
      continue;
    Clause& word = any.children.emplace_back();
    word.kind = Clause::Kind::Leaf;
    word.leaf = scorer.leaf;
  }
  if (!any.children.empty()) rest.push_back(std::move(any));
}

/// Numbers of conditions, ascending.
using Numbers = std::vector<std::size_t>;

/// Leaves conditions out of one query.
class Leaver {
 public:
  Leaver(const QueryReading& query, const store::Database& database)
      : query_(query), database_(database), clauses_(clauses_of(query.plan)) {}

  std::size_t size() const { return clauses_.size(); }

  /// What is found without some conditions; nullopt if nothing is.
  std::optional<Removal> without(const Numbers& left_out) const {
    std::vector<Clause> rest, removed;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      const bool out = std::binary_search(left_out.begin(), left_out.end(), i);
      (out ? removed : rest).push_back(clauses_[i]);
      if (out) texts.push_back(clause_text(query_, clauses_[i]));
    }
    require_optional(query_.plan, removed, rest);
    const search::MatchSet set = search::match(only(query_.plan, std::move(rest)), database_);
    const std::uint64_t passages = set.passages();
    if (passages == 0) return std::nullopt;
    return Removal{fmt::format("{}", fmt::join(texts, ", ")), passages, set.articles(database_)};
  }

  /// Conditions whose lack makes something be found: the most selective ones, where each other is kept that can be.
  Numbers greedy() const {
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    for (std::size_t i = 0; i < clauses_.size(); ++i)
      order.emplace_back(search::match(only(query_.plan, {clauses_[i]}), database_).passages(), i);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Clause> kept;
    Numbers left_out;
    for (const auto& [passages, i] : order) {
      kept.push_back(clauses_[i]);
      if (passages > 0 && search::match(only(query_.plan, kept), database_).passages() > 0)
        continue;
      kept.pop_back();
      left_out.push_back(i);
    }
    std::sort(left_out.begin(), left_out.end());
    return left_out;
  }

 private:
  const QueryReading& query_;
  const store::Database& database_;
  std::vector<Clause> clauses_;
};

}  // namespace

search::Plan only(const search::Plan& plan, std::vector<Clause> clauses) {
  search::Plan changed = plan;
  changed.match = Clause();
  if (clauses.size() == 1) changed.match = std::move(clauses.front());
  if (clauses.size() > 1) {
    changed.match.kind = Clause::Kind::And;
    changed.match.children = std::move(clauses);
  }
  return changed;
}

std::vector<Clause> clauses_of(const search::Plan& plan) {
  std::vector<Clause> parts;
  cut(plan.match, parts);
  return parts;
}

std::vector<Removal> removals(const QueryReading& query, const store::Database& database) {
  constexpr std::size_t most_pairs = 12;  // conditions of which all pairs are tried
  const Leaver leaver(query, database);
  const std::size_t size = leaver.size();
  std::vector<Removal> all;
  const auto leave_out = [&](const Numbers& numbers) {
    if (numbers.size() >= size) return;
    if (auto removal = leaver.without(numbers)) all.push_back(std::move(*removal));
  };
  for (std::size_t i = 0; i < size; ++i) leave_out({i});
  for (std::size_t i = 0; all.empty() && size <= most_pairs && i < size; ++i) {
    for (std::size_t k = i + 1; k < size; ++k) leave_out({i, k});
  }
  if (all.empty() && size > 2) leave_out(leaver.greedy());
  std::stable_sort(all.begin(), all.end(),
                   [](const Removal& a, const Removal& b) { return a.passages > b.passages; });
  return all;
}

}  // namespace dateline::explore
