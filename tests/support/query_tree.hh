// Query trees for tests: all their structure as text, and random ones.
#pragma once

#include "query/ast.hh"

#include <random>
#include <string>

namespace dateline::test {

/// The tree with all its structure: `rank(oil +gas title:("crude oil") NEAR/5(a or(b c)))`.
inline std::string shape(const query::Node& node) {
  using query::Kind;
  std::string out = node.mark == query::Mark::Must      ? "+"
                    : node.mark == query::Mark::MustNot ? "-"
                                                        : "";
  if (node.exact && node.kind != Kind::Field) out += '=';
  const std::string times = node.number > 0 ? '#' + std::to_string(node.number) : "";
  switch (node.kind) {
    case Kind::Word:
      return out + node.text + (node.prefix ? "*" : "") + times;
    case Kind::Phrase:
      return out + '"' + node.text + '"' + times;
    case Kind::Topic:
      return out + '@' + node.text;
    case Kind::Field:
      out += node.field + (node.exact ? ":=" : ":");
      break;
    case Kind::Rank:
      out += "rank";
      break;
    case Kind::And:
      out += "and";
      break;
    case Kind::Or:
      out += "or";
      break;
    case Kind::Not:
      out += "not";
      break;
    case Kind::Near:
    case Kind::AtLeast:
    case Kind::First:
    case Kind::Article:
      out += operator_name(node);
      break;
  }
  out += '(';
  for (const query::Node& child : node.children)
    out += (&child == &node.children.front() ? "" : " ") + shape(child);
  return out + ')';
}

/// Trees that the parser could have made, the same ones for the same seed.
class RandomTree {
 public:
  explicit RandomTree(unsigned seed) : random_(seed) {}

  query::Node make() { return any(5, false); }

 private:
  using Kind = query::Kind;
  using Node = query::Node;

  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }

  static Node of(Kind kind) {
    Node node;
    node.kind = kind;
    return node;
  }

  Node leaf() {
    static const char* const words[] = {
        "oil", "gas", "don't", "C++", "-5",   "500",   "near", "and",
        "=",   "+",   "-",     "a/b", "24/7", "first", "3.5%", "\u00E9t\u00E9"};
    Node node = of(below(4) == 0 ? Kind::Phrase : Kind::Word);
    node.text = words[below(16)];
    if (node.kind == Kind::Phrase) node.text += below(2) == 0 ? " oil*" : " AND (";
    if (node.kind == Kind::Word && below(6) == 0) {
      node.text = below(2) == 0 ? "sanction" : "20";
      node.prefix = true;
    } else {
      node.exact = below(6) == 0;
      if (node.exact && node.kind == Kind::Word && node.text == "=") node.text = "AND";
    }
    return node;
  }

  /// A leaf, whose mentions may be counted in a field.
  Node leaf(bool in_field) {
    Node node = leaf();
    const bool sign = node.text.front() == '+' || node.text.front() == '-';
    if (in_field && !(sign && node.kind == Kind::Word) && below(4) == 0)
      node.number = 1 + below(1000);
    return node;
  }

  /// What may stand inside a positional operator.
  Node operand(int depth) {
    const unsigned choice = depth == 0 ? 0 : below(6);
    if (choice < 3) return leaf();
    if (choice == 3) return near(depth);
    Node node = of(choice == 4 ? Kind::Or : Kind::Rank);
    for (unsigned i = 2 + below(2); i > 0; --i) node.children.push_back(operand(depth - 1));
    return node;
  }

  Node near(int depth) {
    Node node = of(Kind::Near);
    node.unit = static_cast<query::Unit>(below(3));
    node.negated = below(3) == 0;
    if (node.unit == query::Unit::Words) {
      node.ordered = !node.negated && below(2) == 0;
      node.number = 1 + below(1000);
    }
    node.children = {operand(depth - 1), operand(depth - 1)};
    return node;
  }

  Node any(int depth, bool in_field) {
    const unsigned choice = depth == 0 ? 0 : below(13);
    switch (choice) {
      case 2:
      case 3: {
        Node node = of(choice == 2 ? Kind::And : Kind::Or);
        for (unsigned i = 2 + below(2); i > 0; --i)
          node.children.push_back(any(depth - 1, in_field));
        return node;
      }
      case 4: {
        Node node = of(Kind::Not);
        node.children.push_back(any(depth - 1, in_field));
        return node;
      }
      case 5:
        return near(depth);
      case 6:
      case 7: {
        Node node = of(choice == 6 ? Kind::AtLeast : Kind::First);
        node.number = 1 + below(1000);
        node.children.push_back(operand(depth - 1));
        return node;
      }
      case 8: {
        Node node = of(Kind::Article);
        node.children.push_back(any(depth - 1, in_field));
        return node;
      }
      case 9: {
        Node node = of(Kind::Topic);
        node.text = "central-banks";
        return node;
      }
      case 10: {
        if (in_field) return leaf(true);
        Node node = of(Kind::Field);
        node.field = "title";
        node.exact = below(2) == 0;
        node.children.push_back(any(depth - 1, true));
        return node;
      }
      case 11:
      case 12:
        return rank(depth, in_field);
      default:
        return leaf(in_field);
    }
  }

  Node rank(int depth, bool in_field) {
    Node node = of(Kind::Rank);
    for (unsigned i = 1 + below(3); i > 0; --i) {
      Node child = any(depth - 1, in_field);
      child.mark = static_cast<query::Mark>(below(3));
      node.children.push_back(std::move(child));
    }
    if (node.children.size() == 1 && node.children[0].mark == query::Mark::None)
      node.children[0].mark = query::Mark::Must;
    return node;
  }

  std::mt19937 random_;
};

}  // namespace dateline::test
