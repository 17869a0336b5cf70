#include "search/lower.hh"

#include "base/error.hh"
#include "query/lexer.hh"
#include "search/lower_words.hh"
#include "search/names.hh"
#include "search/unknown_field.hh"
#include "search/word_range.hh"
#include "store/xapian.hh"
#include "temporal/day.hh"
#include "text/normalize.hh"
#include "text/tokenize.hh"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

namespace dateline::search {
namespace {

using query::Kind;
using query::Mark;
using query::Node;
using schema::FieldKind;

/// Where a node stands.
/// field:    that it is asked of; nullptr outside fields
/// positive: whether a match counts for the score (not under NOT)
/// article:  whether the article as a whole is asked about
/// whole:    whether names are given whole
struct Place {
  const schema::Field* field = nullptr;
  bool positive = true;
  bool article = false;
  bool whole = false;
};

class Lowering {
 public:
  Lowering(std::string_view text, const QueryContext& context)
      : text_(text), context_(context), words_(text, context.database) {}

  Plan run(const Node& node) {
    plan_.match = lower(node, {});
    if (context_.as_of) {
      const temporal::QueryDays until{std::nullopt, context_.as_of};
      std::vector<std::string> terms = date_terms(context_.database, context_.schema,
                                                  context_.schema.get("published"), until.closed());
      plan_.match = group(Clause::Kind::And, {std::move(plan_.match), any_of(std::move(terms))});
    }
    return std::move(plan_);
  }

 private:
  [[noreturn]] void fail(std::string_view message, const Node& node, std::string hint = {}) const {
    throw base::Error(base::Code::Query, query::point_at(message, text_, node.begin, node.end),
                      std::move(hint));
  }

  Clause lower(const Node& node, Place place) { return read_from(node, lower_node(node, place)); }

  Clause lower_node(const Node& node, Place place) {
    switch (node.kind) {
      case Kind::Word:
      case Kind::Phrase:
        if (node.number > 0) require_mentions(node, *place.field);
        return holds_text(place) ? words(node, place) : value(node, place);
      case Kind::Near:
        refuse_in_names(node, place);
        return words(node, place);
      case Kind::AtLeast:
      case Kind::First:
        refuse_in_names(node, place);
        return counted(node, place);
      case Kind::Field:
        return field(node, place);
      case Kind::Rank:
        return rank(node, place);
      case Kind::And:
      case Kind::Or: {
        std::vector<Clause> children;
        for (const Node& child : node.children) children.push_back(lower(child, place));
        return group(node.kind == Kind::And ? Clause::Kind::And : Clause::Kind::Or,
                     std::move(children));
      }
      case Kind::Not:
        place.positive = false;
        return around(Clause::Kind::Not, lower(node.children.front(), place));
      case Kind::Article:
        if (place.field != nullptr) fail("'article(…)' can't stand inside a field", node);
        place.article = true;
        return lower(node.children.front(), place);
      case Kind::Topic:
        break;
    }
    throw base::Error(base::Code::Internal, "a topic was not put into the query");
  }

  /// Whether what is asked is running text: no field, title: or lead:.
  static bool holds_text(const Place& place) {
    return place.field == nullptr || place.field->kind == FieldKind::Words ||
           place.field->name == "lead";
  }

  void refuse_in_names(const Node& node, const Place& place) const {
    if (holds_text(place)) return;
    fail(
        fmt::format("'{}:' holds no running text, so this can't be asked of it", place.field->name),
        node, "positional operators work in the text, in title: and in lead:");
  }

  void require_mentions(const Node& node, const schema::Field& field) const {
    if (has_mentions(field)) return;
    Node sign = node;
    sign.begin = text_.rfind('#', node.end - 1);
    fail(fmt::format("'{}:' has no mentions to count; person:, org: and place: have", field.name),
         sign, "quote a value that holds a '#'");
  }

  Clause field(const Node& node, Place place) {
    if (place.field != nullptr)
      fail(fmt::format("'{}:' stands inside '{}:'", node.field, place.field->name), node);
    place.field = context_.schema.find(node.field);
    if (place.field == nullptr || place.field->kind == FieldKind::DatePart)
      unknown_field(node, place.field);
    if (node.exact && place.field->kind != FieldKind::Name) {
      fail(fmt::format("'{}:=' asks for a whole name, but '{}' holds none", place.field->name,
                       place.field->name),
           node);
    }
    place.whole = node.exact;
    return lower(node.children.front(), place);
  }

  [[noreturn]] void unknown_field(const Node& node, const schema::Field* part) const {
    Node name = node;
    name.end = node.begin + node.field.size() + (node.mark == Mark::None ? 0 : 1);
    fail(why_unknown(context_.schema, node.field, part), name,
         "dateline info fields  lists the fields; quote a word that holds a colon");
  }

