#include "eval/topic.hh"

#include "base/ascii.hh"
#include "base/data.hh"
#include "base/error.hh"
#include "base/nearest.hh"
#include "base/toml.hh"
#include "query/lexer.hh"
#include "text/decode.hh"
#include "text/line.hh"
#include "text/span.hh"
#include "text/tokenize.hh"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace dateline::eval {
namespace {

std::string_view trimmed(std::string_view text) {
  return text::trim(text, {0, static_cast<std::uint32_t>(text.size())}).of(text);
}

[[noreturn]] void fail(std::string_view message, const std::string& place) {
  throw base::Error(base::Code::Data, std::string(message), {}, place);
}

Topic from_toml(const std::string& path, std::string_view content) {
  const base::Toml document = base::parse_toml(path, content);
  base::require_kind(document, "topic", 1, 1);
  document.only({"kind", "version", "id", "title", "description", "narrative", "query"});
  Topic topic;
  topic.id = document.at("id").string();
  topic.title = document.at("title").string();
  topic.description = document.string_or("description", "");
  topic.narrative = document.string_or("narrative", "");
  topic.query = document.string_or("query", "");
  return topic;
}

Topic from_object(const nlohmann::json& row, const std::string& place) {
  const auto get = [&](const char* key) {
    const auto found = row.find(key);
    if (found == row.end() || found->is_null()) return std::string();
    if (found->is_structured())
      fail(fmt::format("'{}' of a topic is a list or object", key), place);
    return found->is_string() ? found->get<std::string>() : found->dump();
  };
  // Other keys are others' business, but a slip must not change what is asked.
  static const std::vector<std::string_view> known{"id", "title", "description", "narrative",
                                                   "query"};
  for (auto field = row.begin(); row.is_object() && field != row.end(); ++field) {
    const std::string& key = field.key();
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto near = base::nearest(base::lower_ascii(key), known);
    if (near && near->front() == base::lower_ascii(key).front() && row.find(*near) == row.end())
      fail(fmt::format("'{}' is no key of a topic; did you mean '{}'?", key, *near), place);
  }
  return {get("id"), get("title"), get("description"), get("narrative"), get("query")};
}

/// What the library says is wrong, without its own names of errors.
[[noreturn]] void fail_json(const nlohmann::json::exception& failure, const std::string& place) {
  const std::string_view message = failure.what();
  const std::size_t name = message.starts_with('[') ? message.find("] ") : std::string::npos;
  fail(name == std::string::npos ? message : message.substr(name + 2), place);
}

std::vector<Topic> from_json(const std::string& path, std::string_view content) {
  std::vector<Topic> topics;
  try {
    for (const auto& row : nlohmann::json::parse(content)) topics.push_back(from_object(row, path));
  } catch (const nlohmann::json::exception& failure) {
    fail_json(failure, path);
  }
  return topics;
}

/// One object, on however many lines, or an object a line.
std::vector<Topic> from_json_lines(const std::string& path, std::string_view content) {
  if (const auto whole = nlohmann::json::parse(content, nullptr, false); whole.is_object())
    return {from_object(whole, path)};
  std::vector<Topic> topics;
  for (std::size_t number = 1; !content.empty(); ++number) {
    const std::string_view line = trimmed(text::take_line(content));
    if (line.empty()) continue;
    const std::string place = fmt::format("{}:{}", path, number);
    try {
      topics.push_back(from_object(nlohmann::json::parse(line), place));
    } catch (const nlohmann::json::exception& failure) {
      fail_json(failure, place);
    }
  }
  return topics;
}

/// Where a text ends that stands in a TREC block: at the next tag, open or closed; a `<` before
/// anything but a letter or slash is text.
std::size_t text_end(std::string_view block) {
  for (std::size_t at = 0; (at = block.find('<', at)) != std::string_view::npos; ++at) {
    const char next = at + 1 < block.size() ? block[at + 1] : ' ';
    if (next == '/' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) return at;
  }
  return block.size();
}

/// TREC's blocks: tags are closed or not, so a field ends at the next tag; `Number:` and the like
/// are labels; a field may take several lines, which become one.
std::vector<Topic> from_trec(std::string_view content) {
  std::vector<Topic> topics;
  const std::string tags = base::lower_ascii(content);  // tags are in any case
  for (std::size_t at = 0; (at = tags.find("<top>", at)) != std::string::npos; ++at) {
    const std::size_t end = std::min(tags.find("<top>", at + 1), tags.size());
    const std::size_t size =
        std::min(std::string_view(tags).substr(at, end - at).find("</top>"), end - at);
    const std::string_view block = content.substr(at, size);
    const std::string_view block_tags = std::string_view(tags).substr(at, size);
    const auto field = [&](std::string_view tag, std::string_view label) {
      const std::size_t begin = block_tags.find(tag);
      if (begin == std::string_view::npos) return std::string();
      std::string_view value = block.substr(begin + tag.size());
      value = trimmed(value.substr(0, text_end(value)));
      if (value.starts_with(label)) value = trimmed(value.substr(label.size()));
      std::string joined;
      for (const char c : value) {
        if (!text::is_blank(c)) {
          joined.push_back(c);
        } else if (!joined.ends_with(' ')) {
          joined.push_back(' ');
        }
      }
      return joined;
    };
    topics.push_back({field("<num>", "Number:"), field("<title>", "Topic:"),
                      field("<desc>", "Description:"), field("<narr>", "Narrative:"),
                      field("<query>", "Query:")});
  }
  return topics;
}

std::vector<Topic> from_lines(const std::string& path, std::string_view content) {
  std::vector<Topic> topics;
  for (std::size_t number = 1; !content.empty(); ++number) {
    std::string_view line = text::take_line(content);
    if (trimmed(line).empty() || line.front() == '#') continue;
    std::vector<std::string> columns;
    for (std::size_t tab = 0; tab != std::string_view::npos;) {
      tab = line.find('\t');
      columns.emplace_back(trimmed(line.substr(0, tab)));
      if (tab != std::string_view::npos) line.remove_prefix(tab + 1);
    }
    const std::string place = fmt::format("{}:{}", path, number);
    if (columns.size() < 2) fail("no tab between id and title", place);
    if (columns.size() > 3)
      fail(fmt::format("{} columns; id, title and description are expected", columns.size()),
           place);
    columns.resize(3);
    topics.push_back({columns[0], columns[1], columns[2], {}, {}});
  }
  return topics;
}

/// The topics of a folder, in the order of their names.
std::vector<std::filesystem::path> topic_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Topic> parse(const std::string& path, std::string_view content) {
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  if (const std::size_t valid = text::valid_utf8_prefix(content); valid < content.size())
    fail(fmt::format("byte {} is no UTF-8", valid + 1), path);
  const std::string_view start = trimmed(content.substr(0, 4096));
  if (path.ends_with(".toml")) return {from_toml(path, content)};
  if (start.starts_with('[')) return from_json(path, content);
  if (start.starts_with('{')) return from_json_lines(path, content);
  if (base::lower_ascii(content).find("<top>") != std::string::npos) return from_trec(content);
  return from_lines(path, content);
}

}  // namespace

