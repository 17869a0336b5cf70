#include "cli/markup.hh"

#include <doctest/doctest.h>

using dateline::cli::markup_text;

TEST_CASE("cli/markup: what ends text or an attribute is a reference") {
  CHECK(markup_text("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#39;");
  CHECK(markup_text("one\ntwo") == "one&#10;two");
}

TEST_CASE("cli/markup: what XML cannot hold is a blank or the replacement character") {
  CHECK(markup_text("a\x1b[0m\x7Fz") == "a [0m z");
  CHECK(markup_text("a\xFFz") == "a\uFFFDz");
  CHECK(markup_text("cut \xE2\x82") == "cut \uFFFD");
  CHECK(markup_text("Zürich") == "Zürich");
}
