#include "query/ast.hh"

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
    case Kind::Field:
      return place == Place::Value;
    default:
      return false;
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

void print(const Node& node, Place place, std::string& out) {
  if (node.mark == Mark::Must) out += '+';
  if (node.mark == Mark::MustNot) out += '-';
  const bool brackets = needs_brackets(node, place);
  if (brackets) out += '(';
  switch (node.kind) {
    case Kind::Word:
      out += node.text;
      break;
    case Kind::Phrase:
      out += '"' + node.text + '"';
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
  }
  if (brackets) out += ')';
}

}  // namespace

std::string print(const Node& node) {
  std::string out;
  print(node, Place::Whole, out);
  return out;
}

}  // namespace dateline::query
