#include "cli/report_chart.hh"

#include "cli/markup.hh"
#include "cli/terminal.hh"
#include "cli/timeline_output.hh"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {

const std::string_view report_chart_style = R"(
figure { margin: 0; } .chart { display: grid; grid-template-columns: auto 1fr; gap: 0 .5rem; font: 12px/1.2 system-ui, sans-serif; color: var(--dim); padding-top: 1.2rem; }
.ys { display: flex; flex-direction: column; justify-content: space-between; text-align: right; height: 9rem; } .ys span { line-height: 0; }
.plot { position: relative; height: 9rem; min-width: 0; } .plot svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.plot rect { fill: var(--bar); } .plot rect.gap { fill: var(--line); opacity: .5; } .plot line { stroke: var(--line); vector-effect: non-scaling-stroke; }
.plot b { position: absolute; transform: translateX(-50%); color: var(--ink); }
.xs { grid-column: 2; position: relative; height: 1.6rem; } .xs span { position: absolute; top: .3rem; transform: translateX(-50%); white-space: nowrap; }
.xs span.first { transform: none; } .xs span.last { transform: translateX(-100%); }
.peaks { list-style: none; margin: .5rem 0; padding: 0; font-size: 15px; } .peaks b { font: bold 12px system-ui, sans-serif; }
)";

namespace {

using explore::Period;

/// Below the bars: the first and last period and a few between them.
std::string labels(const explore::Timeline& line) {
  const std::size_t count = line.periods.size();
  const std::string first = explore::period_label(line.unit, line.periods.front().number);
  const std::size_t most = std::min<std::size_t>(count, first.size() > 7 ? 3 : 4);
  std::string out;
  for (std::size_t k = 0; k < most; ++k) {
    const std::size_t i = most > 1 ? k * (count - 1) / (most - 1) : 0;
    const bool last = k > 0 && k + 1 == most;
    const double left = k == 0 ? 0
                        : last ? 100
                               : 100 * (static_cast<double>(i) + .5) / static_cast<double>(count);
    out += fmt::format("<span{} style=\"left:{:.2f}%\">{}</span>",
                       k == 0 ? " class=\"first\"" : (last ? " class=\"last\"" : ""), left,
                       explore::period_label(line.unit, line.periods[i].number));
  }
  return out;
}

/// What is in no bar, in words.
std::string leftovers(const explore::Timeline& line) {
  std::string out;
  if (line.undated.passages > 0)
    out += fmt::format(" Without a date: {}.", grouped(line.undated.passages));
  if (line.coarser.passages > 0) {
    out += fmt::format(" Dated less exactly than by {}: {}.", explore::name(line.unit),
                       grouped(line.coarser.passages));
  }
  return out;
}

}  // namespace

std::string report_chart(const explore::Timeline& line, const std::vector<explore::Peak>& peaks) {
  std::uint64_t most = 0;
  std::size_t highest = 0, gaps = 0;
  for (std::size_t i = 0; i < line.periods.size(); ++i) {
    gaps += line.periods[i].is_gap() ? 1 : 0;
    if (line.periods[i].found.passages <= most) continue;
    most = line.periods[i].found.passages;
    highest = i;
  }
  if (most == 0)
    return "<p class=\"dim\">Nothing that was found has a date." + leftovers(line) + "</p>\n";
  const auto step =
      static_cast<std::uint64_t>(std::max(1.0, round_step(static_cast<double>(most))));
  const std::uint64_t steps = (most + step - 1) / step;
  const auto top = static_cast<double>(step * steps);
  const std::size_t count = line.periods.size();
  const auto height = [&](std::size_t i) {
    return 100 * static_cast<double>(line.periods[i].found.passages) / top;
  };
  std::string out = "<figure><div class=\"chart\"><div class=\"ys\">";
  for (std::uint64_t i = steps + 1; i-- > 0;)
    out += fmt::format("<span>{}</span>", grouped(step * i));
  out += fmt::format(
      "</div><div class=\"plot\"><svg viewBox=\"0 0 {} 100\" preserveAspectRatio=\"none\" "
      "role=\"img\" aria-label=\"passages by {}\">",
      count, explore::name(line.unit));
  for (std::uint64_t i = 0; i <= steps; ++i) {
    const double y = 100 - 100 * static_cast<double>(step * i) / top;
    out += fmt::format("<line x1=\"0\" x2=\"{0}\" y1=\"{1:.2f}\" y2=\"{1:.2f}\"/>", count, y);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Period& period = line.periods[i];
    const std::string name = explore::period_label(line.unit, period.number);
    if (period.is_gap()) {
      out += fmt::format(
          "<rect class=\"gap\" x=\"{}\" y=\"0\" width=\"1\" height=\"100\"><title>{}: "
          "gap</title></rect>",
          i, name);
    } else if (period.found.passages > 0) {
      out += fmt::format(
          "<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"0.85\" height=\"{:.2f}\"><title>{}: "
          "{}</title></rect>",
          static_cast<double>(i) + .075, 100 - height(i), height(i), name,
          counted(period.found.passages, "passage"));
    }
  }
  out += "</svg>";
  for (std::size_t k = 0; k < peaks.size(); ++k) {
    out +=
        fmt::format("<b style=\"left:{:.2f}%;bottom:{:.2f}%\">{}</b>",
                    100 * (static_cast<double>(peaks[k].index) + .5) / static_cast<double>(count),
                    height(peaks[k].index), k + 1);
  }
  out += fmt::format(
      "</div><div class=\"xs\">{}</div></div>\n<figcaption>Passages by {}; most in {}: {}.",
      labels(line), explore::name(line.unit),
      explore::period_label(line.unit, line.periods[highest].number), grouped(most));
  if (gaps > 0) out += " Grey: the database has nothing of that time.";
  out += leftovers(line) + "</figcaption>\n";
  if (!peaks.empty()) out += "<ol class=\"peaks\">\n";
  for (std::size_t k = 0; k < peaks.size(); ++k) {
    const explore::Peak& peak = peaks[k];
    out += fmt::format("<li><b>{} {}</b> {}</li>\n", k + 1,
                       explore::period_label(line.unit, line.periods[peak.index].number),
                       markup_text(peak.title.empty() ? peak.article : peak.title));
  }
  if (!peaks.empty()) out += "</ol>\n";
  return out + "</figure>\n";
}

}  // namespace dateline::cli
