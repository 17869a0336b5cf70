#include "cli/manual.hh"

#include "base/error.hh"
#include "cli/command.hh"
#include "cli/topics_of_help.hh"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

/// Text that roff takes as it is. A dash stays the one that can be typed.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '`':
        out += "\\(ga";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// A line of text: one that begins with a dot would be a request.
std::string line(const std::string& text) {
  return (text.starts_with('.') ? "\\&" : "") + text + "\n";
}

/// `code` and **bold** in bold, [text](link) as its text.
std::string inline_roff(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with('`')) {
      const std::size_t ticks = std::min(rest.find_first_not_of('`'), rest.size());
      const std::size_t end = rest.find(rest.substr(0, ticks), ticks);
      if (end != std::string_view::npos) {
        out += "\\fB" + roff(rest.substr(ticks, end - ticks)) + "\\fP";
        i += end + ticks;
        continue;
      }
    }
    if (rest.starts_with("**")) {
      if (const std::size_t end = rest.find("**", 2); end != std::string_view::npos) {
        out += "\\fB" + roff(rest.substr(2, end - 2)) + "\\fP";
        i += end + 2;
        continue;
      }
    }
    if (rest.starts_with("\\|")) {
      out += '|';
      i += 2;
      continue;
    }
    out += roff(rest.substr(0, 1));
    ++i;
  }
  return out;
}

/// Cells of a row `| a | b |`; bars inside code are parts of it, `\|` is a bar.
std::vector<std::string> cells(std::string_view row) {
  std::vector<std::string> out;
  std::string cell;
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i] == '\\' && i + 1 < row.size() && row[i + 1] == '|') {
      cell += "\\|";
      ++i;
    } else if (row[i] == '|') {
      const std::size_t first = std::min(cell.find_first_not_of(' '), cell.size());
      cell.erase(0, first);
      cell.erase(cell.find_last_not_of(' ') + 1);
      out.push_back(cell);
      cell.clear();
    } else {
      cell += row[i];
    }
  }
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string head(const std::string& name, int section, const std::string& summary) {
  return fmt::format(".TH {} {} \"\" \"dateline {}\" \"dateline\"\n.SH NAME\n{} \\- {}\n",
                     roff(upper(name)), section, DATELINE_VERSION, roff(name), roff(summary));
}

/// Lines as they are.
std::string verbatim(std::string_view text) {
  std::string out = ".nf\n";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += line(roff(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + ".fi\n";
}

std::string options_section(const Command& command) {
  std::string out = ".SH OPTIONS\n";
  const po::options_description options = command_options(command);
  for (const auto& option : options.options()) {
    std::string name = option->format_name();
    std::replace(name.begin(), name.end(), '[', ' ');
    std::string letter, value = option->format_parameter();
    if (const std::size_t equals = value.find(" (="); equals != std::string::npos)
      value.resize(equals);
    const std::string shown = option->format_name();
    if (shown.size() > 1 && shown[0] == '-' && shown[1] != '-')
      letter = fmt::format("\\fB\\-{}\\fP, ", shown[1]);
    out += fmt::format(".TP\n{}\\fB\\-\\-{}\\fP{}\n", letter, roff(option->long_name()),
                       option->semantic()->max_tokens() == 0 || value.empty()
                           ? ""
                           : " \\fI" + roff(value) + "\\fP");
    out += line(roff(option->description()));
  }
  return out;
}

std::string command_page(const Command& command) {
  std::string out = head(std::string("dateline-") + command.name, 1, command.summary);
  out += fmt::format(".SH SYNOPSIS\n\\fBdateline {}\\fP {}\n", roff(command.name),
                     roff(command.usage));
  if (command.details[0] != '\0') out += ".SH DESCRIPTION\n" + verbatim(command.details);
  return out + options_section(command) +
         ".SH SEE ALSO\n.BR dateline (1),\n.BR dateline\\-query (7)\n";
}

std::string overview() {
  std::string out = head("dateline", 1, "full-text search of news corpora");
  out +=
      ".SH SYNOPSIS\n\\fBdateline\\fP \\fICOMMAND\\fP [\\fIOPTION\\fP\\&...] "
      "[\\fIARGUMENT\\fP\\&...]\n"
      ".SH COMMANDS\n";
  for (const Command& command : commands())
    out += fmt::format(".TP\n.BR dateline\\-{} (1)\n{}", roff(command.name),
                       line(roff(command.summary)));
  out += ".SH PAGES\n";
  for (const HelpTopic& topic : help_topics())
    out += fmt::format(".TP\n.BR dateline\\-{} ({})\n{}", roff(topic.name), topic.section,
                       line(roff(topic.summary)));
  return out;
}

}  // namespace

std::string roff_of_markdown(const std::string& markdown) {
  std::string out;
  bool code = false, table_head = false, paragraph = false;
  std::string_view rest = markdown;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (text.starts_with("```")) {
      code = !code;
      out += code ? ".PP\n.nf\n" : ".fi\n";
      paragraph = false;
    } else if (code) {
      out += line(roff(text));
    } else if (text.starts_with("    ") && !text.starts_with("    -")) {
      if (!out.ends_with(".fi\n") || paragraph) out += ".PP\n";
      out += ".nf\n" + line(roff(text)) + ".fi\n";
      paragraph = false;
    } else if (text.starts_with('#')) {
      const std::size_t level = text.find_first_not_of('#');
      const std::string title = inline_roff(text.substr(std::min(level + 1, text.size())));
      out += (level <= 2 ? ".SH " : ".SS ") + title + "\n";
      paragraph = true;  // a request for one behind a heading is said to be empty
      table_head = false;
    } else if (text.starts_with('|')) {
      const std::vector<std::string> row = cells(text);
      if (!row.empty() && row.front().starts_with("---")) continue;
      // The row of names is told by the line below it.
      if (!table_head && rest.starts_with("| ---")) {
        table_head = true;
        continue;
      }
      if (row.empty()) continue;
      out += ".TP\n" + line(row.front().empty() ? "\\&" : inline_roff(row.front()));
      std::string about;
      for (std::size_t i = 1; i < row.size(); ++i) {
        if (!row[i].empty()) about += (about.empty() ? "" : "; ") + inline_roff(row[i]);
      }
      out += line(about.empty() ? "\\&" : about);
      paragraph = false;
    } else if (text.starts_with("- ")) {
      out += ".IP \\(bu 2\n" + line(inline_roff(text.substr(2)));
      paragraph = true;
    } else if (text.find_first_not_of(" \t") == std::string_view::npos) {
      paragraph = false;
      table_head = false;
    } else if (!text.starts_with("<!--")) {
      if (!paragraph) out += ".PP\n";
      paragraph = true;
      const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
      out += line(inline_roff(text.substr(first)));
    }
  }
  return out + (code ? ".fi\n" : "");
}

std::string manual_page(const std::string& name) {
  if (name == "dateline") return overview();
  if (const Command* command = find_command(name)) return command_page(*command);
  const std::string text = help_topic_text(name);
  for (const HelpTopic& topic : help_topics()) {
    if (name != topic.name) continue;
    return head(std::string("dateline-") + topic.name, topic.section, topic.summary) +
           ".SH DESCRIPTION\n" + roff_of_markdown(text) + ".SH SEE ALSO\n.BR dateline (1)\n";
  }
  return {};
}

}  // namespace dateline::cli
