#include "eval/understand.hh"

#include "base/error.hh"
#include "eval/topic.hh"
#include "query/lexer.hh"
#include "query/parser.hh"
#include "search/lower.hh"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::eval {
namespace {

void move_to(query::Node& node, std::size_t begin, std::size_t end) {
  node.begin = begin;
  node.end = end;
  for (query::Node& child : node.children) move_to(child, begin, end);
}

/// Put the trees of named topics in their place. What is wrong with a topic is told at the place
/// that names it.
/// in: inside, the topics whose queries the node stands in
void put_topics(query::Node& node, std::string_view text, std::vector<std::string>& inside) {
  for (query::Node& child : node.children) put_topics(child, text, inside);
  if (node.kind != query::Kind::Topic) return;
  const auto fail = [&](const std::string& message, const std::string& hint) {
    throw base::Error(base::Code::Query, query::point_at(message, text, node.begin, node.end),
                      hint);
  };
  if (std::find(inside.begin(), inside.end(), node.text) != inside.end())
    fail(fmt::format("topic '{}' names itself: {}", node.text, fmt::join(inside, ", ")), "");
  query::Node tree;
  try {
    const Topic topic = standard_topic(node.text);
    tree = query::parse(topic.query.empty() ? as_query(topic.title) : topic.query);
  } catch (const base::Error& failure) {
    const std::string message = failure.what();
    if (failure.code() != base::Code::Query) {
      fail(failure.place().empty() ? message : failure.place() + ": " + message, failure.hint());
    }
    fail(fmt::format("in topic '{}': {}", node.text, message.substr(0, message.find('\n'))), "");
  }
  move_to(tree, node.begin, node.end);
  inside.push_back(node.text);
  put_topics(tree, text, inside);
  inside.pop_back();
  // A group of its own: its marks and its rank stay inside.
  // What is one already needs no second brackets; a field by itself would narrow what stands beside it.
  const query::Mark mark = node.mark;
  const bool group = tree.kind == query::Kind::Rank || tree.kind == query::Kind::Or ||
                     tree.kind == query::Kind::And;
  if (group && tree.mark == query::Mark::None) {
    node = std::move(tree);
  } else {
    node.kind = query::Kind::Rank;
    node.text.clear();
    node.children = {std::move(tree)};
  }
  node.mark = mark;
}

}  // namespace

Understood understand(const std::string& text, const store::Database& database,
                      const QueryOptions& options) {
  static const text::Stopwords stopwords = text::load_stopwords("english");
  query::Node tree = query::parse(text);
  std::string printed = query::print(tree);
  std::vector<std::string> inside;
  put_topics(tree, text, inside);
  std::string expanded = query::print(tree);
  const bool known = options.names != nullptr && options.names->of(*options.aliases, database);
  return {text, std::move(printed),
          search::lower(tree, text,
                        {schema::Schema::standard(), database, stopwords, options.clock,
                         options.as_of, *options.aliases}),
          known ? options.names : std::make_shared<search::AliasGroups>(options.aliases, database),
          std::move(expanded)};
}

}  // namespace dateline::eval