  /// Whether a clause only says which passages count: a field, a negation, or a group of such.
  static bool narrows(const Node& node) {
    if (node.mark == Mark::MustNot || node.kind == Kind::Field || node.kind == Kind::Not) {
      return true;
    }
    if (node.kind == Kind::Near || node.kind == Kind::AtLeast || node.kind == Kind::First)
      return false;
    return !node.children.empty() &&
           std::all_of(node.children.begin(), node.children.end(), narrows);
  }

  Clause rank(const Node& node, Place place) {
    std::vector<Clause> must, any;
    const bool worded =
        std::any_of(node.children.begin(), node.children.end(), [&](const Node& child) {
          return child.kind != Kind::Field && child.mark != Mark::MustNot && !is_stopword(child);
        });
    const bool running_text = holds_text(place);
    for (const Node& child : node.children) {
      if (child.mark == Mark::MustNot) {
        Place without = place;
        without.positive = false;
        must.push_back(read_from(child, around(Clause::Kind::Not, lower(child, without))));
      } else if (child.mark == Mark::Must || narrows(child)) {
        must.push_back(lower(child, place));
      } else if (running_text && worded && is_stopword(child)) {
        plan_.dropped.push_back(child.text);
      } else {
        any.push_back(lower(child, place));
      }
    }
    // With a word that must hold, the others only add to the score.
    const bool required = std::any_of(
        node.children.begin(), node.children.end(),
        [](const Node& child) { return child.mark == Mark::Must && child.kind != Kind::Field; });
    if (!any.empty() && !required)
      must.insert(must.begin(), group(Clause::Kind::Or, std::move(any)));
    return group(Clause::Kind::And, std::move(must));
  }

  bool is_stopword(const Node& node) const {
    if (node.kind != Kind::Word || node.exact || node.prefix) return false;
    text::Tokens tokens;
    text::tokenize(node.text, tokens);
    return tokens.size() == 1 && context_.stopwords.contains(tokens.text(0));
  }

  static Scope scope(const Place& place) {
    if (place.field == nullptr) return Scope::Passage;
    if (place.field->name == "title") return Scope::Title;
    return place.field->name == "lead" ? Scope::Lead : Scope::Passage;
  }

  /// A word, a phrase or a positional group, in the text or a part of it.
  Clause words(const Node& node, const Place& place) {
    Leaf leaf;
    leaf.expression = words_.expression(node);
    leaf.scope = scope(place);
    words_.note_unknown(node, leaf.expression, plan_.unknown);
    return looked_up(std::move(leaf), place);
  }

  /// `atleast3(…)`, `first50(…)`.
  Clause counted(const Node& node, const Place& place) {
    Leaf leaf;
    leaf.expression = words_.expression(node.children.front());
    leaf.scope = scope(place);
    if (node.kind == Kind::First) {
      if (leaf.scope != Scope::Passage)
        fail("'first…(…)' counts from the beginning of the text, so no field goes with it", node);
      leaf.scope = Scope::First;
      leaf.within_first = node.number;
    } else if (place.article && leaf.scope == Scope::Passage) {
      Clause often;
      often.kind = Clause::Kind::AtLeast;
      often.number = node.number;
      // Counted over the article by its expression, whatever a posting list could tell.
      often.leaf = plan_.leaf(leaf);
      Place each = place;
      each.article = false;
      looked_up(std::move(leaf), each);
      return often;
    } else {
      leaf.at_least = node.number;
    }
    return looked_up(std::move(leaf), place);
  }

  Clause looked_up(Leaf leaf, const Place& place) {
    const bool word = is_plain_word(leaf.expression) && leaf.scope != Scope::First;
    const std::string stem = word ? leaf.expression.token.stems.front() : std::string();
    if (word && leaf.scope == Scope::Passage) leaf = term_leaf("text", stem, leaf.at_least);
    if (word && leaf.scope == Scope::Title && leaf.at_least == 1) {
      Leaf title = term_leaf("title", stem, 1);
      title.scope = Scope::Title;
      leaf = std::move(title);
    }
    Clause clause;
    clause.kind = Clause::Kind::Leaf;
    clause.leaf = plan_.leaf(std::move(leaf));
    if (place.positive) {
      // A word of a headline or lead scores as the word it is.
      add_scorer(word ? plan_.leaf(term_leaf("text", stem, 1)) : clause.leaf, word);
      add_highlight(clause.leaf);
    }
    return place.article ? around(Clause::Kind::Article, std::move(clause)) : clause;
  }

  Leaf term_leaf(const char* field, const std::string& stem, unsigned at_least) const {
    Leaf leaf;
    leaf.terms = {store::make_term(context_.schema.get(field), stem)};
    leaf.expression.token.stems = {stem};
    leaf.at_least = at_least;
    return leaf;
  }

