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

/// Leaves conditions out of one query, each of which is looked for once.
class Leaver {
 public:
  Leaver(const QueryReading& query, const store::Database& database)
      : query_(query), database_(database), clauses_(clauses_of(query.plan)) {
    for (const Clause& clause : clauses_)
      sets_.push_back(search::match(only(query.plan, {clause}), database));
  }

  std::size_t size() const { return clauses_.size(); }

  /// What is found without some conditions; nullopt if nothing is, or nothing would be asked for.
  std::optional<Removal> without(const Numbers& left_out) const {
    std::vector<Clause> rest, removed;
    std::vector<std::string> texts;
    std::optional<search::MatchSet> set;
    bool asks = false;
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      if (std::binary_search(left_out.begin(), left_out.end(), i)) {
        removed.push_back(clauses_[i]);
        // The text of the only condition is that of the words beside it, too.
        texts.push_back(clauses_.size() == 1 ? "what must be there"
                                             : clause_text(query_, clauses_[i]));
        continue;
      }
      rest.push_back(clauses_[i]);
      asks = asks || clauses_[i].kind != Clause::Kind::Not;
      narrow(set, sets_[i]);
    }
    if (set && set->passages() == 0) return std::nullopt;
    const std::size_t own = rest.size();
    require_optional(query_.plan, removed, rest);
    for (std::size_t i = own; i < rest.size(); ++i)
      narrow(set, search::match(only(query_.plan, {rest[i]}), database_));
    if (!set || (!asks && rest.size() == own)) return std::nullopt;
    const std::uint64_t passages = set->passages();
    if (passages == 0) return std::nullopt;
    return Removal{fmt::format("{}", fmt::join(texts, ", ")), passages, set->articles(database_)};
  }

  /// Conditions whose lack makes something be found: those with most passages are kept as far as can be.
  Numbers greedy() const {
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    for (std::size_t i = 0; i < clauses_.size(); ++i) order.emplace_back(sets_[i].passages(), i);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::optional<search::MatchSet> kept;
    Numbers left_out;
    for (const auto& [passages, i] : order) {
      std::optional<search::MatchSet> more = kept;
      narrow(more, sets_[i]);
      if (more->passages() > 0) {
        kept = std::move(more);
      } else {
        left_out.push_back(i);
      }
    }
    std::sort(left_out.begin(), left_out.end());
    return left_out;
  }

 private:
  static void narrow(std::optional<search::MatchSet>& set, const search::MatchSet& by) {
    if (!set) {
      set = by;
      return;
    }
    for (std::size_t i = 0; i < by.segments.size(); ++i) set->segments[i] &= by.segments[i];
  }

  const QueryReading& query_;
  const store::Database& database_;
  std::vector<Clause> clauses_;
  std::vector<search::MatchSet> sets_;  ///< of each condition alone
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
