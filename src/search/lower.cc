#include "search/lower.hh"

#include "base/error.hh"
#include "query/lexer.hh"
#include "search/names.hh"
#include "temporal/day.hh"
#include "text/normalize.hh"
#include "text/tokenize.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::search {
namespace {

using query::Kind;
using query::Mark;
using query::Node;

Clause group(Clause::Kind kind, std::vector<Clause> children) {
  if (children.size() == 1) return std::move(children.front());
  Clause clause;
  clause.kind = kind;
  clause.children = std::move(children);
  return clause;
}

Clause negate(Clause inner) {
  Clause clause;
  clause.kind = Clause::Kind::Not;
  clause.children.push_back(std::move(inner));
  return clause;
}

class Lowering {
 public:
  Lowering(std::string_view text, const schema::Schema& schema, const store::Database& database,
           const text::Stopwords& stopwords)
      : text_(text),
        schema_(schema),
        database_(database),
        stopwords_(stopwords),
        stemmer_(database.manifest().fingerprint.stemmer) {}

  Plan run(const Node& node) {
    plan_.match = lower(node, nullptr, true);
    return std::move(plan_);
  }

 private:
  [[noreturn]] void fail(std::string_view message, const Node& node, std::string hint = {}) const {
    throw base::Error(base::Code::Query, query::point_at(message, text_, node.begin, node.end),
                      std::move(hint));
  }

  /// field:    that the node stands in; nullptr outside fields
  /// positive: whether a match counts for the score (not under NOT)
  Clause lower(const Node& node, const schema::Field* field, bool positive) {
    switch (node.kind) {
      case Kind::Word:
      case Kind::Phrase:
        return leaf(node, field, positive);
      case Kind::Field:
        return lower_field(node, field, positive);
      case Kind::Rank:
        return rank(node, field, positive);
      case Kind::And:
      case Kind::Or: {
        std::vector<Clause> children;
        for (const Node& child : node.children) children.push_back(lower(child, field, positive));
        return group(node.kind == Kind::And ? Clause::Kind::And : Clause::Kind::Or,
                     std::move(children));
      }
      case Kind::Not:
        return negate(lower(node.children.front(), field, false));
      case Kind::Near:
      case Kind::AtLeast:
      case Kind::First:
      case Kind::Article:
      case Kind::Topic:
        fail("this operator cannot be searched for yet", node);
    }
    return {};
  }

  Clause lower_field(const Node& node, const schema::Field* outer, bool positive) {
    if (outer != nullptr)
      fail(fmt::format("'{}:' stands inside '{}:'", node.field, outer->name), node);
    const schema::Field* field = schema_.find(node.field);
    if (field == nullptr || field->kind == schema::FieldKind::DatePart) {
      std::string message = fmt::format("there is no field '{}'", node.field);
      const auto near = schema_.suggest(node.field);
      if (field != nullptr) {
        message = fmt::format("'{}' is only counted; narrow with 'published:'", node.field);
      } else if (near) {
        message += fmt::format("; did you mean '{}'?", *near);
      }
      Node name = node;
      name.end = node.begin + node.field.size() + (node.mark == Mark::None ? 0 : 1);
      fail(message, name,
           "dateline info fields  lists the fields; quote a word that holds a colon");
    }
    if (node.exact && field->kind != schema::FieldKind::Name) {
      fail(fmt::format("'{}:=' asks for a whole name, but '{}' holds none", field->name,
                       field->name),
           node);
    }
    exact_ = node.exact;
    return lower(node.children.front(), field, positive);
  }

  /// Whether a clause only says which passages count: a field, a negation, or a group of such.
  static bool narrows(const Node& node) {
    if (node.mark == Mark::MustNot || node.kind == Kind::Field || node.kind == Kind::Not) {
      return true;
    }
    return !node.children.empty() &&
           std::all_of(node.children.begin(), node.children.end(), narrows);
  }

  Clause rank(const Node& node, const schema::Field* field, bool positive) {
    std::vector<Clause> must, any;
    const bool worded =
        std::any_of(node.children.begin(), node.children.end(), [&](const Node& child) {
          return child.kind != Kind::Field && child.mark != Mark::MustNot && !is_stopword(child);
        });
    const bool ranked_field = field == nullptr || field->kind == schema::FieldKind::Words;
    for (const Node& child : node.children) {
      if (child.mark == Mark::MustNot) {
        must.push_back(negate(lower(child, field, false)));
      } else if (child.mark == Mark::Must || narrows(child)) {
        must.push_back(lower(child, field, positive));
      } else if (ranked_field && worded && is_stopword(child)) {
        plan_.dropped.push_back(child.text);
      } else {
        any.push_back(lower(child, field, positive));
      }
    }
    // With a word that must hold, the others only add to the score.
    const bool required = std::any_of(
        node.children.begin(), node.children.end(),
        [](const Node& child) { return child.mark == Mark::Must && child.kind != Kind::Field; });
    if (!any.empty() && required) plan_.extra_scorers = true;
    if (!any.empty() && !required)
      must.insert(must.begin(), group(Clause::Kind::Or, std::move(any)));
    Clause clause = group(Clause::Kind::And, std::move(must));
    if (required) clause.scored = false;  // the others score passages beyond those it holds for
    return clause;
  }

