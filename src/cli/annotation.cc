#include "cli/annotation.hh"

#include "cli/json.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

/// A stretch of text to be shown in a colour.
/// label: kind, for text without colour; means: what is shown behind it, may be empty
struct Mark {
  text::Span span;
  std::string_view label;
  std::string means;
  std::string_view color;
};

constexpr std::string_view off = "\033[0m";
constexpr std::string_view dim = "\033[2m";
constexpr std::string_view day_color = "\033[1;35m";

std::string_view color_of(entity::Kind kind) {
  switch (kind) {
    case entity::Kind::Person:
      return "\033[1;33m";
    case entity::Kind::Organisation:
      return "\033[1;36m";
    case entity::Kind::Place:
      return "\033[1;32m";
  }
  return {};
}

Json entities_json(std::string_view text, entity::Part part,
                   const std::vector<entity::Mention>& mentions) {
  Json out = Json::array();
  for (const entity::Mention& mention : mentions) {
    if (mention.part != part || mention.demonym) continue;
    Json entity;
    entity["begin"] = mention.begin;
    entity["end"] = mention.end;
    entity["kind"] = entity::name(mention.kind);
    entity["text"] = text.substr(mention.begin, mention.end - mention.begin);
    entity["name"] = mention.name;
    out.push_back(std::move(entity));
  }
  return out;
}

Json days_json(std::string_view text, const std::vector<temporal::MentionedDay>& days) {
  Json out = Json::array();
  for (const temporal::MentionedDay& mentioned : days) {
    Json day;
    day["begin"] = mentioned.begin;
    day["end"] = mentioned.end;
    day["text"] = text.substr(mentioned.begin, mentioned.end - mentioned.begin);
    day["type"] = temporal::name(mentioned.type);
    day["value"] = mentioned.value.text();
    if (mentioned.days) {
      day["grain"] = temporal::name(mentioned.grain);
      day["first"] = mentioned.days->first.iso();
      day["last"] = mentioned.days->last.iso();
    }
    out.push_back(std::move(day));
  }
  return out;
}

/// What a day is called for a reader: as written in TIMEX3, but decades and centuries, whose `199`
/// and `18` nobody takes for one, by their years.
std::string shown(const temporal::MentionedDay& day) {
  const bool long_ago =
      day.grain == temporal::Grain::Decade || day.grain == temporal::Grain::Century;
  if (!long_ago || !day.days) return std::string(day.value.text());
  return fmt::format("{}..{}", day.days->first.iso().substr(0, 4),
                     day.days->last.iso().substr(0, 4));
}

std::vector<Mark> marks_of(std::string_view text, entity::Part part,
                           const std::vector<entity::Mention>& mentions,
                           const std::vector<temporal::MentionedDay>& days) {
  std::vector<Mark> marks;
  for (const entity::Mention& mention : mentions) {
    if (mention.part != part || mention.demonym) continue;
    const text::Span span{mention.begin, mention.end};
    const bool same = span.of(text) == mention.name;
    marks.push_back({span, entity::name(mention.kind),
                     same ? std::string() : std::string(mention.name), color_of(mention.kind)});
  }
  for (const temporal::MentionedDay& day : days)
    marks.push_back({{day.begin, day.end}, "day", shown(day), day_color});
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
  return marks;
}

/// The bytes of a window with its marks. in: marks in order of text, apart from each other
std::string marked(std::string_view text, text::Span window, const std::vector<Mark>& marks,
                   bool color) {
  std::string out;
  std::uint32_t at = window.begin;
  for (const Mark& mark : marks) {
    if (mark.span.begin < at || mark.span.end > window.end) continue;
    out += printable(text.substr(at, mark.span.begin - at));
    const std::string shown = printable(mark.span.of(text));
    const std::string means = printable(mark.means);
    if (color) {
      out += fmt::format("{}{}{}", mark.color, shown, off);
      if (!means.empty()) out += fmt::format("{}={}{}", dim, means, off);
    } else {
      out += fmt::format("[{}: {}{}{}]", shown, mark.label, means.empty() ? "" : " ", means);
    }
    at = mark.span.end;
  }
  out += printable(text.substr(at, window.end - at));
  return out;
}

}  // namespace

std::string annotation_json(const store::AnalysedArticle& article,
                            const std::vector<entity::Mention>& mentions) {
  const corpus::Article& source = article.article;
  Json out;
  out["format"] = json_format;
  out["id"] = source.id;
  if (article.published) out["published"] = article.published->iso();
  if (!source.title.empty()) out["title"] = source.title;
  out["entities"] = entities_json(source.body, entity::Part::Body, mentions);
  out["days"] = days_json(source.body, article.days);
  out["sentences"] = Json::array();
  for (const text::Sentence& sentence : article.body.sentences)
    out["sentences"].push_back({sentence.span.begin, sentence.span.end});
  out["passages"] = Json::array();
  if (!source.body.empty()) {
    for (const store::Passage& passage : article.passages)
      out["passages"].push_back({passage.begin, passage.end});
  }
  out["title_entities"] = entities_json(source.title, entity::Part::Title, mentions);
  out["title_days"] = days_json(source.title, article.title_days);
  return line(out);
}

std::string annotation_text(const store::AnalysedArticle& article,
                            const std::vector<entity::Mention>& mentions, bool color) {
  const corpus::Article& source = article.article;
  const Style style(color);
  const std::string published = article.published ? " · " + article.published->iso() : "";
  std::string out =
      fmt::format("{}{}{}{}\n", style.bold, printable(source.id), published, style.off);
  const std::size_t columns = std::min<std::size_t>(terminal_columns(), 100);
  const auto title_end = static_cast<std::uint32_t>(source.title.size());
  const auto title_marks =
      marks_of(source.title, entity::Part::Title, mentions, article.title_days);
  out += wrap(marked(source.title, {0, title_end}, title_marks, color), columns, "    ");
  const std::vector<Mark> marks = marks_of(source.body, entity::Part::Body, mentions, article.days);
  if (source.body.empty()) return out + '\n';
  std::size_t number = 0;
  for (const store::Passage& passage : article.passages) {
    out += fmt::format("{}#{}{}\n", style.dim, ++number, style.off);
    out += wrap(marked(source.body, {passage.begin, passage.end}, marks, color), columns, "    ");
  }
  return out + '\n';
}

std::string annotation_legend(bool color) {
  std::string out;
  for (const entity::Kind kind :
       {entity::Kind::Person, entity::Kind::Organisation, entity::Kind::Place}) {
    if (!out.empty()) out += " · ";
    out += color ? fmt::format("{}{}{}", color_of(kind), entity::name(kind), off)
                 : fmt::format("[…: {}]", entity::name(kind));
  }
  out += color ? fmt::format(" · {}day{}", day_color, off) : std::string(" · […: day]");
  return out + '\n';
}

}  // namespace dateline::cli
