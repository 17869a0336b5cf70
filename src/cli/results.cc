#include "cli/results.hh"

#include "cli/json.hh"
#include "store/passage.hh"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {

std::string highlighted(std::string_view text, text::Span window,
                        const std::vector<text::Span>& matches, const Style& style) {
  std::string out;
  std::uint32_t at = window.begin;
  for (const text::Span match : matches) {
    if (match.begin < window.begin || match.end > window.end) continue;
    out += printable(text.substr(at, match.begin - at));
    // Each word of a phrase by itself, so that lines may break inside.
    std::string_view inside = match.of(text);
    while (!inside.empty()) {
      const std::size_t blank = std::min(inside.find_first_of(" \t\r\n"), inside.size());
      if (blank > 0)
        out.append(style.match).append(printable(inside.substr(0, blank))).append(style.off);
      const std::size_t next = std::min(inside.find_first_not_of(" \t\r\n", blank), inside.size());
      if (next > blank) out += ' ';
      inside.remove_prefix(next);
    }
    at = match.end;
  }
  out += printable(text.substr(at, window.end - at));
  return out;
}

Json spans_json(const std::vector<text::Span>& spans) {
  Json out = Json::array();
  for (const text::Span span : spans) out.push_back({span.begin, span.end});
  return out;
}

std::vector<std::string> names_of(const std::vector<search::Entity>& entities,
                                  std::string_view field) {
  std::vector<std::string> names;
  for (const bool prominent : {true, false}) {
    for (const search::Entity& one : entities) {
      if (one.field == field && one.prominent == prominent) names.push_back(one.name);
    }
  }
  return names;
}

void add_entities(const std::vector<search::Entity>& entities, Json& to) {
  to["entities"] = Json::object();
  for (const char* field : {"person", "org", "place"}) {
    if (auto names = names_of(entities, field); !names.empty())
      to["entities"][field] = std::move(names);
  }
  to["names"] = Json::array();
  for (const search::Entity& one : entities) {
    Json object = {{"field", one.field}, {"name", one.name}, {"mentions", one.mentions}};
    if (one.spellings.size() != 1 || one.spellings.front() != one.name)
      object["spellings"] = one.spellings;
    if (one.prominent) object["prominent"] = true;
    to["names"].push_back(std::move(object));
  }
}

Result load_result(const store::Database& database, const search::Hit& hit, std::size_t rank,
                   search::Highlighter& highlighter, search::EntityReader& entities) {
  const store::Segment& segment = database.segment(hit.passage.segment);
  const store::PassageRow& row = segment.text.passages()[hit.passage.ordinal];
  store::ArticleRecord record = segment.text.record(row.article);
  Result result;
  result.rank = rank;
  result.score = hit.score;
  result.article = std::move(record.article);
  result.published = std::move(record.published);
  result.number = hit.number;
  result.begin = row.begin;
  result.end = row.end;
  result.text = segment.text.passage(hit.passage.ordinal);
  result.matches = highlighter.passage(hit.passage, result.text);
  result.title_matches = highlighter.title(hit.passage.segment, row.article, result.article.title);
  result.entities = entities.passage(hit.passage.segment, hit.passage.ordinal);
  return result;
}

std::string result_text(const Result& result, const Style& style, std::size_t columns) {
  const corpus::Article& article = result.article;
  const std::string number = fmt::format("{:>2}", result.rank);
  const auto title_end = static_cast<std::uint32_t>(article.title.size());
  const std::string title = article.title.empty() ? "(no headline)"
                                                  : highlighted(article.title, {0, title_end},
                                                                result.title_matches, style);
  std::string out = fmt::format("{}{}{}  ", style.bold, number, style.off);
  const std::string wrapped = wrap(title, columns, "    ");
  out += wrapped.substr(std::min<std::size_t>(4, wrapped.size()));

  std::vector<std::string> parts;
  for (const std::string& part : {printable(article.source), result.published.substr(0, 10),
                                  printable(article.dateline.place),
                                  store::passage_id(printable(article.id), result.number)}) {
    if (!part.empty()) parts.push_back(part);
  }
  if (result.score > 0) parts.push_back(fmt::format("{:.3f}", result.score));
  std::string details = wrap(fmt::format("{}", fmt::join(parts, " · ")), columns, "    ");
  details.pop_back();
  out += fmt::format("{}{}{}\n", style.dim, details, style.off);

  const text::Span window = search::best_window(result.text, result.matches);
  std::string shown = highlighted(result.text, window, result.matches, style);
  if (window.begin > 0) shown = "… " + shown;
  if (window.end < result.text.size()) shown += " …";
  out += wrap(shown, columns, "    ");

  std::vector<std::string> names;
  for (const char* field : {"person", "org", "place"}) {
    std::vector<std::string> shown = names_of(result.entities, field);
    if (shown.empty()) continue;
    constexpr std::size_t most = 6;
    const bool more = shown.size() > most;
    if (more) shown.resize(most);
    names.push_back(fmt::format("{}: {}{}", field,
                                printable(fmt::format("{}", fmt::join(shown, ", "))),
                                more ? ", …" : ""));
  }
  if (!names.empty()) {
    // Dim each line by itself: a line break inside a colour confuses pagers.
    std::string lines = wrap(fmt::format("{}", fmt::join(names, " · ")), columns, "    ");
    out += fmt::format("{}{}{}\n", style.dim, lines.substr(0, lines.size() - 1), style.off);
  }
  if (!result.note.empty()) out += wrap("note: " + printable(result.note), columns, "    ");
  return out;
}

