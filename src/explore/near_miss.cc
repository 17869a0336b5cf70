#include "explore/near_miss.hh"

#include "explore/apart.hh"
#include "schema/field.hh"
#include "search/expression.hh"
#include "search/match.hh"
#include "temporal/calendar_unit.hh"
#include "temporal/date_query.hh"

#include <algorithm>
#include <optional>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::explore {
namespace {

using search::Clause;
using search::Expression;
using search::Leaf;
using search::Scope;
using store::PassageRef;

/// Most places, names and parts that one message lists.
constexpr std::size_t most_listed = 5;

constexpr std::string_view nowhere_in_article = "nor anywhere in the article";
constexpr std::string_view nowhere_heading = "nowhere in the article: ";

std::string listed(std::vector<std::string> items) {
  const std::size_t all = items.size();
  if (all > most_listed) items.resize(most_listed);
  return fmt::format("{}{}", fmt::join(items, ", "),
                     all > most_listed ? fmt::format(" and {} more", all - most_listed) : "");
}

/// Where a leaf holds in the article, leaving this passage out.
std::string elsewhere(const search::Plan& plan, const Clause& clause, const Place& place) {
  search::Plan one = plan;
  one.match = clause;
  search::SegmentLeaves leaves(one, place.segment);
  const search::Bitmap set = search::match(one, leaves);
  std::vector<std::string> passages;
  for (std::uint32_t i = 0; i < place.row.passage_count; ++i) {
    if (set.test(place.row.first_passage + i)) passages.push_back(fmt::format("#{}", i + 1));
  }
  return passages.empty() ? std::string(nowhere_in_article)
                          : "but in " + listed(std::move(passages)) + " of the article";
}

void collect_tokens(const Expression& expression, std::vector<const Expression*>& tokens) {
  if (expression.kind == Expression::Kind::Token) tokens.push_back(&expression);
  for (const Expression& child : expression.children) collect_tokens(child, tokens);
}

class Misses {
 public:
  Misses(const QueryReading& query, const store::Database& database, PassageRef passage)
      : query_(query), database_(database), passage_(passage), place_(database, passage) {}

  std::vector<std::string> of(const Clause& clause, bool whole_article) {
    switch (clause.kind) {
      case Clause::Kind::Leaf:
        return {leaf(clause, whole_article)};
      case Clause::Kind::Article:
        return of(clause.children.front(), true);
      case Clause::Kind::AtLeast:
        return {often(clause)};
      case Clause::Kind::Words: {
        const auto before = place_.segment.forward.tokens_before();
        const std::uint32_t words = before[place_.row.first_passage + place_.row.passage_count] -
                                    before[place_.row.first_passage];
        return {fmt::format("the article has {} words", words)};
      }
      case Clause::Kind::And:
        return all_parts(clause, whole_article);
      case Clause::Kind::Or:
        return any_part(clause, whole_article);
      case Clause::Kind::Not:
        return {"the passage has it, and must not"};
      case Clause::Kind::None:
        return {nowhere(clause)};
      case Clause::Kind::All:
        break;
    }
    return {"it does not hold"};
  }

 private:
  /// Each part of a condition that fails, with why.
  std::vector<std::string> all_parts(const Clause& clause, bool whole_article) {
    std::vector<std::string> all;
    for (const Clause& child : clause.children) {
      if (holds(query_.plan, child, database_, passage_)) continue;
      tell(clause, child, whole_article, all);
    }
    if (all.empty()) all.push_back("it does not hold");
    return all;
  }

  /// The same of a choice; what is nowhere in the article is told together, behind what is.
  std::vector<std::string> any_part(const Clause& clause, bool whole_article) {
    std::vector<const Clause*> alone, absent;
    for (const Clause& child : clause.children)
      (!whole_article && is_absent(child) ? absent : alone).push_back(&child);
    if (absent.size() == 1) {
      alone.push_back(absent.front());
      absent.clear();
    }
    std::vector<std::string> all, names;
    for (const Clause* child : alone) tell(clause, *child, whole_article, all);
    for (const Clause* child : absent) names.push_back(part_text(clause, *child));
    if (!names.empty())
      all.push_back(fmt::format("{}{}", nowhere_heading, listed(std::move(names))));
    return all;
  }

