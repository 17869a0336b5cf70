#include "eval/suite.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/nearest.hh"
#include "base/toml.hh"
#include "eval/expectation.hh"
#include "eval/judgments.hh"

#include <algorithm>
#include <cstdlib>
#include <set>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

using base::Toml;
namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& message, const std::string& place,
                       const std::string& hint = {}) {
  throw base::Error(base::Code::Data, message, hint, place);
}

/// Put in variables: `${NAME}`, `${NAME:-default}`; nothing, if one is not set and has no default.
/// out: unset, the name of the first of these
std::string with_variables(const Toml& value, std::string& unset) {
  std::string out;
  std::string_view rest = value.string();
  while (!rest.empty()) {
    const std::size_t begin = rest.find("${");
    out += rest.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const std::size_t end = rest.find('}', begin);
    if (end == std::string_view::npos) fail("'${' without '}'", value.place());
    const std::string_view inside = rest.substr(begin + 2, end - begin - 2);
    const std::size_t otherwise = inside.find(":-");
    const char* set = std::getenv(std::string(inside.substr(0, otherwise)).c_str());
    if (set != nullptr && *set != '\0') {
      out += set;
    } else if (otherwise != std::string_view::npos) {
      out += inside.substr(otherwise + 2);
    } else if (unset.empty()) {
      unset = inside;
    }
    rest.remove_prefix(end + 1);
  }
  return out;
}

class Reader {
 public:
  explicit Reader(const fs::path& path)
      : path_(path), document_(base::parse_toml(path.string(), base::read_file(path))) {}

  Suite read() {
    base::require_kind(document_, "suite", 1, 1);
    document_.only({"kind", "version", "title", "index", "ranking", "topic", "judged", "case"});
    suite_.path = path_;
    suite_.name = path_.stem().string();
    suite_.title = document_.string_or("title", "");
    read_index(document_.at("index"));
    if (document_.has("ranking")) read_ranking(document_.at("ranking"));
    if (!is_available(suite_.index)) return std::move(suite_);
    read_own_topics();
    if (document_.has("judged")) {
      for (const Toml& one : document_.at("judged").array()) read_judged(one);
    }
    if (document_.has("case")) {
      for (const Toml& one : document_.at("case").array()) read_case(one);
    }
    if (suite_.cases.empty() && suite_.judged.empty())
      fail("the suite has neither a [[case]] nor a [[judged]]", path_.string());
    return std::move(suite_);
  }

 private:
  fs::path resolved(const Toml& value) const {
    std::string unset;
    const fs::path path = with_variables(value, unset);
    if (!unset.empty() && is_available(suite_.index))
      fail(fmt::format("the variable {} is not set", unset), value.place(),
           fmt::format("${{{}:-DEFAULT}} stands for DEFAULT where it is not", unset));
    if (path.empty()) fail("the path is empty", value.place());
    return path.is_absolute() ? path : (path_.parent_path() / path).lexically_normal();
  }

  void read_index(const Toml& table) {
    table.only({"sources", "database", "requires", "stemmer", "format", "articles"});
    IndexNeed& index = suite_.index;
    index.place = table.place();
    if (table.has("requires")) {
      // A variable that is not set names nothing that could be there.
      const Toml& value = table.at("requires");
      std::string unset;
      fs::path path = with_variables(value, unset);
      if (path.empty() || !unset.empty()) path = value.string();
      index.requires_path = path.is_absolute() ? path : path_.parent_path() / path;
    }
    if (table.has("sources") == table.has("database"))
      fail(table.has("sources") ? "[index] has sources and database, and can only use one"
                                : "[index] needs either sources or database",
           table.place(), "sources = [\"articles.jsonl\"]  lets check build the index");
    if (table.has("database")) index.database = resolved(table.at("database"));
    if (table.has("sources")) {
      for (const Toml& one : table.at("sources").array()) index.sources.push_back(resolved(one));
      if (index.sources.empty()) fail("there is no source", table.at("sources").place());
    }
    for (const char* key : {"stemmer", "format"}) {
      if (table.has(key) && table.has("database"))
        fail(fmt::format("'{}' is of no use to a database that is there", key),
             table.at(key).place());
    }
    index.stemmer = table.string_or("stemmer", "english");
    index.format = table.string_or("format", "");
    if (table.has("articles")) index.articles = expected_natural(table.at("articles"));
  }

