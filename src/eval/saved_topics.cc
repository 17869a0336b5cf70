// Topics that have a name everywhere: those of queries/topics, and a person's own.
#include "base/data.hh"
#include "base/error.hh"
#include "base/folders.hh"
#include "base/nearest.hh"
#include "base/new_file.hh"
#include "eval/topic.hh"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

std::vector<Topic> shipped_topics() {
  return read_topics(base::data_root() / "queries/topics");
}

std::filesystem::path own_folder() {
  const std::filesystem::path folder = base::config_folder();
  return folder.empty() ? folder : folder / "topics";
}

/// Those of the folder; none if it is not there or holds none.
std::vector<Topic> own_topics() {
  const std::filesystem::path folder = own_folder();
  std::error_code failure;
  if (folder.empty() || !std::filesystem::is_directory(folder, failure)) return {};
  const auto is_topic = [](const auto& entry) { return entry.path().extension() == ".toml"; };
  const std::filesystem::directory_iterator entries(folder);
  if (std::none_of(begin(entries), end(entries), is_topic)) return {};
  return read_topics(folder);
}

const Topic* find(const std::vector<Topic>& topics, const std::string& id) {
  const auto found = std::find_if(topics.begin(), topics.end(),
                                  [&](const Topic& topic) { return topic.id == id; });
  return found == topics.end() ? nullptr : &*found;
}

/// A string of TOML on one line.
std::string toml_string(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

std::vector<Topic> standard_topics() {
  std::vector<Topic> topics = shipped_topics();
  for (Topic& own : own_topics()) {
    if (find(topics, own.id) == nullptr) topics.push_back(std::move(own));
  }
  return topics;
}

Topic standard_topic(const std::string& id) {
  // A person's own faulty file does no harm to those that are not theirs.
  if (const auto shipped = shipped_topics(); const Topic* topic = find(shipped, id)) return *topic;
  const std::vector<Topic> topics = standard_topics();
  if (const Topic* topic = find(topics, id)) return *topic;
  std::vector<std::string_view> ids;
  for (const Topic& topic : topics) ids.push_back(topic.id);
  const auto near = base::nearest(id, ids);
  throw base::Error(base::Code::Usage,
                    fmt::format("there is no topic '{}'{}", id,
                                near ? fmt::format("; did you mean '{}'?", *near) : ""),
                    "dateline topics  lists them");
}

std::filesystem::path add_topic(const Topic& topic, bool replace) {
  const bool plain = std::all_of(topic.id.begin(), topic.id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (topic.id.empty() || !plain || topic.id.front() == '-' || topic.id.size() > 60) {
    throw base::Error(
        base::Code::Usage,
        fmt::format("a topic's name is made of small letters, digits and '-', not '{}'", topic.id));
  }
  if (find(shipped_topics(), topic.id) != nullptr) {
    throw base::Error(base::Code::Usage,
                      fmt::format("there is a topic '{}' that comes with the program", topic.id),
                      "choose another name");
  }
  const std::filesystem::path folder = own_folder();
  if (folder.empty())
    throw base::Error(base::Code::Usage, "there is no folder to keep topics in",
                      "set HOME or XDG_CONFIG_HOME");
  const std::filesystem::path file = folder / (topic.id + ".toml");
  if (!replace && std::filesystem::exists(file)) {
    throw base::Error(base::Code::Usage, fmt::format("there is a topic '{}' already", topic.id),
                      "--replace writes it anew");
  }
  std::string content = fmt::format("kind = \"topic\"\nversion = 1\nid = {}\ntitle = {}\n",
                                    toml_string(topic.id), toml_string(topic.title));
  if (!topic.description.empty())
    content += fmt::format("description = {}\n", toml_string(topic.description));
  content += fmt::format("query = {}\n", toml_string(topic.query));
  base::make_private(folder);
  base::write_file(file, content);
  return file;
}

void remove_topic(const std::string& id) {
  const std::vector<Topic> topics = own_topics();
  const std::filesystem::path file = own_folder() / (id + ".toml");
  std::error_code failure;
  if (find(topics, id) == nullptr || !std::filesystem::remove(file, failure)) {
    throw base::Error(base::Code::Usage, fmt::format("you have no topic '{}' of your own", id),
                      "dateline topics  lists them");
  }
}

}  // namespace dateline::eval