  void tell(const Clause& clause, const Clause& child, bool whole_article,
            std::vector<std::string>& all) {
    for (const std::string& one : of(child, whole_article)) {
      const bool told = one.starts_with("'") || one.starts_with(nowhere_heading);
      if (all.size() < most_listed)
        all.push_back(told ? one : fmt::format("'{}': {}", part_text(clause, child), one));
    }
  }

  /// Whether a condition asks for words, wherever and however often, that the article has not.
  bool is_absent(const Clause& clause) const {
    if (clause.kind != Clause::Kind::Leaf) return false;
    const Leaf& leaf = query_.plan.leaves[clause.leaf];
    return is_text(leaf) && leaf.scope == Scope::Passage && leaf.at_least <= 1 &&
           elsewhere(query_.plan, clause, place_) == nowhere_in_article;
  }

  /// A part of a condition as typed; of a topic, whose parts nobody typed, as it would be.
  std::string part_text(const Clause& clause, const Clause& part) const {
    std::string text = clause_text(query_, part);
    if (text != clause_text(query_, clause)) return text;
    if (part.kind == Clause::Kind::Not) return "NOT " + part_text(clause, part.children.front());
    if (part.kind != Clause::Kind::Leaf || !is_text(query_.plan.leaves[part.leaf]))
      return search::print(query_.plan, part);
    const Leaf& leaf = query_.plan.leaves[part.leaf];
    text = words_text(leaf.expression);
    if (leaf.scope == Scope::Title) text.insert(0, "title:");
    if (leaf.scope == Scope::Lead) text.insert(0, "lead:");
    if (leaf.scope == Scope::First) text = fmt::format("first{}({})", leaf.within_first, text);
    return leaf.at_least > 1 ? fmt::format("atleast{}({})", leaf.at_least, text) : text;
  }

  std::string words_text(const Expression& expression) const {
    if (search::is_plain_word(expression)) {
      const std::string& stem = expression.token.stems.front();
      return query_.word ? query_.word(stem) : stem;
    }
    if (expression.kind != Expression::Kind::Row) return search::print(expression);
    std::vector<std::string> words;
    for (const Expression& child : expression.children) words.push_back(words_text(child));
    return fmt::format("\"{}\"", fmt::join(words, " "));
  }

  std::string leaf(const Clause& clause, bool whole_article) {
    const Leaf& leaf = query_.plan.leaves[clause.leaf];
    if (is_text(leaf)) return words(clause, leaf, whole_article);
    const schema::Field* field = field_of(leaf.terms.front());
    if (field == nullptr) return "it does not hold";
    if (leaf.mentions > 1) {
      const std::uint64_t times =
          search::SegmentLeaves(query_.plan, place_.segment).mentions(clause.leaf, place_.article);
      if (times > 0 && times < leaf.mentions) {
        return fmt::format("the article mentions it {} time{}; {} are asked for", times,
                           times == 1 ? "" : "s", leaf.mentions);
      }
    }
    if (field->of == "published") return published(clause);
    if (field->of == "mentions") return mentioned(clause);
    return names(clause, *field, whole_article);
  }

  static bool is_text(const Leaf& leaf) {
    return leaf.terms.empty() || !leaf.expression.token.stems.empty();
  }

  /// The field that a term is of: that with the longest prefix of it.
  static const schema::Field* field_of(const std::string& term) {
    const schema::Field* best = nullptr;
    for (const schema::Field& field : schema::Schema::standard().fields()) {
      if (field.prefix.empty() || !term.starts_with(field.prefix)) continue;
      // A date field and the part of it for days have one prefix; the part says whose it is.
      if (best == nullptr || field.prefix.size() > best->prefix.size() ||
          (field.prefix == best->prefix && field.kind == schema::FieldKind::DatePart))
        best = &field;
    }
    return best;
  }

