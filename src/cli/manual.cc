#include "cli/manual.hh"

#include "base/error.hh"
#include "cli/command.hh"
#include "cli/markdown.hh"
#include "cli/options.hh"
#include "cli/session.hh"
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

/// `code` and **bold** in bold.
std::string inline_roff(std::string_view text) {
  std::string out;
  for (const Piece& piece : parse_inline(text)) {
    out += piece.kind == PieceKind::Text ? roff(piece.text) : "\\fB" + roff(piece.text) + "\\fP";
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

/// A term in bold with what is said of it.
std::string entry(const std::string& term, const std::string& about) {
  return ".TP\n" + line(term.empty() ? "\\&" : term) + line(about.empty() ? "\\&" : about);
}

/// A table as a list: the first cell of a row, and the others behind the names of their columns, if there are
/// several.
std::string table_roff(const Block& table) {
  std::string out;
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    const std::vector<std::string>& row = table.rows[r];
    std::string about;
    for (std::size_t i = 1; i < row.size(); ++i) {
      if (row[i].empty()) continue;
      const std::string name = row.size() > 2 ? inline_roff(table.rows.front()[i]) + ": " : "";
      about += (about.empty() ? "" : "; ") + name + inline_roff(row[i]);
    }
    if (!row.empty()) out += entry(inline_roff(row.front()), about);
  }
  return out;
}

std::string options_section(const Command& command) {
  std::string out = ".SH OPTIONS\n";
  for (const OptionText& one : option_texts(command)) {
    const std::string letter = one.letter.empty() ? "" : fmt::format("\\fB\\-{}\\fP, ", one.letter);
    const std::string value = one.is_flag() ? "" : " \\fI" + roff(one.value) + "\\fP";
    const std::string usual =
        one.usual.empty() ? "" : roff(fmt::format(" ({} if not given)", one.usual));
    out += entry(fmt::format("{}\\fB\\-\\-{}\\fP{}", letter, roff(one.name), value),
                 inline_roff(one.summary) + usual);
  }
  return out;
}

/// What can be typed in a session.
std::string session_sections() {
  std::string out = ".SH COMMANDS OF A SESSION\n";
  for (const SessionCommand& one : session_commands()) {
    std::string names;
    for (const std::string& name : split_list(one.name))
      names += (names.empty() ? "" : ", ") + fmt::format("\\fB{}\\fP", roff(name));
    const std::string usage = one.usage[0] == '\0' ? "" : " " + roff(one.usage);
    out += entry(names + usage, inline_roff(one.summary));
  }
  out += ".PP\n" + line(inline_roff(session_hints)) + ".SH SETTINGS OF A SESSION\n";
  const std::vector<std::string> settings = session_settings();
  for (const OptionText& one : option_texts(search_command)) {
    if (std::find(settings.begin(), settings.end(), one.name) == settings.end()) continue;
    const auto usual = usual_settings().find(one.name);
    const std::string first =
        usual == usual_settings().end() ? "" : roff(fmt::format(" ({} at first)", usual->second));
    out += entry("\\fBset " + roff(one.name) + "\\fP", inline_roff(one.summary) + first);
  }
  return out;
}

std::string command_page(const Command& command) {
  std::string out = head(std::string("dateline-") + command.name, 1, command.summary);
  out += fmt::format(".SH SYNOPSIS\n\\fBdateline {}\\fP {}\n", roff(command.name),
                     roff(command.usage));
  if (command.details[0] != '\0') out += ".SH DESCRIPTION\n" + roff_of_markdown(command.details);
  out += options_section(command);
  if (std::string_view(command.name) == "shell") out += session_sections();
  return out + ".SH SEE ALSO\n.BR dateline (1),\n.BR dateline\\-query (7)\n";
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
  bool begun = true;  // a section: a request for a paragraph would be empty
  for (const Block& block : parse_markdown(markdown)) {
    switch (block.kind) {
      case BlockKind::Heading:
        out += (block.level <= 2 ? ".SH " : ".SS ") + inline_roff(block.text) + "\n";
        break;
      case BlockKind::Paragraph:
        out += (begun ? "" : ".PP\n") + line(inline_roff(block.text));
        break;
      case BlockKind::Item:
        out += ".IP \\(bu 2\n" + line(inline_roff(block.text));
        break;
      case BlockKind::Code:
        out += (begun ? "" : ".PP\n") + verbatim(block.text);
        break;
      case BlockKind::Table:
        out += table_roff(block);
        break;
    }
    begun = block.kind == BlockKind::Heading;
  }
  return out;
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
