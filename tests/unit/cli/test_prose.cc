#include "cli/prose.hh"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    most = std::max(most, cli::display_columns(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  return most;
}

constexpr const char* document =
    "### Words\n\nA paragraph of `some code` that is long enough for two lines or more, "
    "whatever.\n\n| written | means |\n| --- | --- |\n| `oil embargo` | passages with any of the "
    "words, ranked, of which common ones are left out |\n| `=NATO`, `=\"Bank of England\"` | as "
    "typed |\n\n- one\n- two\n";

}  // namespace

TEST_CASE("cli/prose: paragraphs and tables fill the width there is") {
  const cli::Style plain(false);
  for (const std::size_t columns : {40, 60, 80, 120}) {
    CAPTURE(columns);
    const std::string text = cli::readable(document, plain, columns);
    CHECK(widest(text) <= columns);
    CHECK(text.starts_with("Words\n\nA paragraph of `some code`"));
    CHECK(text.find("| ") == std::string::npos);
    CHECK(text.ends_with("- one\n- two\n"));
  }
  const std::string wide = cli::readable(document, plain, 80);
  CHECK(wide.find("  oil embargo" + std::string(20, ' ') + "passages with") != std::string::npos);
  const std::string narrow = cli::readable(document, plain, 40);
  CHECK(narrow.find("  oil embargo\n      passages with any") != std::string::npos);
}

TEST_CASE("cli/prose: code is bold where there are colours, and then has no signs") {
  CHECK(cli::readable("a `b` c\n", cli::Style(true), 80) == "a \033[1mb\033[0m c\n");
  CHECK(cli::readable("a `b` c\n", cli::Style(false), 80) == "a `b` c\n");
  // Code is not broken where a line of text is.
  CHECK(cli::readable("12345678 `a b`\n", cli::Style(false), 12) == "12345678\n`a b`\n");
}
