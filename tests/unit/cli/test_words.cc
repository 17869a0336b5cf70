#include "base/error.hh"
#include "cli/words.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("cli/words: lines are cut as a shell cuts them") {
  using Words = std::vector<std::string>;
  CHECK(cli::split_words("a  b\tc ") == Words{"a", "b", "c"});
  CHECK(cli::split_words(R"(x 'a "b' "c \" d" e\ f '')") ==
        Words{"x", "a \"b", "c \" d", "e f", ""});
  CHECK(cli::split_words("").empty());
  CHECK_THROWS_AS(cli::split_words("a 'b"), base::Error);
  CHECK_THROWS_AS(cli::split_words("a \"b"), base::Error);
}

TEST_CASE("cli/words: what is quoted is read back as it was") {
  const std::vector<std::string> words = {"plain-1.x",    "",   "two words", "it's", "a\"b",
                                          "$HOME `x` \\", "=a", "*",         "~",    "org:=\"EU\""};
  CHECK(cli::split_words(cli::command_line(words)) == words);
  CHECK(cli::quoted("sanctions") == "sanctions");
  CHECK(cli::quoted("it's") == "'it'\\''s'");
}

TEST_CASE("cli/words: words of a query keep their double quotes") {
  const auto written = [](std::string_view line) {
    std::vector<std::string> out;
    for (const cli::Word& word : cli::split_written(line)) out.push_back(word.written);
    return out;
  };
  using Words = std::vector<std::string>;
  CHECK(written("\"nord stream\" org:=\"EU\" gas") ==
        Words{"\"nord stream\"", "org:=\"EU\"", "gas"});
  CHECK(written("'\"nord stream\" gas' x") == Words{"\"nord stream\" gas", "x"});
  CHECK(written("Russia's gas '' don't") == Words{"Russia's", "gas", "", "don't"});
}