std::string facets_text(const std::vector<search::Facet>& facets, search::CountBy by,
                        const Style& style, std::size_t columns) {
  const bool passages = by == search::CountBy::Passages;
  std::string out;
  for (const search::Facet& facet : facets) {
    std::string share;
    if (facet.restricted) {
      share = fmt::format("  ({} of {} matching, {} in all)", facet.values.size(),
                          grouped(facet.matching), grouped(facet.total));
    } else if (facet.total > facet.values.size()) {
      share = fmt::format("  ({} of {})", facet.values.size(), grouped(facet.total));
    }
    out += fmt::format("{}{}{}{}\n", style.bold, facet.field, style.off, share);
    for (const search::FacetCount& value : facet.values) {
      out += fmt::format("  {:>9}  {}\n", grouped(passages ? value.passages : value.articles),
                         printable(value.value));
    }
    if (facet.without > 0)
      out += fmt::format("  {:>9}  {}(none){}\n", grouped(facet.without), style.dim, style.off);
  }
  (void)columns;
  return out;
}

Json result_json(const Result& result, const std::string& topic) {
  Json out;
  out["format"] = json_format;
  out["type"] = "passage";
  if (!topic.empty()) out["topic"] = topic;
  out["rank"] = result.rank;
  out["score"] = result.score;
  out["id"] = store::passage_id(result.article.id, result.number);
  out["article"] = result.article.id;
  out["passage"] = result.number;
  out["begin"] = result.begin;
  out["end"] = result.end;
  add_metadata(result.article, result.published, out);
  out["text"] = result.text;
  const text::Span window = search::best_window(result.text, result.matches);
  out["snippet"] = {window.begin, window.end};
  out["matches"] = spans_json(result.matches);
  out["title_matches"] = spans_json(result.title_matches);
  add_entities(result.entities, out);
  if (!result.note.empty()) out["note"] = result.note;
  return out;
}

Json facet_json(const search::Facet& facet) {
  Json out;
  out["format"] = json_format;
  out["type"] = "facet";
  out["field"] = facet.field;
  out["distinct"] = facet.total;
  if (facet.restricted) out["matching"] = facet.matching;
  out["without"] = facet.without;
  out["values"] = Json::array();
  for (const search::FacetCount& value : facet.values) {
    out["values"].push_back({{"value", value.value},
                             {"passages", value.passages},
                             {"articles", value.articles},
                             {"query", value.query}});
  }
  return out;
}

std::string trec_line(const std::string& topic, const std::string& id, std::size_t rank,
                      double score, const std::string& tag) {
  const auto field = [](const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) {
        out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
      } else {
        out += c;
      }
    }
    return out;
  };
  return fmt::format("{} Q0 {} {} {:.9f} {}\n", field(topic), field(id), rank, score, field(tag));
}

double FallingScores::next(double score) {
  // What a reader gets that keeps the nine printed decimals in 32 bits, as trec_eval does.
  const auto read = [](double value) {
    return std::strtof(fmt::format("{:.9f}", value).c_str(), nullptr);
  };
  if (!first_ && !(read(score) < read(last_))) {
    score = std::min(score, last_);
    for (double step = 1e-9; !(read(score) < read(last_)); step *= 2)
      score = std::min(score, last_ - step);
  }
  first_ = false;
  last_ = score;
  return last_;
}

}  // namespace dateline::cli
