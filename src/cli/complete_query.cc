#include "cli/complete_query.hh"

#include "cli/opened.hh"
#include "cli/terminal.hh"
#include "eval/topic.hh"
#include "explore/published.hh"
#include "schema/field.hh"
#include "search/facet.hh"
#include "text/span.hh"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

/// Where the clause that the cursor is in begins: behind the last blank or bracket outside quotes.
std::size_t clause_begin(std::string_view line) {
  std::size_t begin = 0;
  bool quote = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quote = !quote;
    if (!quote && (text::is_blank(line[i]) || line[i] == '(')) begin = i + 1;
  }
  return begin;
}

/// The field of a group that a line ends in: place, of `gas place:(Russia OR Ger`; null if there is none.
const schema::Field* field_of_group(std::string_view line) {
  std::vector<std::size_t> open;
  bool quote = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quote = !quote;
    if (!quote && line[i] == '(') open.push_back(i);
    if (!quote && line[i] == ')' && !open.empty()) open.pop_back();
  }
  if (open.empty()) return nullptr;
  const std::string_view before = line.substr(0, open.back());
  if (!before.ends_with(':')) return nullptr;
  const std::size_t begin = before.find_last_of(" \t(+-") + 1;
  const schema::Field* field =
      schema::Schema::standard().find(before.substr(begin, before.size() - begin - 1));
  return field != nullptr && field->facet && field->kind == schema::FieldKind::Name ? field
                                                                                    : nullptr;
}

/// The facet whose values complete a date: years, and of what has a year its months, then days.
const schema::Field* date_facet(std::string_view of, std::string_view typed) {
  const char* unit = typed.size() < 5 ? "year" : typed.size() < 8 ? "month" : "day";
  const std::string prefix = of == "mentions" ? "mentioned-" : "";
  return schema::Schema::standard().find(prefix + unit);
}

/// Names that hold what is typed behind `org:`, as the clause that finds them.
void add_values(Completion& completion, const Session& session, const schema::Field& field,
                std::string_view sign, std::string_view typed, bool narrows) {
  std::string word(typed);
  std::erase_if(word, [](char c) { return c == '"' || c == '='; });
  search::FacetRequest request{field.name, max_candidates, {}, false};
  const std::string_view bare =
      text::trim(word, {0, static_cast<std::uint32_t>(word.size())}).of(word);
  if (!bare.empty()) {
    // A text without letter or digit is asked for of nothing.
    const bool says = std::any_of(bare.begin(), bare.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0x80) != 0 ||
             std::isalnum(static_cast<unsigned char>(c)) != 0;
    });
    if (!says) return;
    request.match.emplace_back(bare);
  }
  const auto database = open_database(session.database());
  const bool present = narrows && session.answer() != nullptr && session.opened() == database;
  const auto facets = search::count_facets(
      present ? *session.answer()->ranking.matches : explore::everything(*database), *database,
      schema::Schema::standard(), {request}, search::CountBy::Passages,
      present ? session.answer()->query.names.get() : nullptr);
  completion.more = facets.front().matching > max_candidates;
  for (const search::FacetCount& value : facets.front().values) {
    completion.candidates.push_back(
        {std::string(sign) + value.query,
         fmt::format("{} {}", printable(value.value), grouped(value.passages))});
  }
}

}  // namespace

void add_if(Completion& completion, std::string_view typed, const std::string& text,
            const std::string& shown) {
  if (text.starts_with(typed)) completion.candidates.push_back({text, shown});
}

std::string_view last_word(std::string_view text) {
  while (!text.empty() && text::is_blank(text.back())) text.remove_suffix(1);
  return text.substr(text.find_last_of(" \t") + 1);
}

void add_query(Completion& completion, const Session& session, std::string_view line,
               bool narrows) {
  completion.begin = clause_begin(line);
  std::string_view clause = line.substr(completion.begin);
  const std::size_t marks = std::min(clause.find_first_not_of("+-"), clause.size());
  const std::string_view sign = clause.substr(0, marks);
  clause.remove_prefix(marks);
  if (clause.starts_with('@')) {
    for (const eval::Topic& topic : eval::standard_topics())
      add_if(completion, clause, '@' + topic.id, '@' + topic.id);
    for (Candidate& one : completion.candidates) one.text.insert(0, sign);
    return;
  }
  const auto& schema = schema::Schema::standard();
  if (const std::size_t colon = clause.find(':'); colon != std::string_view::npos) {
    const schema::Field* field = schema.find(clause.substr(0, colon));
    const bool date = clause.starts_with("published:") || clause.starts_with("mentions:");
    if (field != nullptr && date) field = date_facet(field->name, clause.substr(colon + 1));
    if (field != nullptr && field->facet)
      add_values(completion, session, *field, sign, clause.substr(colon + 1), narrows);
    return;
  }
  if (const schema::Field* field = field_of_group(line.substr(0, completion.begin))) {
    add_values(completion, session, *field, sign, clause, narrows);
    for (Candidate& one : completion.candidates)
      one.text.erase(sign.size(), field->name.size() + 1);
    return;
  }
  if (clause.empty() && !narrows) return;
  for (const schema::Field& field : schema.fields()) {
    if (field.kind == schema::FieldKind::DatePart || field.name == "text") continue;
    add_if(completion, clause, field.name + ':', field.name + ':');
  }
  for (Candidate& one : completion.candidates) one.text.insert(0, sign);
}

void add_bare_name(Completion& completion, const Session& session, std::string_view line,
                   bool narrows) {
  const std::size_t word = line.find_last_of(" \t") + 1;
  for (std::size_t at = word; at > 0;) {
    const std::string_view before = last_word(line.substr(0, at));
    const auto begin = static_cast<std::size_t>(before.data() - line.data());
    const std::size_t marks = std::min(before.find_first_not_of("+-("), before.size());
    const std::string_view clause = line.substr(begin + marks);
    const std::size_t colon = clause.find(':');
    if (before.empty() || begin >= at) return;
    if (before.find(':') != std::string_view::npos) {
      const schema::Field* field = schema::Schema::standard().find(clause.substr(0, colon));
      if (field == nullptr || field->kind != schema::FieldKind::Name || !field->facet) return;
      completion.begin = begin;
      add_values(completion, session, *field, before.substr(0, marks), clause.substr(colon + 1),
                 narrows);
      return;
    }
    at = begin;
  }
}

}  // namespace dateline::cli
