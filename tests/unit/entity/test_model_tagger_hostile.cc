#include "entity/finder.hh"
#include "tagged.hh"

#include <cstdint>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::entity;

namespace {

/// What the interface promises of any mentions.
void check_sound(const std::string& body, const std::string& title) {
  Part part = Part::Title;
  std::uint32_t end = 0;
  for (const Mention& mention : tag(body, title)) {
    const std::string& text = mention.part == Part::Title ? title : body;
    REQUIRE(mention.part >= part);
    if (mention.part != part) end = 0;
    REQUIRE(mention.begin >= end);
    REQUIRE(mention.begin < mention.end);
    REQUIRE(mention.end <= text.size());
    REQUIRE_FALSE(mention.name.empty());
    part = mention.part;
    end = mention.end;
  }
}

}  // namespace

TEST_CASE("entity/model_tagger: empty and blank articles have no mentions") {
  CHECK(tag("").empty());
  CHECK(tag(" \n\n\t ", " ").empty());
  CHECK(tag("...!?()[]").empty());
  CHECK(tag("the cat sat on the mat").empty());
}

TEST_CASE("entity/model_tagger: an article in capitals or in small letters is read as well") {
  CHECK(tagged("LAST WEEK IN PARIS CHARLES DE GAULLE TOLD NATO THAT HE WOULD STAY.") ==
        "PARIS=pla:Paris; CHARLES DE GAULLE=per:Charles de Gaulle; NATO=org:NATO");
  CHECK(tagged("last week in paris charles de gaulle told ministers of france that he would stay, "
               "and the "
               "ministers told him that he should not.") ==
        "paris=pla:Paris; charles de gaulle=per:Charles de Gaulle; france=pla:France");
}

TEST_CASE("entity/model_tagger: a megabyte of capitals is tagged soundly") {
  std::string body;
  while (body.size() < 1'000'000) body += "Bank Of Van Al Inc John Kim-Un Lake & The Moscow U.S. ";
  check_sound(body, "");
  std::string letters(1'000'000, 'A');
  check_sound(letters, letters);
  std::string words;
  while (words.size() < 1'000'000) words += "A B. C ";
  check_sound(words, words);
}

TEST_CASE("entity/model_tagger: malformed UTF-8 does no harm") {
  check_sound(
      "In Mos\xff\xfe"
      "cow \xc3 Donald\xe2\x80 Trump met \xf0\x9f Vladimir\x80 Putin.",
      "\xff Kyiv \xc0");
  std::string noise;
  std::uint32_t state = 12345;
  for (int i = 0; i < 200'000; ++i) {
    state = state * 1664525u + 1013904223u;
    noise.push_back(static_cast<char>(state >> 24));
  }
  check_sound(noise, noise.substr(0, 2000));
}

TEST_CASE("entity/model_tagger: random arrangements of loaded words are tagged soundly") {
  const char* words[] = {"John", "Smith", "Inc",   "Bank",  "of",    "the",   "President", "(",
                         ")",    "NATO",  "Lake",  "von",   "Kim",   "-",     "un",        "&",
                         "and",  "Co",    "U.S.",  "said",  ",",     ".",     "King",      "Mr.",
                         "J.",   "City",  "Jr",    "May",   "Paris", "River", "'s",        "\"",
                         "New",  "York",  "Times", "Trump", "Gulf",  "for",   "Putin",     "\n\n",
                         "WHO",  "Apple", "de",    "Gaulle"};
  std::uint32_t state = 1;
  for (int round = 0; round < 300; ++round) {
    std::string body;
    for (int i = 0; i < 200; ++i) {
      state = state * 1664525u + 1013904223u;
      body += words[(state >> 16) % (sizeof(words) / sizeof(words[0]))];
      if ((state >> 8 & 7) != 0) body += ' ';
    }
    check_sound(body, body.substr(0, 100));
  }
}

TEST_CASE("entity/model_tagger: an article does not remember the one before") {
  const std::string first = tagged("Then Zelda Zorn spoke. Later Zorn left. Frobozz Inc rose.");
  CHECK(tagged("Later Zorn left and Frobozz rose.").find("Zelda") == std::string::npos);
  CHECK(tagged("Then Zelda Zorn spoke. Later Zorn left. Frobozz Inc rose.") == first);
}

namespace {

/// Features looked up for a text.
std::uint64_t work(const std::string& body) {
  text::Analysis title, analysis;
  text::analyse(body, analysis);
  Pieces pieces;
  pieces.assign({{}, title, body, analysis});
  Finder finder(standard_model());
  std::vector<Found> found;
  finder.find(pieces, found);
  return finder.lookups();
}

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += part;
  return out;
}

}  // namespace

TEST_CASE("entity/model_tagger: work grows with the text and no faster") {
  for (const std::string_view part :
       {"MOSCOW SAYS NATO KNOWS ", "Bank Of Van Al Inc ", "A.B.C. ", "Aa-", "'s ",
        "Smith, Smith & Smith ", "\U0001F600 Rome \U0001F1FA\U0001F1E6 ", "Москва Київ NATO ",
        "שלום ירושלים Rome العربية ", "東京Rome"}) {
    CAPTURE(part);
    const std::uint64_t once = work(repeated(part, 50'000)), four = work(repeated(part, 200'000));
    CHECK(four <= once * 5 + 1000);
    CHECK(four < 200'000u * 150);
  }
}

TEST_CASE(
    "entity/model_tagger: long words, emoji, mixed and right-to-left scripts are tagged soundly") {
  check_sound(repeated("MOSCOW SAYS NATO KNOWS ", 2'000'000), "");
  check_sound(std::string(1'000'000, 'A') + " Rome", "");
  check_sound(repeated("\U0001F600\U0001F1FA\U0001F1E6 Rome \u200dNATO", 100'000), "\U0001F600");
  check_sound(repeated("Москва\u0301NATO Київ-Rome ", 100'000), "");
  check_sound(repeated("שלום ירושלים\u200f Rome العربية", 100'000), "שלום");
}
