#include "indexing/split.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using indexing::split;

namespace {

/// A sentence of so many tokens.
std::string sentence(int tokens) {
  std::string out = "Word";
  for (int i = 1; i < tokens; ++i) out += " word";
  return out + ". ";
}

/// A paragraph of sentences of these lengths.
std::string paragraph(const std::vector<int>& lengths) {
  std::string out;
  for (const int tokens : lengths) out += sentence(tokens);
  return out + "\n\n";
}

/// Tokens of each passage, `100 120`; checks what the header promises of all.
std::string passages(const std::string& text, const indexing::SplitSizes& sizes = {}) {
  text::Analysis body;
  text::analyse(text, body);
  const auto found = split(text, body, sizes);
  REQUIRE(!found.empty());
  std::string out;
  std::uint32_t next = 0, last = 0;
  for (const store::Passage& passage : found) {
    CHECK(passage.first_sentence == next);
    next = passage.end_sentence;
    CHECK(passage.begin >= last);
    CHECK(passage.end <= text.size());
    last = passage.end;
    CHECK(passage.names.empty());
    const bool empty = passage.first_sentence == passage.end_sentence;
    if (!empty) {
      CHECK(passage.begin == body.sentences[passage.first_sentence].span.begin);
      CHECK(passage.end == body.sentences[passage.end_sentence - 1].span.end);
    }
    const std::uint32_t tokens = empty ? 0
                                       : body.sentences[passage.end_sentence - 1].end_token -
                                             body.sentences[passage.first_sentence].first_token;
    out += (out.empty() ? "" : " ") + std::to_string(tokens);
  }
  CHECK(next == body.sentences.size());
  return out;
}

}  // namespace

TEST_CASE("indexing/split: an empty body is one passage without sentences") {
  CHECK(passages("") == "0");
  CHECK(passages(" \n\n ") == "0");
}

TEST_CASE("indexing/split: paragraphs gather until there are enough words") {
  CHECK(passages(paragraph({10})) == "10");
  CHECK(passages(paragraph({50}) + paragraph({60})) == "110");
  CHECK(passages(paragraph({50}) + paragraph({60}) + paragraph({50}) + paragraph({60})) ==
        "110 110");
  CHECK(passages(paragraph({99}) + paragraph({51})) == "150");
  CHECK(passages(paragraph({99}) + paragraph({52})) == "99 52");
  CHECK(passages(paragraph({100}) + paragraph({40})) == "100 40");
}

TEST_CASE("indexing/split: a short last passage joins the one before") {
  CHECK(passages(paragraph({100}) + paragraph({24})) == "124");
  CHECK(passages(paragraph({100}) + paragraph({25})) == "100 25");
  CHECK(passages(paragraph({150}) + paragraph({24})) == "174");
  CHECK(passages(paragraph({24})) == "24");
}

TEST_CASE("indexing/split: a long paragraph is cut into nearly equal pieces at sentence ends") {
  CHECK(passages(paragraph({50, 50, 50, 50})) == "100 100");
  CHECK(passages(paragraph(std::vector<int>(16, 10))) == "80 80");
  CHECK(passages(paragraph(std::vector<int>(31, 10))) == "100 100 110");
  CHECK(passages(paragraph({151})) == "151");  // one sentence
  CHECK(passages(paragraph({280})) == "280");
  CHECK(passages(paragraph(std::vector<int>(60, 10))) == "150 150 150 150");
}

TEST_CASE("indexing/split: a heading opens a passage rather than closing one") {
  CHECK(passages(paragraph({100}) + "The next part\n\n" + paragraph({60})) == "100 63");
  CHECK(passages(paragraph({80}) + paragraph({30}) + "The next part\n\n" + paragraph({60})) ==
        "110 63");
  CHECK(passages("The first part\n\n" + paragraph({120})) == "123");
  // One at the very end has nothing to open.
  CHECK(passages(paragraph({100}) + "The end") == "102");
}

TEST_CASE("indexing/split: a few words before a long paragraph are no passage of their own") {
  CHECK(passages("The first part\n\n" + paragraph({148})) == "151");
  CHECK(passages("The first part\n\n" + paragraph({100, 100})) == "103 100");
  CHECK(passages(paragraph({24}) + paragraph({140})) == "164");
  CHECK(passages(paragraph({25}) + paragraph({140})) == "25 140");
  CHECK(passages(paragraph({10, 280, 10})) == "300");
}

TEST_CASE("indexing/split: sizes are those asked for") {
  const indexing::SplitSizes small{10, 20, 5};
  CHECK(passages(paragraph({10}) + paragraph({10}), small) == "10 10");
  CHECK(passages(paragraph({10}) + paragraph({4}), small) == "14");
  CHECK(passages(paragraph({5, 5, 5, 5, 5, 5}), small) == "15 15");
}

TEST_CASE("indexing/split: odd texts hold every sentence once") {
  CHECK_NOTHROW(passages("...\n\n!!!\n\n???"));
  CHECK_NOTHROW(passages(std::string(5000, 'x')));
  CHECK_NOTHROW(passages("\xFF\xFE\n\n\x80"));
  unsigned state = 5;
  for (int round = 0; round < 100; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      state = state * 1103515245 + 12345;
      const unsigned pick = state >> 16;
      if (pick % 5 == 0) {
        text += "A heading\n\n";
      } else if (pick % 5 == 1) {
        text += "...\n\n";
      } else {
        std::vector<int> lengths;
        for (unsigned k = 1 + pick / 5 % 6; k > 0; --k)
          lengths.push_back(1 + static_cast<int>(pick / 30 % 70));
        text += paragraph(lengths);
      }
    }
    passages(text);
  }
}