  void read_ranking(const Toml& table) {
    table.only({"unit", "weighting", "feedback", "half_life", "as_of", "now", "tz", "sort"});
    RankSettings& ranking = suite_.ranking;
    const auto take = [&](const char* key, std::string RankSettings::*member) {
      if (!table.has(key)) return;
      ranking.*member = table.at(key).string();
      RankSettings alone;  // so that a wrong value is told at its place
      alone.*member = ranking.*member;
      try {
        rank_options(alone);
        query_options(alone);
      } catch (const base::Error& failure) {
        std::string message = failure.what();
        if (message.starts_with("--")) message.erase(0, 2);  // it is an option elsewhere
        fail(message, table.at(key).place(), failure.hint());
      }
    };
    take("weighting", &RankSettings::weighting);
    take("feedback", &RankSettings::feedback);
    take("half_life", &RankSettings::half_life);
    take("tz", &RankSettings::tz);
    take("now", &RankSettings::now);
    take("as_of", &RankSettings::as_of);
    take("sort", &RankSettings::sort);
    const std::string unit = table.string_or("unit", "passage");
    if (unit != "passage" && unit != "article")
      fail(fmt::format("unit is '{}', but must be passage or article", unit),
           table.at("unit").place());
    ranking.articles = unit == "article";
  }

  void read_own_topics() {
    if (!document_.has("topic")) return;
    for (const Toml& one : document_.at("topic").array()) {
      one.only({"id", "title", "description", "narrative", "query"});
      Topic topic{one.at("id").string(), one.string_or("title", ""),
                  one.string_or("description", ""), one.string_or("narrative", ""),
                  one.string_or("query", "")};
      if (topic.id.empty()) fail("the topic has no id", one.place());
      if (topic.title.empty() && topic.description.empty() && topic.query.empty())
        fail(fmt::format("topic '{}' has nothing to search for", topic.id), one.place());
      for (const Topic& other : own_topics_) {
        if (other.id == topic.id)
          fail(fmt::format("topic '{}' comes twice", topic.id), one.place());
      }
      own_topics_.push_back(std::move(topic));
    }
  }

  void read_judged(const Toml& table) {
    table.only({"id", "topics", "only", "field", "judgments", "depth", "tolerance",
                "topic_tolerance", "floors"});
    Judged judged;
    judged.place = table.place();
    judged.id = table.string_or("id", "judged");
    require_new_id(judged.id, table.place());
    judged.topics = table.has("topics") ? read_topics(resolved(table.at("topics"))) : own_topics_;
    if (judged.topics.empty())
      fail("there are no topics: neither a file (topics = …) nor a [[topic]]", table.place());
    judged.judgments = resolved(table.at("judgments"));
    judged.partial = table.has("only");
    if (judged.partial) keep_only(table.at("only"), judged);
    judged.field = table.string_or("field", "query");
    for (const Topic& topic : judged.topics) {
      try {
        topic_query(topic, judged.field);
      } catch (const base::Error& failure) {
        fail(fmt::format("topic '{}': {}", topic.id, failure.what()), table.place());
      }
    }
    for (const auto& [name, value] : table.at("floors").table())
      judged.floors.push_back({name, {share_of(value, "a floor"), value.place()}});
    if (judged.floors.empty()) fail("there is no floor", table.at("floors").place());
    judged.depth = static_cast<std::size_t>(table.integer_or("depth", 1000));
    if (judged.depth == 0 || judged.depth > 1'000'000)
      fail("depth lies between 1 and 1000000", table.at("depth").place());
    for (const Floor& floor : judged.floors) {
      if (const auto depth = measure_of(floor).depth; depth && *depth > judged.depth)
        fail(fmt::format("{} looks at {} results, and depth lets only {} be found", floor.measure,
                         *depth, judged.depth),
             floor.value.place);
    }
    judged.tolerance = share(table, "tolerance", judged.tolerance);
    if (table.has("topic_tolerance")) judged.topic_tolerance = share(table, "topic_tolerance", 0);
    suite_.judged.push_back(std::move(judged));
  }

  static double share_of(const Toml& value, const char* what) {
    if (!(value.number() >= 0 && value.number() <= 1))
      fail(fmt::format("{} lies between 0 and 1", what), value.place());
    return value.number();
  }

  static double share(const Toml& table, const char* key, double fallback) {
    return table.has(key) ? share_of(table.at(key), key) : fallback;
  }

