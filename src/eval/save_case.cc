#include "eval/save_case.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/new_file.hh"
#include "eval/suite.hh"
#include "store/passage.hh"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::eval {
namespace {

/// A basic string of TOML.
std::string toml_string(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

/// Settings by the keys of `[ranking]`, those that say something.
std::vector<std::pair<std::string, std::string>> ranking(const RankSettings& settings) {
  std::vector<std::pair<std::string, std::string>> out;
  const auto add = [&](const char* key, const std::string& value, const char* usual) {
    if (value != usual) out.emplace_back(key, value);
  };
  add("unit", settings.articles ? "article" : "passage", "passage");
  add("weighting", settings.weighting, "");
  add("feedback", settings.feedback, "");
  add("half_life", settings.half_life, "");
  add("as_of", settings.as_of, "");
  add("now", settings.now, "");
  add("tz", settings.tz, "UTC");
  add("sort", settings.sort, "score");
  return out;
}

std::string described(const RankSettings& settings) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : ranking(settings)) parts.push_back(key + " = " + value);
  return parts.empty() ? "the usual settings" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string head(const Observed& observed, const std::filesystem::path& database) {
  std::string out = fmt::format(
      "# dateline suite\nkind = \"suite\"\nversion = 1\ntitle = \"Saved from sessions\"\n\n"
      "[index]\ndatabase = {}\n",
      toml_string(std::filesystem::absolute(database).lexically_normal().string()));
  const auto settings = ranking(observed.settings);
  if (!settings.empty()) out += "\n[ranking]\n";
  for (const auto& [key, value] : settings)
    out += fmt::format("{} = {}\n", key, toml_string(value));
  return out;
}

/// Letters and digits of the query, the rest as dashes.
std::string case_id(const std::string& query, const std::vector<Case>& cases) {
  std::string name;
  for (const char c : query) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      name += c;
    } else if (c >= 'A' && c <= 'Z') {
      name += static_cast<char>(c - 'A' + 'a');
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  name.resize(std::min<std::size_t>(name.size(), 40));
  while (name.ends_with('-')) name.pop_back();
  if (name.empty()) name = "case";
  const auto taken = [&](const std::string& id) {
    return std::any_of(cases.begin(), cases.end(), [&](const Case& one) { return one.id == id; });
  };
  std::string id = name;
  for (std::size_t number = 2; taken(id); ++number) id = fmt::format("{}-{}", name, number);
  return id;
}

/// The query of a case with what it expects, as lines.
std::string expectations(const Observed& observed) {
  std::string out = fmt::format("query = {}\ncount = {}\narticles = {}\n",
                                toml_string(observed.query), observed.passages, observed.articles);
  const std::size_t most = std::min<std::size_t>(3, observed.hits.size());
  if (most > 0) out += "expect = [\n";
  for (std::size_t i = 0; i < most; ++i) {
    const search::Hit& hit = observed.hits[i];
    const bool article = observed.settings.articles;
    out += fmt::format(
        "  {{ {} = {}, within = {} }},\n", article ? "article" : "passage",
        toml_string(article ? hit.article_id : store::passage_id(hit.article_id, hit.number)),
        i + 1);
  }
  if (most > 0) out += "]\n";
  return out;
}

}  // namespace

SavedCase save_case(const std::filesystem::path& suite, const Observed& observed,
                    const std::filesystem::path& database) {
  const std::string expected = expectations(observed);
  std::string content;
  std::vector<Case> cases;
  if (std::filesystem::exists(suite)) {
    const Suite there = read_suite(suite);
    RankSettings settings = there.ranking;
    // Nothing of this result counts from a day: no date of its query, no age.
    if (observed.settings.now.empty() && settings.half_life.empty()) settings.now.clear();
    if (ranking(settings) != ranking(observed.settings)) {
      throw base::Error(
          base::Code::Usage,
          fmt::format("the suite '{}' ranks with {}, this result with {}", suite.string(),
                      described(there.ranking), described(observed.settings)),
          "save it to a suite of its own");
    }
    cases = there.cases;
    content = base::read_file(suite);
    if (!content.ends_with('\n')) content += '\n';
    const auto same = std::find_if(cases.begin(), cases.end(),
                                   [&](const Case& one) { return one.query == observed.query; });
    if (same != cases.end()) {
      if (content.find(expected) != std::string::npos) return {same->id, false};
      throw base::Error(
          base::Code::Usage,
          fmt::format("case '{}' of '{}' is of this query, and expects other things", same->id,
                      suite.string()),
          fmt::format(
              "dateline check {}  says whether they hold; without the case it is saved anew",
              suite.string()));
    }
  } else {
    content = head(observed, database);
  }
  const std::string id = case_id(observed.typed.empty() ? observed.query : observed.typed, cases);
  content += fmt::format("\n[[case]]\nid = \"{}\"\n{}", id, expected);
  base::write_file(suite, content);
  return {id};
}

}  // namespace dateline::eval