  bool is_stopword(const Node& node) const {
    return node.kind == Kind::Word && stopwords_.contains(single_token(node.text));
  }

  static std::string single_token(const std::string& word) {
    text::Tokens tokens;
    text::tokenize(word, tokens);
    return tokens.size() == 1 ? std::string(tokens.text(0)) : std::string();
  }

  Clause leaf(const Node& node, const schema::Field* field, bool positive) {
    if (node.exact || node.prefix) fail("this operator cannot be searched for yet", node);
    if (field != nullptr && field->kind == schema::FieldKind::Name) return name(node, *field);
    if (field != nullptr && field->kind == schema::FieldKind::Date) return date(node);
    text::Tokens tokens;
    text::tokenize(node.text, tokens);
    if (tokens.empty()) {
      if (node.text.size() > 200) fail("this has no word short enough to search for", node);
      fail(fmt::format("'{}' has no letter or digit to search for", node.text), node);
    }
    const bool title_only = field != nullptr && field->name == "title";
    const schema::Field& words = schema_.get(title_only ? "title" : "text");
    Highlight highlight;
    highlight.in_text = !title_only;
    std::vector<std::string> terms;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      highlight.stems.push_back(stemmer_.stem(tokens.text(i)));
      terms.push_back(store::make_term(words, highlight.stems.back()));
    }
    Clause clause;
    if (terms.size() == 1) {
      clause.kind = Clause::Kind::Term;
      clause.terms = terms;
    } else {
      clause.kind = Clause::Kind::Phrase;
      clause.stems = highlight.stems;
      clause.terms = terms;
      clause.in_text = !title_only;
    }
    clause.scored = positive && !title_only;
    if (positive) {
      // A headline word scores as the word it is: its term holds no frequencies of its own.
      std::vector<std::string> scoring;
      for (const std::string& stem : highlight.stems)
        scoring.push_back(store::make_term(schema_.get("text"), stem));
      add_scorer(std::move(scoring), clause);
      plan_.highlights.push_back(std::move(highlight));
    }
    return clause;
  }

  void add_scorer(std::vector<std::string> terms, const Clause& clause) {
    for (Scorer& scorer : plan_.scorers) {
      if (scorer.terms != terms || scorer.phrase.in_text != clause.in_text) continue;
      ++scorer.times;
      return;
    }
    Scorer scorer;
    scorer.terms = std::move(terms);
    if (clause.kind == Clause::Kind::Phrase) scorer.phrase = clause;
    scorer.phrase.in_text = clause.in_text;
    plan_.scorers.push_back(std::move(scorer));
  }

  Clause name(const Node& node, const schema::Field& field) {
    const std::string key = text::fold_name(node.text);
    if (key.empty())
      fail(fmt::format("'{}' has no letter or digit to search for", node.text), node);
    Clause clause;
    clause.kind = Clause::Kind::Term;
    clause.terms =
        exact_ ? exact_name(database_, field, key) : names_with(database_, field, node.text, key);
    if (clause.terms.size() > max_names) {
      fail(fmt::format("'{}' stands for {} names; the limit is {}", node.text, clause.terms.size(),
                       max_names),
           node);
    }
    if (clause.terms.empty()) clause.kind = Clause::Kind::None;
    return clause;
  }

  Clause date(const Node& node) {
    const auto range = parse_range(node.text);
    if (!range) {
      fail(fmt::format("'{}' is no date", node.text), node,
           "dates are 2022, 2022-03, 2022-03-01, and ranges such as 2022-02-24..2022-03, 2022.. or "
           "..2021");
    }
    Clause clause;
    clause.kind = Clause::Kind::Term;
    clause.terms = date_terms(database_, schema_, *range);
    if (clause.terms.empty()) clause.kind = Clause::Kind::None;
    return clause;
  }

  static std::optional<temporal::DayRange> parse_range(const std::string& text) {
    using temporal::Day;
    using temporal::DayRange;
    if (text.size() > 2 && text.starts_with("..")) {
      const auto last = DayRange::parse(text.substr(2));
      if (!last || text.find("..", 2) != std::string::npos) return std::nullopt;
      return DayRange{Day::from_serial(Day::min_serial), last->last};
    }
    if (text.size() > 2 && text.ends_with("..")) {
      const auto first = DayRange::parse(text.substr(0, text.size() - 2));
      if (!first || text.find("..") != text.size() - 2) return std::nullopt;
      return DayRange{first->first, Day::from_serial(Day::max_serial)};
    }
    return DayRange::parse(text);
  }

  std::string_view text_;
  const schema::Schema& schema_;
  const store::Database& database_;
  const text::Stopwords& stopwords_;
  store::Stemmer stemmer_;
  bool exact_ = false;  ///< whether the field being lowered asks for whole names
  Plan plan_;
};

}  // namespace

Plan lower(const Node& query, std::string_view text, const schema::Schema& schema,
           const store::Database& database, const text::Stopwords& stopwords) {
  return Lowering(text, schema, database, stopwords).run(query);
}

}  // namespace dateline::search
