#include "train/columns.hh"

#include "base/data.hh"
#include "base/error.hh"

#include <optional>
#include <string_view>

namespace dateline::train {
namespace {

std::optional<entity::Class> class_named(std::string_view name) {
  if (name == "PER") return entity::Class::Person;
  if (name == "ORG") return entity::Class::Organisation;
  if (name == "LOC") return entity::Class::Place;
  if (name == "MISC") return entity::Class::Other;
  return std::nullopt;
}

}  // namespace

std::vector<LabelledArticle> read_columns(const std::string& path) {
  const std::string content = base::read_file(path);
  std::vector<LabelledArticle> out;
  LabelledArticle now;
  bool open = false;  // a mention that the next word may go on
  const auto finish = [&] {
    if (!now.body.empty()) out.push_back(std::move(now));
    now = {};
  };
  for (std::size_t at = 0; at < content.size();) {
    std::size_t end = content.find('\n', at);
    if (end == std::string::npos) end = content.size();
    std::string_view line(content.data() + at, end - at);
    at = end + 1;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty()) {
      open = false;
      if (!now.body.empty() && now.body.back() == ' ') now.body.back() = '\n';
      continue;
    }
    const std::string_view word = line.substr(0, line.find(' '));
    const std::string_view label = line.substr(line.rfind(' ') + 1);
    if (word == "-DOCSTART-") {
      finish();
      open = false;
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(now.body.size());
    now.body += word;
    const auto stop = static_cast<std::uint32_t>(now.body.size());
    now.body += ' ';
    if (label == "O") {
      open = false;
      continue;
    }
    const std::optional<entity::Class> kind =
        label.size() > 2 ? class_named(label.substr(2)) : std::nullopt;
    if (!kind)
      throw base::Error(base::Code::Input, "unknown label " + std::string(label), {}, path);
    if (open && label[0] == 'I' && now.gold.back().kind == *kind) {
      now.gold.back().end = stop;
    } else {
      now.gold.push_back({begin, stop, *kind});
    }
    open = true;
  }
  finish();
  return out;
}

}  // namespace dateline::train
