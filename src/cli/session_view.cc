#include "cli/session_view.hh"

#include "text/line.hh"
#include "text/unicode.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

/// As much of a text as fits, with `…` where something is left out.
std::string shortened(const std::string& text, std::size_t columns) {
  if (display_columns(text) <= columns) return text;
  std::size_t end = 0, used = 0;
  while (end < text.size()) {
    std::size_t next = end;
    text::next_code_point(text, next);
    const std::size_t width = display_columns(std::string_view(text).substr(end, next - end));
    if (used + width + 1 > columns) break;
    used += width;
    end = next;
  }
  return text.substr(0, end) + "…";
}

std::uint64_t count(const search::FacetCount& value, search::CountBy by) {
  return by == search::CountBy::Articles ? value.articles : value.passages;
}

/// Without a blank that a line could break at.
std::string kept_whole(std::string text) {
  std::replace(text.begin(), text.end(), ' ', whole_blank);
  return text;
}

/// Behind the name of a facet: how many of its values are shown, and what is counted where that is not
/// passages, as all else is.
std::string share(const search::Facet& facet, search::CountBy by) {
  std::string out;
  if (facet.total > facet.values.size())
    out = fmt::format(" ({} of {})", facet.values.size(), grouped(facet.total));
  return by == search::CountBy::Articles ? out + " · articles" : out;
}

}  // namespace

std::size_t fitting_results(std::size_t columns, std::size_t rows, bool facets) {
  constexpr std::size_t usual = 5, least = 3, most = 20;
  if (rows == 0) return usual;
  const std::size_t height = columns < 60 ? 13 : 9;
  const bool below = facets && columns < wide_columns;
  const std::size_t around =
      5 + (below ? height : 0);  // query, counts, prompt, blank lines, facets
  return std::clamp((rows - std::min(rows, around)) / height, least, most);
}

std::vector<const search::FacetCount*> numbered(const std::vector<search::Facet>& facets) {
  std::vector<const search::FacetCount*> values;
  for (const search::Facet& facet : facets) {
    for (const search::FacetCount& value : facet.values) values.push_back(&value);
  }
  return values;
}

std::string facet_list(const std::vector<search::Facet>& facets, search::CountBy by,
                       const Style& style, std::size_t columns) {
  constexpr std::size_t beside_name = 6;  // the number and the blanks
  std::size_t wanted = facet_columns;
  for (const search::FacetCount* value : numbered(facets)) {
    wanted = std::max(wanted, beside_name + display_columns(printable(value->value)) +
                                  grouped(count(*value, by)).size());
  }
  const std::size_t width = std::max<std::size_t>(std::min(wanted, columns), 20);
  std::string out;
  std::size_t number = 0;
  for (const search::Facet& facet : facets) {
    out += fmt::format("{}{}{}{}\n", style.bold, facet.field, style.off, share(facet, by));
    for (const search::FacetCount& value : facet.values) {
      const std::string figure = grouped(count(value, by));
      const std::string tag = fmt::format("f{}", ++number);
      const std::size_t room = width - std::min(width, beside_name + figure.size());
      const std::string name = shortened(printable(value.value), room);
      out += fmt::format("{}{:>4}{} {}{} {}\n", style.dim, tag, style.off, name,
                         std::string(room - display_columns(name), ' '), figure);
    }
    if (facet.without > 0) {
      const std::string figure = grouped(facet.without);
      out += fmt::format("{}     (none){} {}{}\n", style.dim,
                         std::string(width - std::min(width, 12 + figure.size()), ' '), figure,
                         style.off);
    }
  }
  return out;
}

std::string facet_lines(const std::vector<search::Facet>& facets, search::CountBy by,
                        const Style& style, std::size_t columns) {
  std::string out;
  std::size_t number = 0;
  for (const search::Facet& facet : facets) {
    std::string values;
    for (const search::FacetCount& value : facet.values) {
      values += (values.empty() ? "" : " · ") +
                kept_whole(fmt::format("{}f{}{} {} {}", style.dim, ++number, style.off,
                                       printable(value.value), grouped(count(value, by))));
    }
    if (facet.without > 0)
      values += fmt::format("{}(none) {}", values.empty() ? "" : " · ", grouped(facet.without));
    const std::string lines = wrap(facet.field + share(facet, by) + ": " + values, columns, "    ");
    // The field stands out before its values, which are indented.
    std::string text = lines.size() > 4 ? lines.substr(4) : lines;
    text.insert(facet.field.size(), style.off);
    out += std::string(style.bold) + text;
  }
  return out;
}

std::string fitted(std::string line, std::size_t columns) {
  if (display_columns(line) <= columns) {
    std::replace(line.begin(), line.end(), whole_blank, ' ');
    return line;
  }
  line = wrap(line, columns, "");
  line.pop_back();
  return line;
}

std::string beside(std::string_view left, std::string_view right, std::size_t columns,
                   const Style& style) {
  std::string out;
  std::string open;  // the colour that the line before left on
  while (!left.empty() || !right.empty()) {
    const std::string_view part = text::take_line(left);
    std::string line = open + std::string(part);
    for (std::size_t at = part.find('\033'); at != std::string_view::npos;
         at = part.find('\033', at + 1)) {
      const std::string_view code = part.substr(at, part.find('m', at) + 1 - at);
      open = code == style.off ? "" : std::string(code);
    }
    if (!open.empty()) line += style.off;
    const std::size_t used = display_columns(line);
    // A line that is too long, as of a word that is, has no room beside it.
    const std::string_view other = used < columns ? text::take_line(right) : std::string_view();
    if (!other.empty()) {
      line += std::string(columns - used, ' ');
      line += other;
    }
    out += line + '\n';
  }
  return out;
}

std::string what_to_leave_out(const eval::Understood& query, const store::Database& database,
                              const eval::QueryOptions& meaning) {
  const auto removals =
      explore::removals({query.plan, query.text, meaning.clock, meaning.as_of}, database);
  if (removals.empty()) return {};
  const explore::Removal& best = removals.front();
  return fmt::format("\nwithout  {}  it finds {} in {}", printable(best.clause),
                     counted(best.passages, "passage"), counted(best.articles, "article"));
}

std::string removals_text(const std::vector<explore::Removal>& removals, std::size_t columns) {
  std::string out = "The query finds nothing at all.";
  out += removals.empty() ? " Nor does any of its conditions by itself.\n" : " Without\n";
  for (const explore::Removal& one : removals) {
    out += wrap(fmt::format("{} {}it finds {} in {}", printable(one.clause), whole_blank,
                            counted(one.passages, "passage"), counted(one.articles, "article")),
                columns, "  ");
  }
  return out;
}

}  // namespace dateline::cli