std::vector<Topic> read_topics(const std::filesystem::path& path) {
  std::vector<Topic> topics;
  if (std::filesystem::is_directory(path)) {
    for (const auto& file : topic_files(path)) {
      topics.push_back(from_toml(file.string(), base::read_file(file)));
    }
  } else {
    topics = parse(path.string(), base::read_file(path));
  }
  if (topics.empty()) fail("there is no topic in it", path.string());
  std::set<std::string> ids;
  std::vector<std::string> faults;  // all of them, so that one reading mends a file
  std::size_t number = 0;
  for (const Topic& topic : topics) {
    ++number;
    if (topic.id.empty()) {
      faults.push_back(fmt::format("topic number {} has no id", number));
    } else if (!ids.insert(topic.id).second) {
      faults.push_back(fmt::format("topic '{}' comes twice", topic.id));
    }
    if (!topic.id.empty() && topic.title.empty() && topic.description.empty() &&
        topic.query.empty()) {
      faults.push_back(
          fmt::format("topic '{}' has neither title nor description nor query", topic.id));
    }
  }
  constexpr std::size_t most = 20;
  if (faults.size() > most) {
    const std::size_t more = faults.size() - most;
    faults.resize(most);
    faults.push_back(fmt::format("and {} more faults", more));
  }
  if (!faults.empty()) fail(fmt::format("{}", fmt::join(faults, "; ")), path.string());
  return topics;
}

namespace {

/// All tokens, each as a phrase of its own: side by side they would be more than words.
std::string quoted(const std::string& text, const text::Tokens& tokens) {
  std::string query;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    query += (query.empty() ? "\"" : " \"") +
             text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin) + '"';
  }
  return query;
}

}  // namespace

std::string as_query(const std::string& text) {
  text::Tokens tokens;
  text::tokenize(text, tokens);
  std::string query;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string word = text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    // Tokens hold no punctuation that means something: what is left are operators in capitals and
    // what looks like those of other systems.
    for (const char* meaning : {"AND", "OR", "NOT", "NEAR", "ADJ"}) {
      if (word == meaning) word = tokens.text(i);
    }
    if (!query::is_word(word)) word = '"' + word + '"';
    if (!query.empty()) query += ' ';
    query += word;
  }
  return query::is_words(query) ? query : quoted(text, tokens);
}

}  // namespace dateline::eval
