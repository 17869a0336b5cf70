#include "query/ast.hh"

#include "query/lexer.hh"

namespace dateline::query {
namespace {

/// Where a node stands: alone, beside AND or OR, where only a clause or only a field's value can.
enum class Place { Whole, Operand, Clause, Value };

void print(const Node& node, Place place, std::string& out);

bool needs_brackets(const Node& node, Place place) {
  switch (node.kind) {
    case Kind::Rank:  // one that holds a single marked clause has no other sign of itself
      return node.children.size() > 1 ? place != Place::Whole : place >= Place::Clause;
    case Kind::And:
    case Kind::Or:
      return place != Place::Whole;
    case Kind::Not:
      return place >= Place::Clause;
    case Kind::Near:
      return place >= Place::Clause;
    case Kind::Word:  // `title:=oil` asks for a whole value, and `-5` is a number
      if (node.mark == Mark::MustNot && !node.exact && is_number(node.text)) return true;
      return place == Place::Value && (node.exact || node.text.starts_with('='));
    case Kind::Phrase:
      return place == Place::Value && node.exact;
    default:
      return place == Place::Value;
  }
}

void join(const Node& node, const char* between, Place place, std::string& out) {
  bool first = true;
  for (const Node& child : node.children) {
    if (!first) out += between;
    first = false;
    print(child, place, out);
  }
}

/// The part of a positional operator: what is as loose as itself groups to the left.
void print_operand(const Node& node, const Node& child, bool right, std::string& out) {
  bool brackets =
      child.kind == Kind::Near && (child.unit > node.unit || (right && child.unit == node.unit));
  brackets = brackets || child.kind == Kind::Rank || child.kind == Kind::Or;
  if (brackets) out += '(';
  print(child, Place::Whole, out);
  if (brackets) out += ')';
}

void print_mentions(const Node& node, std::string& out) {
  if (node.number > 0) out += '#' + std::to_string(node.number);
}

void print(const Node& node, Place place, std::string& out) {
  if (node.mark == Mark::Must) out += '+';
  if (node.mark == Mark::MustNot) out += '-';
  const bool brackets = needs_brackets(node, place);
  if (brackets) out += '(';
  switch (node.kind) {
    case Kind::Word:
      if (node.exact) out += '=';
      out += node.text;
      if (node.prefix) out += '*';
      print_mentions(node, out);
      break;
    case Kind::Phrase:
      if (node.exact) out += '=';
      out += '"' + node.text + '"';
      print_mentions(node, out);
      break;
    case Kind::Field:
      out += node.field + (node.exact ? ":=" : ":");
      print(node.children.front(), Place::Value, out);
      break;
    case Kind::Rank:
      join(node, " ", Place::Clause, out);
      break;
    case Kind::And:
      join(node, " AND ", Place::Operand, out);
      break;
    case Kind::Or:
      join(node, " OR ", Place::Operand, out);
      break;
    case Kind::Not:
      out += "NOT ";
      print(node.children.front(), Place::Clause, out);
      break;
    case Kind::Near:
      print_operand(node, node.children[0], false, out);
      out += ' ' + operator_name(node) + ' ';
      print_operand(node, node.children[1], true, out);
      break;
    case Kind::AtLeast:
    case Kind::First:
    case Kind::Article:
      out += operator_name(node) + '(';
      print(node.children.front(), Place::Whole, out);
      out += ')';
      break;
    case Kind::Topic:
      out += '@' + node.text;
      break;
  }
  if (brackets) out += ')';
}

}  // namespace

std::string operator_name(const Node& node) {
  const std::string number = std::to_string(node.number);
  switch (node.kind) {
    case Kind::AtLeast:
      return "atleast" + number;
    case Kind::First:
      return "first" + number;
    case Kind::Article:
      return "article";
    case Kind::Near:
      if (node.unit == Unit::Sentence) return node.negated ? "NOT/s" : "/s";
      if (node.unit == Unit::Paragraph) return node.negated ? "NOT/p" : "/p";
      return (node.negated ? "NOT/" : node.ordered ? "ADJ/" : "NEAR/") + number;
    default:
      return {};
  }
}

std::string print(const Node& node) {
  std::string out;
  print(node, Place::Whole, out);
  return out;
}

}  // namespace dateline::query