  void add_scorer(std::size_t leaf, bool word) {
    for (Scorer& scorer : plan_.scorers) {
      if (scorer.leaf != leaf) continue;
      scorer.weight += 1;
      return;
    }
    plan_.scorers.push_back({leaf, 1, word});
  }

  void add_highlight(std::size_t leaf) {
    auto& all = plan_.highlights;
    if (std::find(all.begin(), all.end(), leaf) == all.end()) all.push_back(leaf);
  }

  /// What is asked of a field that is no running text.
  Clause value(const Node& node, const Place& place) {
    switch (place.field->kind) {
      case FieldKind::Name:
        return at_article(name(node, place), place);
      case FieldKind::Date:
        return at_article(date(node, place), place);
      default:
        return length(node);
    }
  }

  static Clause at_article(Clause clause, const Place& place) {
    return place.article ? around(Clause::Kind::Article, std::move(clause)) : clause;
  }

  /// in: mentions, of names: how often the article must have them
  Clause any_of(std::vector<std::string> terms, unsigned mentions = 1) {
    Clause clause;
    clause.kind = terms.empty() ? Clause::Kind::None : Clause::Kind::Leaf;
    if (terms.empty()) return clause;
    Leaf leaf;
    leaf.terms = std::move(terms);
    leaf.mentions = mentions;
    clause.leaf = plan_.leaf(std::move(leaf));
    return clause;
  }

  /// Whether the last word of a name only begins so: `gazp*`, `"European comm*"`.
  bool is_prefix(const Node& node, bool whole) const {
    if (whole && node.prefix) fail("a whole name has no wildcard", node, "leave the '=' out");
    const std::size_t star = node.text.find('*');
    if (whole || star == std::string::npos) return node.prefix;
    if (star + 1 < node.text.size()) fail("only the last word of a name may be a wildcard", node);
    return true;
  }

  Clause name(const Node& node, const Place& place) {
    const std::string key = text::fold_name(node.text);
    if (key.empty())
      fail(fmt::format("'{}' has no letter or digit to search for", node.text), node);
    const schema::Field& field = *place.field;
    const bool whole = place.whole || node.exact, prefix = is_prefix(node, whole);
    if (prefix) words_.count_wildcard(node);
    FoundNames found =
        whole ? exact_name(context_.database, field, key, context_.aliases)
              : names_with(context_.database, field, node.text, key, prefix, context_.aliases);
    if (found.terms.size() > max_names) {
      fail(fmt::format("'{}' stands for {} names; the limit is {}", node.text, found.terms.size(),
                       max_names),
           node);
    }
    const std::string asked =
        field.name + (place.whole ? ":=" : ":") + node.text + (node.prefix ? "*" : "");
    if (found.terms.empty()) plan_.unknown.push_back(asked);
    for (const std::string& set : found.widened) plan_.widened.push_back(asked + " is " + set);
    return any_of(std::move(found.terms), std::max(node.number, 1u));
  }

  Clause date(const Node& node, const Place& place) {
    refuse_form(node, place);
    const auto days = temporal::parse_days(node.text, context_.clock);
    if (const auto* wrong = std::get_if<temporal::DateError>(&days)) {
      Node at = node;
      at.begin = std::max(node.begin, text_.find(node.text, node.begin));
      at.end = std::min(node.end, at.begin + wrong->end);
      at.begin = std::min(at.begin + wrong->begin, at.end);
      fail(wrong->message, at, wrong->hint);
    }
    const temporal::DayRange range = std::get<temporal::QueryDays>(days).closed();
    if (place.field->name == "mentions" && place.positive) plan_.mentioned.push_back(range);
    return any_of(date_terms(context_.database, context_.schema, *place.field, range));
  }

  void refuse_form(const Node& node, const Place& place) const {
    if (!node.exact && !node.prefix) return;
    fail(fmt::format("'{}:' takes no exact form or wildcard", place.field->name), node);
  }

  Clause length(const Node& node) const {
    const auto range = read_word_range(node.text);
    if (const auto* wrong = std::get_if<std::string>(&range))
      fail(*wrong, node, "lengths are 500, 500.., ..300 or 100..300");
    Clause clause;
    clause.kind = Clause::Kind::Words;
    clause.first_word = std::get<WordRange>(range).first;
    clause.last_word = std::get<WordRange>(range).last;
    return clause;
  }

  std::string_view text_;
  const QueryContext& context_;
  WordLowering words_;
  Plan plan_;
};

}  // namespace

Plan lower(const Node& query, std::string_view text, const QueryContext& context) {
  return Lowering(text, context).run(query);
}

}  // namespace dateline::search