  /// Leave out all topics but those that a list names, or, if it is `judged`, those with judgments.
  static void keep_only(const Toml& list, Judged& judged) {
    if (const std::string* word = list.as_string(); word != nullptr) {
      if (*word != "judged") fail("only is a list of topics, or \"judged\"", list.place());
      const std::vector<std::string> known = topics_of(read_judgments(judged.judgments));
      std::erase_if(judged.topics, [&](const Topic& topic) {
        return std::find(known.begin(), known.end(), topic.id) == known.end();
      });
      if (judged.topics.empty()) fail("no topic is judged", list.place());
      return;
    }
    std::vector<Topic> kept;
    std::vector<std::string_view> known;
    for (const Topic& topic : judged.topics) known.push_back(topic.id);
    for (const Toml& id : list.array()) {
      const auto found = std::find(known.begin(), known.end(), id.string());
      if (found == known.end()) {
        const auto near = base::nearest(id.string(), known);
        fail(fmt::format("there is no topic '{}'{}", id.string(),
                         near ? fmt::format("; did you mean '{}'?", *near) : ""),
             id.place());
      }
      kept.push_back(judged.topics[static_cast<std::size_t>(found - known.begin())]);
    }
    if (kept.empty()) fail("there is no topic", list.place());
    judged.topics = std::move(kept);
  }

  void read_case(const Toml& table) {
    Case one = eval::read_case(table);
    require_new_id(one.id, table.place());
    if (!one.query.starts_with('@') || !table.has("topic")) {
      suite_.cases.push_back(std::move(one));
      return;
    }
    // A topic of the suite itself, else a saved one.
    const std::string& id = table.at("topic").string();
    const auto own = std::find_if(own_topics_.begin(), own_topics_.end(),
                                  [&](const Topic& topic) { return topic.id == id; });
    try {
      one.query = topic_query(own != own_topics_.end() ? *own : standard_topic(id), "query");
    } catch (const base::Error& failure) {
      fail(failure.what(), table.at("topic").place(), failure.hint());
    }
    suite_.cases.push_back(std::move(one));
  }

  void require_new_id(const std::string& id, const std::string& place) {
    if (!ids_.insert(id).second) fail(fmt::format("the id '{}' comes twice", id), place);
  }

  fs::path path_;
  Toml document_;
  Suite suite_;
  std::vector<Topic> own_topics_;
  std::set<std::string> ids_;
};

}  // namespace

Suite read_suite(const fs::path& path) {
  return Reader(path).read();
}

bool is_available(const IndexNeed& index) {
  std::error_code failed;
  return index.requires_path.empty() || fs::exists(index.requires_path, failed);
}

std::vector<fs::path> find_suites(const std::vector<std::string>& paths) {
  std::vector<fs::path> all;
  for (const std::string& given : paths) {
    std::error_code failed;
    std::vector<fs::path> found;
    if (!fs::is_directory(given, failed)) {
      if (!fs::exists(given, failed))
        throw base::Error(base::Code::Input, fmt::format("there is no suite '{}'", given));
      found.emplace_back(given);
    } else {
      for (const auto& entry : fs::directory_iterator(given)) {
        if (entry.path().extension() == ".toml") found.push_back(entry.path());
      }
      if (found.empty())
        throw base::Error(base::Code::Input,
                          fmt::format("there is no suite (*.toml) in the folder '{}'", given));
      std::sort(found.begin(), found.end());
    }
    for (fs::path& path : found) {
      const auto same = [&](const fs::path& other) { return fs::equivalent(path, other, failed); };
      if (std::none_of(all.begin(), all.end(), same)) all.push_back(std::move(path));
    }
  }
  return all;
}

Measure measure_of(const Floor& floor) {
  try {
    return parse_measure(floor.measure);
  } catch (const base::Error& failure) {
    fail(failure.what(), floor.value.place, failure.hint());
  }
}

std::string topic_query(const Topic& topic, const std::string& field) {
  if (field == "query" && !topic.query.empty()) return topic.query;
  const bool title = field != "description", description = field.ends_with("description");
  if ((title && topic.title.empty()) || (description && topic.description.empty())) {
    throw base::Error(
        base::Code::Query,
        fmt::format("it has no {}", title && topic.title.empty() ? "title" : "description"));
  }
  std::string text = title ? topic.title : "";
  if (description) text += (title ? " " : "") + topic.description;
  return as_query(text);
}

}  // namespace dateline::eval
