#include "query/ast.hh"

namespace dateline::query {
namespace {

void print(const Node& node, bool inside, std::string& out);

void join(const Node& node, const char* between, bool inside, std::string& out) {
  const bool brackets = inside && node.children.size() > 1;
  if (brackets) out += '(';
  bool first = true;
  for (const Node& child : node.children) {
    if (!first) out += between;
    first = false;
    print(child, true, out);
  }
  if (brackets) out += ')';
}

void print(const Node& node, bool inside, std::string& out) {
  if (node.mark == Mark::Must) out += '+';
  if (node.mark == Mark::MustNot) out += '-';
  switch (node.kind) {
    case Kind::Word:
      out += node.text;
      break;
    case Kind::Phrase:
      out += '"' + node.text + '"';
      break;
    case Kind::Field:
      out += node.field + ':';
      print(node.children.front(), true, out);
      break;
    case Kind::Rank:
      join(node, " ", inside, out);
      break;
    case Kind::And:
      join(node, " AND ", inside, out);
      break;
    case Kind::Or:
      join(node, " OR ", inside, out);
      break;
    case Kind::Not:
      out += "NOT ";
      print(node.children.front(), true, out);
      break;
  }
}

}  // namespace

std::string print(const Node& node) {
  std::string out;
  print(node, false, out);
  return out;
}

}  // namespace dateline::query
