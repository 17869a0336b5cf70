#include "cli/columns.hh"

#include "base/error.hh"
#include "base/nearest.hh"
#include "cli/options.hh"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

std::string cell(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  const bool texts =
      value.is_array() &&
      std::all_of(value.begin(), value.end(), [](const Json& part) { return part.is_string(); });
  if (!texts) return value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string out;
  for (const Json& part : value) {
    if (!out.empty()) out += "; ";
    out += part.get<std::string>();
  }
  return out;
}

}  // namespace

const std::vector<std::string>& result_fields() {
  static const std::vector<std::string> fields = {
      "topic",         "rank",     "score",     "id",     "article", "passage",  "begin",
      "end",           "title",    "published", "source", "section", "language", "url",
      "byline",        "authors",  "dateline",  "labels", "text",    "snippet",  "matches",
      "title_matches", "entities", "names",     "person", "org",     "place"};
  return fields;
}

std::vector<std::string> chosen_fields(const std::string& list) {
  std::vector<std::string> chosen = split_list(list);
  if (chosen.empty())
    return {"rank", "score", "id", "published", "source", "title", "url", "snippet"};
  const std::vector<std::string>& known = result_fields();
  for (const std::string& field : chosen) {
    if (std::find(known.begin(), known.end(), field) != known.end()) continue;
    const auto near = base::nearest(field, {known.begin(), known.end()});
    throw base::Error(base::Code::Usage,
                      fmt::format("results have no field '{}'{}", field,
                                  near ? fmt::format("; did you mean '{}'?", *near) : ""),
                      fmt::format("fields are {}", fmt::join(known, ", ")));
  }
  return chosen;
}

std::vector<std::string> cells(const Json& result, const std::vector<std::string>& fields) {
  std::vector<std::string> out;
  for (const std::string& field : fields) {
    const bool entity = field == "person" || field == "org" || field == "place";
    const Json& from = entity && result.contains("entities") ? result["entities"] : result;
    if (!from.contains(field)) {
      out.emplace_back();
    } else if (field == "snippet") {
      const std::string text = result.at("text").get<std::string>();
      const auto begin = from[field].at(0).get<std::size_t>();
      out.push_back(text.substr(begin, from[field].at(1).get<std::size_t>() - begin));
    } else {
      out.push_back(cell(from[field]));
    }
  }
  return out;
}

Json chosen(Json result, const std::vector<std::string>& fields) {
  if (fields.empty()) return result;
  const auto wanted = [&](const std::string& key) {
    return std::find(fields.begin(), fields.end(), key) != fields.end();
  };
  Json out;
  for (auto& [key, value] : result.items()) {
    if (key == "format" || key == "type" || wanted(key)) {
      out[key] = std::move(value);
    } else if (key == "entities") {
      for (auto& [field, names] : value.items()) {
        if (wanted(field)) out[key][field] = std::move(names);
      }
    }
  }
  return out;
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
      out += cells[i];
      continue;
    }
    out += '"';
    for (const char c : cells[i]) out.append(c == '"' ? 2 : 1, c);
    out += '"';
  }
  return out + "\r\n";
}

std::string tsv_row(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += '\t';
    for (const char c : cells[i]) {
      switch (c) {
        case '\t':
          out += "\\t";
          break;
        case '\n':
          out += "\\n";
          break;
        case '\r':
          out += "\\r";
          break;
        case '\\':
          out += "\\\\";
          break;
        default:
          out += c;
      }
    }
  }
  return out + '\n';
}

}  // namespace dateline::cli
