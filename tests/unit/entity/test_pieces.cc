#include "entity/pieces.hh"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::entity;

namespace {

Pieces cut(std::string_view body) {
  text::Analysis title, analysis;
  text::analyse(body, analysis);
  Pieces pieces;
  pieces.assign({{}, title, body, analysis});
  return pieces;
}

/// The pieces, with `|` between them.
std::string shown(std::string_view body) {
  std::string out;
  for (const Piece& piece : cut(body).items) {
    if (!out.empty()) out += '|';
    out += body.substr(piece.begin, piece.end - piece.begin);
  }
  return out;
}

}  // namespace

TEST_CASE("entity/pieces: punctuation is apart, abbreviations and compounds are whole") {
  CHECK(shown("The U.S.'s Anglo-Irish Bank, AT&T (NYSE) rose 3.5%.") ==
        "The|U.S.|'s|Anglo-Irish|Bank|,|AT&T|(|NYSE|)|rose|3.5|%|.");
  CHECK(shown("J. Smith of Acme Inc. met O’Brien’s son in 1,750 B.C. today.") ==
        "J.|Smith|of|Acme|Inc.|met|O’Brien|’s|son|in|1,750|B.C.|today|.");
  CHECK(shown("He joined Acme Inc.") == "He|joined|Acme|Inc|.");
  CHECK(shown("Wait...") == "Wait|...");
}

TEST_CASE("entity/pieces: blanks around punctuation make no difference") {
  CHECK(shown("Mr. Smith 's son , of Acme Inc. , left .") ==
        shown("Mr. Smith's son, of Acme Inc., left."));
}

TEST_CASE("entity/pieces: a sentence's use of capitals is told") {
  CHECK(cut("The cat sat in Rome on Monday.").sentences[0].casing == Casing::Sentence);
  CHECK(cut("BANK OF FRANCE SETS TENDER").sentences[0].casing == Casing::None);
  CHECK(cut("Oil Prices Rise After Opec Meeting in Vienna").sentences[0].casing == Casing::Title);
  const std::string small =
      "a text of small letters only has no capitals to go by at all, whatever the names in it "
      "may be, and however long it is.";
  CHECK(cut(small).sentences[0].casing == Casing::None);
}

TEST_CASE("entity/pieces: where case says nothing, words are those of the folded form") {
  const Pieces caps = cut("PARIS WELCOMES NATO"), small = cut("Paris is large.");
  CHECK(caps.items[0].word == small.items[0].fold);
  CHECK(caps.items[0].word != small.items[0].word);
}

TEST_CASE("entity/pieces: words that open a sentence or speech are marked") {
  const Pieces pieces = cut("He said: \"Now we go home.\"");
  std::string first;
  for (const Piece& piece : pieces.items)
    if (piece.flags & PieceFirst) first += piece.begin == 0 ? "He " : "Now ";
  CHECK(first == "He Now ");
}

TEST_CASE("entity/pieces: a word of a million letters is many pieces of bounded length") {
  const std::string body(1'000'000, 'x');
  const Pieces pieces = cut(body);
  CHECK(pieces.items.size() > 8000);
  for (const Piece& piece : pieces.items) REQUIRE(piece.end - piece.begin <= 124);
}
