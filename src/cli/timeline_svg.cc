#include "cli/markup.hh"
#include "cli/timeline_output.hh"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

constexpr double width = 960, left = 60, right = 20, top = 40, plot_height = 240, axis = 40;

/// Shortened to so many code points.
std::string shortened(const std::string& text, std::size_t most) {
  std::size_t points = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (begins && ++points > most) return text.substr(0, i) + "…";
  }
  return text;
}

}  // namespace

double round_step(double most) {
  const double rough = most / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough) return factor * power;
  }
  return 10 * power;
}

std::string timeline_svg(const TimelineView& view, const std::string& title) {
  const explore::Timeline& line = view.timeline;
  const auto value = [&](const explore::Period& period) {
    return view.share ? period.share(view.by) : static_cast<double>(period.found.of(view.by));
  };
  double most = 0;
  for (const explore::Period& period : line.periods) most = std::max(most, value(period));
  const double base = top + plot_height;
  constexpr double legend = 20;
  const double peaks = base + axis + legend;
  const double total = peaks + 18 * static_cast<double>(view.peaks.size()) + 10;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" width=\"{:.0f}\" "
      "height=\"{:.0f}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n"
      "<title>{}</title>\n"
      "<defs><pattern id=\"gap\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#bbb\" "
      "stroke-width=\"2\"/></pattern></defs>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
      "<text x=\"{}\" y=\"20\" font-size=\"14\">{}</text>\n",
      width, total, width, total, markup_text(title), left, markup_text(shortened(title, 110)));
  if (most > 0) {
    const double step = round_step(most);
    for (int i = 0; step * i <= most * 1.001; ++i) {
      const double y = base - plot_height * step * i / most;
      const std::string text =
          view.share ? fmt::format("{:.4g}%", step * i * 100) : fmt::format("{:.4g}", step * i);
      out += fmt::format(
          "<line x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"#ddd\"/>"
          "<text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>\n",
          left, width - right, y, left - 6, y + 4, text);
    }
  }
  const auto count = static_cast<double>(std::max<std::size_t>(line.periods.size(), 1));
  const double slot = (width - left - right) / count;
  const auto labels = static_cast<std::size_t>(std::ceil(count * 80 / (width - left - right)));
  for (std::size_t i = 0; i < line.periods.size(); ++i) {
    const explore::Period& period = line.periods[i];
    const std::string name = explore::period_label(line.unit, period.number);
    const double x = left + slot * static_cast<double>(i), wide = std::max(slot * 0.85, 0.3);
    if (period.is_gap()) {
      out += fmt::format(
          "<rect x=\"{:.2f}\" y=\"{}\" width=\"{:.2f}\" height=\"{}\" fill=\"url(#gap)\">"
          "<title>{}: gap</title></rect>\n",
          x, top, slot, plot_height, name);
    } else if (value(period) > 0) {
      const double high = plot_height * value(period) / most;
      out += fmt::format(
          "<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" fill=\"#2a5d8f\">"
          "<title>{}: {} in {}, {:.2f}% of the corpus</title></rect>\n",
          x, base - high, wide, high, name, counted(period.found.passages, "passage"),
          counted(period.found.articles, "article"), period.share(view.by) * 100);
    }
    if (i % labels == 0) {
      out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
                         x + slot / 2, base + 18, name);
    }
  }
  // What the bars are, and what is hatched.
  const char* unit = view.by == search::CountBy::Articles ? "articles" : "passages";
  out += fmt::format("<text x=\"{}\" y=\"{:.1f}\" fill=\"#555\">{} by {}</text>\n", left,
                     base + axis, view.share ? fmt::format("share of all {}", unit) : unit,
                     explore::name(line.unit));
  if (std::any_of(line.periods.begin(), line.periods.end(),
                  [](const explore::Period& period) { return period.is_gap(); })) {
    constexpr double at = left + 240, box = 12;
    out += fmt::format(
        "<rect x=\"{0}\" y=\"{1:.1f}\" width=\"{2}\" height=\"{2}\" fill=\"url(#gap)\" "
        "stroke=\"#bbb\"/><text x=\"{3}\" y=\"{4:.1f}\" fill=\"#555\">the database has nothing of "
        "that time</text>\n",
        at, base + axis - box + 2, box, at + box + 6, base + axis);
  }
  for (std::size_t i = 0; i < view.peaks.size(); ++i) {
    const explore::Peak& peak = view.peaks[i];
    const explore::Period& period = line.periods[peak.index];
    out += fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\" font-weight=\"bold\">{}</text>\n"
        "<text x=\"{}\" y=\"{:.1f}\">{}  {}  {}</text>\n",
        left + slot * (static_cast<double>(peak.index) + 0.5),
        base - (most > 0 ? plot_height * value(period) / most : 0) - 4, i + 1, left,
        peaks + 18 * static_cast<double>(i) + 8, i + 1,
        explore::period_label(line.unit, period.number),
        markup_text(shortened(peak.title.empty() ? peak.article : peak.title, 110)));
  }
  return out + "</svg>\n";
}

}  // namespace dateline::cli