  std::string words(const Clause& clause, const Leaf& leaf, bool whole_article) {
    const Expression& expression = leaf.expression;
    if (whole_article) return "no passage of the article has it";
    const std::string other = elsewhere(query_.plan, clause, place_);
    std::vector<const Expression*> tokens;
    collect_tokens(expression, tokens);
    std::vector<std::string> missing;
    for (const Expression* token : tokens) {
      if (count_here(*token, place_) == 0) missing.push_back("'" + words_text(*token) + "'");
    }
    const std::string where = leaf.scope == Scope::Title ? "headline" : "passage";
    const unsigned found = count_here(expression, place_);
    if (found > 0) {
      if (leaf.scope == Scope::Title) return "the passage has it, the headline has not";
      if (leaf.scope == Scope::Lead) return "the passage has it, the first paragraph has not";
      if (leaf.scope == Scope::First) return first_place(leaf);
      if (leaf.at_least > 1)
        return fmt::format("it is there {} time{}; {} are asked for", found, found == 1 ? "" : "s",
                           leaf.at_least);
    }
    if (tokens.size() == 1) return fmt::format("not in the {}, {}", where, other);
    if (!missing.empty() && expression.kind != Expression::Kind::Any)
      return fmt::format("the {} has no {}; {}", where, listed(std::move(missing)),
                         other.starts_with("nor") ? "the whole is not in the article, either"
                                                  : "the whole is " + other.substr(4));
    if (missing.size() == tokens.size()) return fmt::format("the {} has none of it", where);
    return why_not_together(expression, place_);
  }

  std::string first_place(const Leaf& leaf) {
    if (place_.ordinal != place_.row.first_passage)
      return fmt::format("the passage is not among the first {} words", leaf.within_first);
    search::ExpressionMatcher matcher(leaf.expression, place_.segment);
    const search::Spans spans = matcher.passage(place_.ordinal);
    if (spans.empty()) return "the headline has it, the text has not";
    return fmt::format("it begins with word {}; {} is the limit", spans.front().begin + 1,
                       leaf.within_first);
  }

  std::string often(const Clause& clause) {
    search::SegmentLeaves leaves(query_.plan, place_.segment);
    for (const auto& [article, times] : leaves.article_counts(clause.leaf)) {
      if (article == place_.article)
        return fmt::format("the article has it {} time{}; {} are asked for", times,
                           times == 1 ? "" : "s", clause.number);
    }
    return "the article does not have it";
  }

  /// The days that a clause asks for.
  std::optional<temporal::DayRange> range_of(const Clause& clause) const {
    if (clause.begin == clause.end && query_.as_of)
      return temporal::QueryDays{std::nullopt, query_.as_of}.closed();
    std::string_view text = query_.text.substr(std::min(clause.begin, query_.text.size()),
                                               clause.end - std::min(clause.begin, clause.end));
    text.remove_prefix(std::min(text.find(':') + 1, text.size()));
    while (!text.empty() && (text.front() == '"' || text.front() == '(')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == '"' || text.back() == ')')) text.remove_suffix(1);
    const auto days = temporal::parse_days(text, query_.clock);
    if (!std::holds_alternative<temporal::QueryDays>(days)) return std::nullopt;
    return std::get<temporal::QueryDays>(days).closed();
  }

  static std::string distance(const temporal::DayRange& days, const temporal::DayRange& range) {
    const auto counted = [](int days_apart) {
      constexpr int year = 365, years_from = 3 * year;  // nobody counts so many days
      if (days_apart >= years_from) return fmt::format("{} years", days_apart / year);
      return fmt::format("{} day{}", days_apart, days_apart == 1 ? "" : "s");
    };
    if (days.last < range.first)
      return counted(range.first.serial() - days.last.serial()) + " before the range";
    if (range.last < days.first)
      return counted(days.first.serial() - range.last.serial()) + " after the range";
    return "known less exactly than the range asks for";
  }

  std::string published(const Clause& clause) const {
    if (place_.row.published_precision == 0) return "the article has no date";
    const temporal::Day day = temporal::Day::from_serial(place_.row.published_day);
    const auto precision = static_cast<temporal::Precision>(place_.row.published_precision - 1);
    const std::optional<temporal::DayRange> days =
        precision == temporal::Precision::Year ? temporal::DayRange::of_year(day.year())
        : precision == temporal::Precision::Month
            ? temporal::DayRange::of_month(day.year(), day.month())
            : temporal::DayRange{day, day};
    const auto range = range_of(clause);
    return fmt::format("published {}{}", days->iso(),
                       range ? ", " + distance(*days, *range) : std::string());
  }

