#include "cli/timeline_output.hh"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

using explore::Period;

double height(const TimelineView& view, const Period& period) {
  return view.share ? period.share(view.by) : static_cast<double>(period.found.of(view.by));
}

double greatest(const TimelineView& view) {
  double most = 0;
  for (const Period& period : view.timeline.periods) most = std::max(most, height(view, period));
  return most;
}

std::string label(const TimelineView& view, const Period& period) {
  return explore::period_label(view.timeline.unit, period.number);
}

/// A bar of blocks, an eighth of a column exact; what is not nothing is seen.
std::string bar(double share, std::size_t columns) {
  static constexpr const char* eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  auto length = static_cast<std::size_t>(std::lround(share * static_cast<double>(columns) * 8));
  if (share > 0) length = std::max<std::size_t>(length, 1);
  std::string out;
  for (std::size_t i = 0; i < length / 8; ++i) out += "█";
  return out + eighths[length % 8];
}

std::string percent(double share) {
  return fmt::format("{:.2f}%", share * 100);
}

/// What is in no period, in words; empty if nothing is.
std::string leftovers(const TimelineView& view, std::size_t columns) {
  const explore::Timeline& line = view.timeline;
  const bool published = line.of == explore::TimelineOf::Published;
  const std::string_view noun = view.by == search::CountBy::Passages ? "passage" : "article";
  std::vector<std::string> parts;
  const auto add = [&](const explore::Count& count, const std::string& what) {
    if (count.of(view.by) > 0)
      parts.push_back(fmt::format("{} {}", counted(count.of(view.by), noun), what));
  };
  add(line.undated, published ? "without a date" : "that speak of no time");
  add(line.coarser, published
                        ? fmt::format("dated less exactly than by {}", explore::name(line.unit))
                        : fmt::format("of no {}, only of other times", explore::name(line.unit)));
  add(line.before, "before");
  add(line.after, "after");
  return parts.empty() ? ""
                       : wrap(fmt::format("not shown: {}", fmt::join(parts, ", ")), columns, "");
}

/// Of a range in which nothing was found.
std::string nothing_text(const TimelineView& view, std::size_t columns) {
  const explore::Timeline& line = view.timeline;
  const bool published = line.of == explore::TimelineOf::Published;
  const bool all_gaps = std::all_of(line.periods.begin(), line.periods.end(),
                                    [](const Period& period) { return period.is_gap(); });
  const std::string what = published ? "published" : "spoken of";
  const std::string nothing =
      all_gaps ? fmt::format("the database has nothing {} in {}", what, printable(view.range))
               : fmt::format("nothing that was found was {} in {}", what, printable(view.range));
  return wrap(nothing, columns, "");
}

std::string peaks_text(const TimelineView& view, const Style& style, std::size_t columns) {
  std::string out;
  for (std::size_t i = 0; i < view.peaks.size(); ++i) {
    const explore::Peak& peak = view.peaks[i];
    const std::string title = peak.title.empty() ? "(no headline)" : printable(peak.title);
    const std::string lines =
        wrap(fmt::format("{} {}  {}", i + 1, label(view, view.timeline.periods[peak.index]), title),
             columns, "  ");
    out += lines;
    std::vector<std::string> words;
    for (const explore::Telling& word : peak.words) words.push_back(printable(word.text));
    const std::string detail = wrap(fmt::format("{}{}{}", printable(peak.article),
                                                words.empty() ? "" : " · ", fmt::join(words, ", ")),
                                    columns, "    ");
    out += fmt::format("{}{}{}\n", style.dim, detail.substr(0, detail.size() - 1), style.off);
  }
  return out;
}

Json count_json(const explore::Count& count) {
  return {{"passages", count.passages}, {"articles", count.articles}};
}

}  // namespace

bool TimelineView::shows_any() const {
  return std::any_of(timeline.periods.begin(), timeline.periods.end(),
                     [](const Period& period) { return period.found.passages > 0; });
}

