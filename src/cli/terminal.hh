// What the output goes to: colours, width.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dateline::cli {

bool is_terminal(int file);

/// Whether TERM says that the terminal knows neither colours nor moves, or says nothing.
bool is_dumb_terminal();

/// Columns of standard output: COLUMNS, else the terminal's, else 80.
std::size_t terminal_columns();

/// Columns of the terminal that a file is; nullopt if it is none, or too narrow to be one.
std::optional<std::size_t> columns_of(int file);

/// Rows of the terminal that standard output is; 0 if it is none, or does not tell.
std::size_t terminal_rows();

/// Whether to colour standard output.
/// in:     choice, `auto`, `always` or `never`; auto looks at NO_COLOR, CLICOLOR_FORCE, the terminal and
///         TERM=dumb, in this order
/// errors: base::Error{Code::Usage} for another choice
bool use_color(const std::string& choice);

/// Terminal sequences, empty without colour.
struct Style {
  explicit Style(bool color);
  std::string_view bold, dim, match, off;
};

/// Columns a text takes on a terminal: combining marks none, East Asian wide ones two.
std::size_t display_columns(std::string_view text);

/// Stands for a blank that wrap() breaks no line at.
inline constexpr char whole_blank = '\x1f';

/// Break a text into lines of at most `columns`, each after `indent`; white space is folded, whole_blank becomes a
/// blank. Terminal sequences count as nothing. A word wider than a line is kept whole, unless it has wide characters
/// (Chinese, Japanese, Korean), between which lines may end.
std::string wrap(std::string_view text, std::size_t columns, std::string_view indent);

/// A line that is too long as several, broken at blanks; those within the lines stay as they are. Lines after the first
/// are indented by two blanks. out: without a line end
std::string broken(std::string_view line, std::size_t columns);

/// A name and, from a column on, what is said of it, filled; where that column leaves too little room, or the
/// name does not end before it, the text begins on a line of its own.
/// in: column, counted from 0, where the text begins; the name stands behind two blanks
std::string hanging(std::string_view name, std::string_view text, std::size_t column,
                    std::size_t columns);

/// White space and control characters, terminal escapes among them, as blanks.
std::string printable(std::string_view text);

/// 1234567 as `1,234,567`.
std::string grouped(unsigned long long number);

/// `1 passage`, `2,000 passages`.
std::string counted(unsigned long long number, std::string_view noun);

}  // namespace dateline::cli
