#include "base/error.hh"
#include "base/toml.hh"

#include <functional>

#include <doctest/doctest.h>

using namespace dateline;
using base::parse_toml;
using base::Toml;

namespace {

/// The report of the error that the action throws; empty if none.
std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Data);
    return failure.report();
  }
  return {};
}

}  // namespace

TEST_CASE("base/toml: values come out with their types and places") {
  const Toml doc = parse_toml("f.toml",
                              "name = 'x'\nn = -3\nf = 1.5\nyes = true\nlist = [1, 2]\n"
                              "[inner]\nkey = \"v\"\n[[rows]]\na = 1\n[[rows]]\na = 2\n");
  CHECK(doc.at("name").string() == "x");
  CHECK(doc.at("n").integer() == -3);
  CHECK(doc.at("f").number() == 1.5);
  CHECK(doc.at("n").number() == -3.0);
  CHECK(doc.at("yes").boolean());
  CHECK(doc.at("list").array().size() == 2);
  CHECK(doc.at("inner").at("key").string() == "v");
  CHECK(doc.at("rows").array().at(1).at("a").integer() == 2);
  CHECK(doc.at("n").place() == "f.toml:2:5");
  CHECK(doc.at("inner").at("key").place() == "f.toml:7:7");
  CHECK(doc.has("name"));
  CHECK_FALSE(doc.has("nam"));
}

TEST_CASE("base/toml: fallbacks serve for absent keys only") {
  const Toml doc = parse_toml("f.toml", "s = 'x'\nn = 2\nf = 2.5\n");
  CHECK(doc.string_or("s", "y") == "x");
  CHECK(doc.string_or("t", "y") == "y");
  CHECK(doc.integer_or("n", 9) == 2);
  CHECK(doc.integer_or("m", 9) == 9);
  CHECK(doc.number_or("f", 9) == 2.5);
  CHECK(doc.number_or("n", 9) == 2);
  CHECK(doc.number_or("g", 9) == 9);
  CHECK(error_of([&] { doc.string_or("n", "y"); }) == "error: f.toml:2:5: expected a string\n");
  CHECK(error_of([&] { doc.integer_or("f", 1); }) == "error: f.toml:3:5: expected an integer\n");
}

TEST_CASE("base/toml: a wrong type names the one that was expected") {
  const Toml doc = parse_toml("f.toml", "s = 'x'\nn = 2\n");
  const Toml& s = doc.at("s");
  CHECK(error_of([&] { s.integer(); }) == "error: f.toml:1:5: expected an integer\n");
  CHECK(error_of([&] { s.number(); }) == "error: f.toml:1:5: expected a number\n");
  CHECK(error_of([&] { s.boolean(); }) == "error: f.toml:1:5: expected true or false\n");
  CHECK(error_of([&] { s.array(); }) == "error: f.toml:1:5: expected an array\n");
  CHECK(error_of([&] { s.table(); }) == "error: f.toml:1:5: expected a table\n");
  CHECK(error_of([&] { s.at("k"); }) == "error: f.toml:1:5: expected a table\n");
  CHECK(error_of([&] { doc.at("n").string(); }) == "error: f.toml:2:5: expected a string\n");
  CHECK(error_of([&] { doc.at("k"); }) == "error: f.toml:1:1: no key 'k'\n");
}

TEST_CASE("base/toml: a misspelt key is told with the known ones") {
  const Toml doc = parse_toml("f.toml", "id = 'x'\ntitel = 'y'\n");
  CHECK(error_of([&] {
          doc.only({"id", "title"});
        }) == "error: f.toml:2:9: unknown key 'titel'; did you mean 'title'? known are id, title\n");
  CHECK(error_of([&] { doc.only({"id", "titel"}); }) == "");
}

TEST_CASE("base/toml: what is no TOML is refused with its place") {
  for (const char* text : {"a = ", "a = 1\na = 2\n", "[x\n", "a = 'b\n", "= 1", "a = \"\xFF\"\n"}) {
    CAPTURE(text);
    const std::string report = error_of([&] { parse_toml("f.toml", text); });
    CHECK(report.starts_with("error: f.toml:"));
  }
  CHECK(error_of([&] { parse_toml("f.toml", "a = 1\nday = 2022-03-01\n"); }) ==
        "error: f.toml:2:7: dates and times are not used here; write a string\n");
  CHECK(error_of([&] { parse_toml("f.toml", std::string(100'000, '[')); }) != "");
}

TEST_CASE("base/toml: a document of another kind or version is refused, naming both") {
  const auto require = [](const char* text) {
    return error_of([&] { base::require_kind(parse_toml("f.toml", text), "topic", 2, 3); });
  };
  CHECK(base::require_kind(parse_toml("f.toml", "kind = 'k'\nversion = 3"), "k", 2, 3) == 3);
  CHECK(require("kind = 'topic'\nversion = 2\n") == "");
  CHECK(require("kind = 'suite'\nversion = 2\n") ==
        "error: f.toml:1:8: kind is 'suite', not 'topic'\n");
  CHECK(require("kind = 'topic'\nversion = 4\n") ==
        "error: f.toml:2:11: version 4 of kind 'topic' is not readable; this program reads 2 to "
        "3\n");
  CHECK(require("kind = 'topic'\nversion = 1\n") ==
        "error: f.toml:2:11: version 1 of kind 'topic' is not readable; this program reads 2 to "
        "3\n");
  CHECK(require("version = 2\n") == "error: f.toml:1:1: no key 'kind'\n");
  CHECK(require("kind = 'topic'\n") == "error: f.toml:1:1: no key 'version'\n");
}

TEST_CASE("base/toml: quoting is undone by parsing") {
  const std::string all = [] {
    std::string text;
    for (char c = 1; c < 0x7F; ++c) text += c;
    return text + "\x7F é \u2028 \U0001F4F0";
  }();
  for (const std::string& text : {std::string(), std::string("a\"b\\c"), all, std::string(1, 0)}) {
    const Toml doc = parse_toml("f.toml", "s = " + base::toml_quote(text) + "\n");
    CHECK(doc.at("s").string() == text);
  }
}