std::string timeline_text(const TimelineView& view, const Style& style, std::size_t columns) {
  const explore::Timeline& line = view.timeline;
  const double most = greatest(view);
  const std::string total = fmt::format("{} in {}\n", counted(line.found.passages, "passage"),
                                        counted(line.found.articles, "article"));
  if (!line.periods.empty() && !view.shows_any())
    return nothing_text(view, columns) + leftovers(view, columns) + total;
  std::size_t width = 0;
  std::vector<std::string> values;
  for (const Period& period : line.periods) {
    const std::uint64_t count = period.found.of(view.by);
    values.push_back(period.is_gap() && count == 0 ? "gap"
                     : view.share                  ? percent(period.share(view.by))
                                                   : grouped(count));
    width = std::max(width, values.back().size());
  }
  const std::size_t taken =
      2 + (line.periods.empty() ? 0 : label(view, line.periods[0]).size()) + 2 + width + 2 + 4;
  const std::size_t room = columns > taken + 8 ? columns - taken : 8;
  std::string out;
  for (std::size_t i = 0; i < line.periods.size();) {
    std::size_t end = i;
    std::size_t gaps = 0;
    for (; end < line.periods.size() && line.periods[end].found.of(view.by) == 0; ++end)
      gaps += line.periods[end].is_gap() ? 1 : 0;
    if (end - i >= 4) {
      std::string what =
          fmt::format("{} without a match", counted(end - i, explore::name(line.unit)));
      if (gaps == end - i) {
        what = fmt::format("gap of {}", counted(gaps, explore::name(line.unit)));
      } else if (gaps > 0) {
        what += fmt::format(", {} of them {}", gaps, gaps == 1 ? "a gap" : "gaps");
      }
      out += fmt::format("  {}… {}{}\n", style.dim, what, style.off);
      i = end;
      continue;
    }
    const Period& period = line.periods[i];
    const auto peak = std::find_if(view.peaks.begin(), view.peaks.end(),
                                   [&](const explore::Peak& one) { return one.index == i; });
    std::string drawn = bar(most > 0 ? height(view, period) / most : 0, room);
    if (peak != view.peaks.end()) drawn += fmt::format(" ◂{}", peak - view.peaks.begin() + 1);
    std::string row = fmt::format("  {}  {:>{}}  {}", label(view, period), values[i], width, drawn);
    row.erase(row.find_last_not_of(' ') + 1);
    out += row + '\n';
    ++i;
  }
  const bool any_gap = std::any_of(line.periods.begin(), line.periods.end(),
                                   [](const Period& period) { return period.is_gap(); });
  if (!out.empty()) out += '\n';
  out += peaks_text(view, style, columns);
  if (!view.peaks.empty()) out += '\n';
  out += leftovers(view, columns);
  if (any_gap) {
    const bool published = line.of == explore::TimelineOf::Published;
    out += wrap(fmt::format("gap: the database {} {}; finding nothing there says nothing",
                            published ? "has no article known to be of that"
                                      : "has no passage that speaks of that",
                            explore::name(line.unit)),
                columns, "");
  }
  return out + total;
}

Json telling_json(const explore::Telling& one) {
  Json out;
  out["text"] = one.text;
  if (!one.stem.empty()) out["stem"] = one.stem;
  out["passages"] = one.found.passages;
  out["articles"] = one.found.articles;
  out["other_passages"] = one.other.passages;
  out["other_articles"] = one.other.articles;
  out["g2"] = one.g2;
  out["log_ratio"] = one.ratio;
  out["query"] = one.query;
  return out;
}

Json timeline_json(const TimelineView& view, const Understood& query) {
  const explore::Timeline& line = view.timeline;
  Json out;
  out["format"] = json_format;
  out["type"] = "timeline";
  out["query"] = query_json(query);
  out["of"] = line.of == explore::TimelineOf::Published ? "published" : "mentioned";
  out["by"] = explore::name(line.unit);
  out["count"] = view.by == search::CountBy::Passages ? "passages" : "articles";
  out["passages"] = line.found.passages;
  out["articles"] = line.found.articles;
  out["periods"] = Json::array();
  for (const Period& period : line.periods) {
    const temporal::DayRange days = explore::period_days(line.unit, period.number);
    Json one;
    one["period"] = label(view, period);
    one["first"] = days.first.iso();
    one["last"] = days.last.iso();
    one["passages"] = period.found.passages;
    one["articles"] = period.found.articles;
    one["corpus"] = count_json(period.corpus);
    one["gap"] = period.is_gap();
    if (!period.is_gap()) one["share"] = period.share(view.by);
    one["query"] = explore::period_clause(line.of, line.unit, period.number);
    out["periods"].push_back(std::move(one));
  }
  out["undated"] = count_json(line.undated);
  out["coarser"] = count_json(line.coarser);
  out["before"] = count_json(line.before);
  out["after"] = count_json(line.after);
  out["corpus_undated"] = count_json(line.corpus_undated);
  out["peaks"] = Json::array();
  for (const explore::Peak& peak : view.peaks) {
    Json one;
    one["period"] = label(view, line.periods[peak.index]);
    one["g2"] = peak.g2;
    one["article"] = peak.article;
    if (!peak.title.empty()) one["title"] = peak.title;
    if (!peak.published.empty()) one["published"] = peak.published;
    one["words"] = Json::array();
    for (const explore::Telling& word : peak.words) one["words"].push_back(telling_json(word));
    out["peaks"].push_back(std::move(one));
  }
  return out;
}

std::vector<std::vector<std::string>> timeline_rows(const TimelineView& view) {
  const explore::Timeline& line = view.timeline;
  std::vector<std::vector<std::string>> rows = {{"period", "first", "last", "passages", "articles",
                                                 "corpus_passages", "corpus_articles", "share",
                                                 "gap", "query"}};
  for (const Period& period : line.periods) {
    const temporal::DayRange days = explore::period_days(line.unit, period.number);
    rows.push_back({label(view, period), days.first.iso(), days.last.iso(),
                    std::to_string(period.found.passages), std::to_string(period.found.articles),
                    std::to_string(period.corpus.passages), std::to_string(period.corpus.articles),
                    period.is_gap() ? "" : fmt::format("{:.6f}", period.share(view.by)),
                    period.is_gap() ? "1" : "0",
                    explore::period_clause(line.of, line.unit, period.number)});
  }
  for (const auto& [name, count] : {std::pair("undated", &line.undated),
                                    {"coarser", &line.coarser},
                                    {"before", &line.before},
                                    {"after", &line.after}}) {
    rows.push_back({name, "", "", std::to_string(count->passages), std::to_string(count->articles),
                    "", "", "", "", ""});
  }
  return rows;
}

}  // namespace dateline::cli