  /// The units of time that the passage speaks of, those left out that hold another of them.
  std::vector<temporal::CalendarUnit> units() const {
    const schema::Schema& schema = schema::Schema::standard();
    std::vector<temporal::CalendarUnit> all, finest;
    const auto add = [&](const store::GroupRow& groups) {
      for (const std::uint32_t group : groups) {
        if (schema.fields()[place_.segment.facets().field_of(group)].of != "mentions") continue;
        if (const auto unit = temporal::CalendarUnit::read(place_.segment.facets().key(group)))
          all.push_back(*unit);
      }
    };
    add(place_.segment.facets().of_article(place_.article));  // the headline's
    add(place_.segment.facets().of_passage(place_.ordinal));
    for (const temporal::CalendarUnit& unit : all) {
      const temporal::DayRange days = unit.days();
      const bool held = std::any_of(all.begin(), all.end(), [&](const auto& other) {
        return other.kind > unit.kind && days.contains(other.days().first);
      });
      if (!held) finest.push_back(unit);
    }
    return finest;
  }

  std::string mentioned(const Clause& clause) const {
    const auto range = range_of(clause);
    std::optional<temporal::CalendarUnit> nearest;
    int least = INT32_MAX;
    for (const temporal::CalendarUnit& unit : units()) {
      const temporal::DayRange days = unit.days();
      int apart = 0;
      if (range && days.last < range->first) apart = range->first.serial() - days.last.serial();
      if (range && range->last < days.first) apart = days.first.serial() - range->last.serial();
      if (apart >= least) continue;
      least = apart;
      nearest = unit;
    }
    if (!nearest) return "the passage speaks of no time";
    return fmt::format("the nearest time the passage speaks of is {}{}", nearest->iso(),
                       range ? ", " + distance(nearest->days(), *range) : std::string());
  }

  std::string names(const Clause& clause, const schema::Field& field, bool whole_article) const {
    const schema::Schema& schema = schema::Schema::standard();
    const auto number = static_cast<std::size_t>(&field - schema.fields().data());
    std::vector<std::string> has;
    const auto add = [&](const store::GroupRow& groups) {
      for (const std::uint32_t group : groups) {
        if (place_.segment.facets().field_of(group) != number) continue;
        std::string name(place_.segment.facets().spelling(group, 0).display);
        if (std::find(has.begin(), has.end(), name) == has.end()) has.push_back(std::move(name));
      }
    };
    add(place_.segment.facets().of_article(place_.article));
    for (std::uint32_t i = 0; i < place_.row.passage_count; ++i) {
      if (whole_article || place_.row.first_passage + i == place_.ordinal)
        add(place_.segment.facets().of_passage(place_.row.first_passage + i));
    }
    const std::string what = whole_article ? "article" : "passage";
    const std::string other = whole_article ? "" : ", " + elsewhere(query_.plan, clause, place_);
    if (has.empty()) return fmt::format("the {} has no {} at all{}", what, field.name, other);
    return fmt::format("not in the {}{}; its {}: {}", what, other, field.name,
                       listed(std::move(has)));
  }

  /// A clause that stands for nothing in the database.
  std::string nowhere(const Clause& clause) const {
    const std::string text = clause_text(query_, clause);
    const schema::Field* field = schema::Schema::standard().find(text.substr(0, text.find(':')));
    if (field != nullptr && field->name == "published") return published(clause);
    if (field != nullptr && field->name == "mentions") return mentioned(clause);
    return "nothing in the database is so";
  }

  const QueryReading& query_;
  const store::Database& database_;
  PassageRef passage_;
  Place place_;
};

}  // namespace

std::string clause_text(const QueryReading& query, const Clause& clause) {
  if (clause.begin < clause.end && clause.end <= query.text.size())
    return std::string(query.text.substr(clause.begin, clause.end - clause.begin));
  const bool added = clause.kind == Clause::Kind::Leaf || clause.kind == Clause::Kind::None;
  if (added && query.as_of) return "published on or before " + query.as_of->iso();
  std::string all;
  for (const Clause& child : clause.children) {
    if (child.begin >= child.end) return search::print(query.plan, clause);
    all += (all.empty() ? "" : " ") + clause_text(query, child);
  }
  return all.empty() ? search::print(query.plan, clause) : all;
}

bool holds(const search::Plan& plan, const Clause& clause, const store::Database& database,
           PassageRef passage) {
  search::Plan one = plan;
  one.match = clause;
  search::SegmentLeaves leaves(one, database.segment(passage.segment));
  return search::match(one, leaves).test(passage.ordinal);
}

std::vector<std::string> near_misses(const QueryReading& query, const Clause& clause,
                                     const store::Database& database, PassageRef passage) {
  return store::with_xapian("explain a condition",
                            [&] { return Misses(query, database, passage).of(clause, false); });
}

}  // namespace dateline::explore
