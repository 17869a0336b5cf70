#include "base/error.hh"
#include "text/stopwords.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("text/stopwords: a list has a word a line; comments and blank lines are none") {
  const text::Stopwords words("# the\nthe\n\nof\ndon't");
  CHECK(words.size() == 3);
  CHECK(words.contains("the"));
  CHECK(words.contains("don't"));
  CHECK_FALSE(words.contains("The"));
  CHECK_FALSE(words.contains(""));
  CHECK_FALSE(words.contains("# the"));
  CHECK_FALSE(text::Stopwords().contains("the"));
}

TEST_CASE("text/stopwords: the English list loads, another language is told as missing") {
  const text::Stopwords english = text::load_stopwords("english");
  CHECK(english.contains("the"));
  CHECK_FALSE(english.contains("oil"));
  CHECK_FALSE(english.contains("u.s"));
  try {
    text::load_stopwords("klingon");
    FAIL("loaded");
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Data);
    CHECK(std::string(failure.what()).find("index/stopwords/klingon.txt") != std::string::npos);
  }
}
