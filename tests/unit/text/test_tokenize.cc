#include "text/tokenize.hh"

#include <string>
#include <utility>

#include <doctest/doctest.h>

using namespace dateline;
using namespace std::string_literals;
using text::Tokens;

namespace {

/// The folded tokens with `|` between.
std::string folded(std::string_view text) {
  static Tokens tokens;  // reused, as all callers do
  text::tokenize(text, tokens);
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0) out += '|';
    out += tokens.text(i);
  }
  return out;
}

/// The tokens as written.
std::string written(std::string_view text) {
  Tokens tokens;
  text::tokenize(text, tokens);
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0) out += '|';
    out += text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
  }
  return out;
}

using Table = std::initializer_list<std::pair<std::string, std::string>>;

void check(const Table& table) {
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& expected = row.second;
    CAPTURE(text);
    CHECK(folded(text) == expected);
  }
}

}  // namespace

TEST_CASE("text/tokenize: words are runs of letters and digits, case folded") {
  check({
      {"", ""},
      {" \t\n", ""},
      {"... -- ?!", ""},
      {"Oil prices ROSE.", "oil|prices|rose"},
      {"G7 F-16 A320neo", "g7|f|16|a320neo"},
      {"oil-producing, long-term", "oil|producing|long|term"},
      {"a_b a/b a@b.org x=y", "a|b|a|b|a|b|org|x|y"},
  });
}

TEST_CASE("text/tokenize: apostrophes between letters stay, straight and curly alike") {
  check({
      {"don't", "don't"},
      {"don\u2019t", "don't"},
      {"O'Brien O\u2019Brien", "o'brien|o'brien"},
      {"O\u2019BRIEN", "o'brien"},
      {"'quoted' \u2018quoted\u2019", "quoted|quoted"},
      {"rock 'n' roll", "rock|n|roll"},
      {"the '90s", "the|90s"},
      {"d'\u00C9tat", "d'etat"},
      {"L\u2019\u00C9quipe", "l'equipe"},
      {"L'\u00C9QUIPE", "l'equipe"},
      {"L'Or\u00E9al", "l'oreal"},
  });
}

TEST_CASE("text/tokenize: a possessive belongs to no token") {
  check({
      {"Moscow's plan", "moscow|plan"},
      {"Moscow\u2019s plan", "moscow|plan"},
      {"MOSCOW'S PLAN", "moscow|plan"},
      {"Zo\u00EB's", "zoe"},
      {"Zo\u00EB\u2019s", "zoe"},
      {"the U.S.'s debt", "the|u.s|debt"},
      {"the U.S.\u2019s debt", "the|u.s|debt"},
      {"NATO's", "nato"},
      {"the 1990's", "the|1990"},
      {"workers' rights", "workers|rights"},
      {"it's", "it"},
      {"'s", "s"},
      {"o'sullivan", "o'sullivan"},
      {"a's-b", "a|b"},
  });
  Tokens tokens;
  text::tokenize("Moscow\u2019s", tokens);
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].begin == 0);
  CHECK(tokens[0].end == 6);
}

TEST_CASE("text/tokenize: numbers lose thousands separators and keep decimal points") {
  check({
      {"1,750", "1750"},
      {"1,234,567.89", "1234567.89"},
      {"3.5 pct", "3.5|pct"},
      {"3,50", "3|50"},
      {"1,2345", "1|2345"},
      {"12,34,567", "12|34567"},
      {"1.750,00", "1.750|00"},
      {"$3.5bn.", "3.5bn"},
      {"1987.", "1987"},
      {"-5", "5"},
      {"10:30", "10|30"},
      {"3. 5", "3|5"},
      {"1, 750", "1|750"},
      {"192.168.0.1", "192.168.0.1"},
      {"No.5", "no|5"},
  });
}

TEST_CASE("text/tokenize: ampersands stay between capitals only") {
  check({
      {"AT&T", "at&t"},
      {"AT&T's", "at&t"},
      {"S&P 500", "s&p|500"},
      {"Marks & Spencer", "marks|spencer"},
      {"r&d", "r|d"},
      {"A&", "a"},
      {"&A", "a"},
      {"Q&amp;A", "q|amp|a"},
  });
}

TEST_CASE("text/tokenize: abbreviations fold to their letters, save where those are a word") {
  check({
      {"The U.K. and the UK", "the|uk|and|the|uk"},
      {"U.N. U.S.S.R. e.g. i.e., Ph.D.", "un|ussr|eg|ie|ph|d"},
      {"J.K. Rowling J. K. Rowling", "jk|rowling|j|k|rowling"},
      {"The U.S. said", "the|u.s|said"},
      {"at 3 p.m. or a.m.", "at|3|pm|or|a.m"},
      {"U.S.-led", "u.s|led"},
      {"the U.S", "the|u.s"},
      {"A.B.Smith", "ab|smith"},
      {"J.Smith", "j|smith"},
      {"end.Next", "end|next"},
      {"x.com", "x|com"},
  });
  CHECK(written("the U.S. said") == "the|U.S.|said");
  CHECK(written("The end. A man.") == "The|end|A|man");
}

TEST_CASE("text/tokenize: the country and the pronoun are two terms") {
  check({
      {"The US told us", "the|u.s|told|us"},
      {"US", "u.s"},
      {"us", "us"},
      {"Us", "us"},
      {"US-China talks", "u.s|china|talks"},
      {"the US's plan", "the|u.s|plan"},
      {"the IT sector; it grew", "the|i.t|sector|it|grew"},
      {"a WHO report, who knows", "a|w.h.o|report|who|knows"},
      {"US 2022", "u.s|2022"},
  });
}

TEST_CASE("text/tokenize: in all-capitals text US, IT and WHO are words") {
  check({
      {"THEY TOLD US SO", "they|told|us|so"},
      {"WHO DID IT TO US", "who|did|it|to|us"},
      {"THE U.S. TOLD US", "the|u.s|told|us"},
  });
  // What stands far away says nothing.
  CHECK(folded("lower case, then much later " + std::string(60, '-') + " THEY TOLD US SO") ==
        "lower|case|then|much|later|they|told|us|so");
}

TEST_CASE("text/tokenize: accents come off Latin and Greek, other marks stay") {
  check({
      {"\u015Akoda S\u00E3o Z\u00FCrich", "skoda|sao|zurich"},
      {"Stra\u00DFe STRASSE \u1E9E", "strasse|strasse|ss"},
      {"\u00D8rsted \u0141\u00F3d\u017A \u0110\u00E0 N\u1EB5ng", "orsted|lodz|da|nang"},
      {"\u0130stanbul \u0131l\u0131k", "istanbul|ilik"},
      {"\u0391\u03B8\u03AE\u03BD\u03B1", "\u03B1\u03B8\u03B7\u03BD\u03B1"},
      {"\u039F\u0394\u039F\u03A3 \u03BF\u03B4\u03CC\u03C2",
       "\u03BF\u03B4\u03BF\u03C3|\u03BF\u03B4\u03BF\u03C3"},
      {"\u041A\u0438\u0457\u0432 \u0419\u043E\u0434",
       "\u043A\u0438\u0457\u0432|\u0439\u043E\u0434"},
      {"\uFB01nance \uFF35\uFF2B \u2460", "finance|uk"},
      {"\u00E6on \u0153uvre", "\u00E6on|\u0153uvre"},
  });
}

TEST_CASE("text/tokenize: combining marks give what precomposed letters give") {
  const std::pair<const char*, const char*> table[] = {
      {"Zu\u0308rich", "Z\u00FCrich"}, {"e\u0301tat", "\u00E9tat"},
      {"E\u0301TAT", "\u00C9TAT"},     {"\u0418\u0306\u043E\u0434", "\u0419\u043E\u0434"},
      {"\u0438\u0308", "\u0457"},  // not one letter in Unicode: see below
      {"\u03B7\u0301", "\u03AE"},      {"\u1E69", "s\u0323\u0307"},
      {"\u1E69", "s\u0307\u0323"},  // in the other order
      {"\uAC00", "\u1100\u1161"},
  };
  for (const auto& row : table) {
    const auto& decomposed = row.first;
    const auto& composed = row.second;
    CAPTURE(decomposed);
    if (std::string_view(decomposed) == "\u0438\u0308") continue;  // и + diaeresis is no ї
    CHECK(folded(decomposed) == folded(composed));
  }
}

TEST_CASE("text/tokenize: soft hyphens and zero-width characters vanish inside words") {
  check({
      {"sanc\u00ADtions", "sanctions"},
      {"Kre\u200Bmlin", "kremlin"},
      {"\u00ADoil", "oil"},
      {"oil\u00AD gas", "oil|gas"},
      {"\uFEFFoil", "oil"},
      {"Stra\u00AD\u00DFe", "strasse"},
      {"oil\u00A0gas\u2003coal", "oil|gas|coal"},
  });
}

TEST_CASE("text/tokenize: scripts without spaces are cut into words") {
  CHECK(folded("\u4E2D\u56FD\u7ECF\u6D4E") == "\u4E2D\u56FD|\u7ECF\u6D4E");  // China economy
  CHECK(
      folded("\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35\u0E0A\u0E32\u0E27\u0E42\u0E25\u0E01") ==
      "\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35|\u0E0A\u0E32\u0E27|\u0E42\u0E25\u0E01");  // hello world
  CHECK(folded("\u4E2D\u56FD2022\u5E74GDP") == "\u4E2D\u56FD|2022|\u5E74|gdp");
  CHECK(folded("\u30C7\u30FC\u30BF") == "\u30C7\u30FC\u30BF");  // data: the long vowel is no border
  CHECK(folded("\uFF83\uFF9E\uFF70\uFF80") == "\u30C7\u30FC\u30BF");  // the same in half width
  CHECK(folded("\uD55C\uAD6D \uACBD\uC81C") == "\uD55C\uAD6D|\uACBD\uC81C");  // Korean has spaces
}

TEST_CASE("text/tokenize: malformed bytes and NUL separate tokens") {
  check({
      {"oil\xFFgas", "oil|gas"},
      {"oil\xE2\x80", "oil"},
      {"\xC3\xA9\xC3", "e"},
      {"caf\xC3\xA9\xEDn", "cafe|n"},
      {"\xED\xA0\x80oil", "oil"},
      {"\xC0\xAFoil\xF5", "oil"},
      {"oil\0gas"s, "oil|gas"},
      {"\xE4\xB8", ""},
      {"U.S\xFF", "u.s"},
  });
}

TEST_CASE("text/tokenize: runs too long for a word are passed over") {
  CHECK(folded("a " + std::string(300, 'x') + " b") == "a|b");
  CHECK(folded("a " + std::string(200, 'x') + " b") == "a|" + std::string(200, 'x') + "|b");
  CHECK(folded("a " + std::string(201, 'x') + " b") == "a|b");
  std::string accents = "a ";
  for (int i = 0; i < 150; ++i) accents += "\u00E9";
  CHECK(folded(accents + " b") == "a|b");
  CHECK(folded(std::string(10'000'000, 'a')) == "");
  CHECK(folded(std::string(300, 'x') + "'s end") == "end");
}

TEST_CASE("text/tokenize: hostile repetition takes linear time") {
  for (const std::string& unit : {"a."s, "U."s, "'"s, "a'"s, "1,"s, "&A"s, "\u00AD"s, "\u0301"s,
                                  "\u2019"s, "US "s, "\u4E2D"s}) {
    std::string text;
    while (text.size() < 300'000) text += unit;
    Tokens tokens;
    text::tokenize(text, tokens);
    CHECK(tokens.size() <= text.size());
  }
}

TEST_CASE("text/tokenize: flags tell how a token was written") {
  struct Row {
    const char* text;
    int flags;
  };
  using namespace text;
  const Row table[] = {
      {"oil", HasLetter},
      {"Oil", HasLetter | Capital},
      {"OIL", HasLetter | Capital | AllCaps},
      {"iPhone", HasLetter},
      {"A", HasLetter | Capital},
      {"2022", HasDigit},
      {"F16", HasLetter | HasDigit | Capital},
      {"FA18", HasLetter | HasDigit | Capital | AllCaps},
      {"U.S.", HasLetter | Capital | AllCaps | Dotted},
      {"p.m.", HasLetter | Dotted},
      {"3.5", HasDigit},
      {"\u00C9tat", HasLetter | Capital},
      {"\u00C9TAT", HasLetter | Capital | AllCaps},
      {"\u041A\u0438\u0457\u0432", HasLetter | Capital},
      {"\u4E2D\u56FD", HasLetter},
      {"AT&T", HasLetter | Capital | AllCaps},
  };
  for (const Row& row : table) {
    CAPTURE(row.text);
    Tokens tokens;
    text::tokenize(row.text, tokens);
    REQUIRE(tokens.size() == 1);
    CHECK(static_cast<int>(tokens[0].flags) == row.flags);
  }
}

TEST_CASE("text/tokenize: tokens are in order, lie in the text and do not overlap") {
  std::string text;
  unsigned state = 1;
  const std::string parts[] = {"a",    "U.S.",  "'s",     "\u2019", "\u00E9", "\u0301",
                               "\xFF", "1,000", "\u4E2D", "\u30FC", ".",      "&",
                               "T",    " ",     "\u00AD", "\n"};
  for (int i = 0; i < 20'000; ++i) {
    state = state * 1103515245 + 12345;
    text += parts[state >> 16 & 15];
  }
  Tokens tokens;
  text::tokenize(text, tokens);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    REQUIRE(tokens[i].begin >= last);
    REQUIRE(tokens[i].end > tokens[i].begin);
    REQUIRE(!tokens.text(i).empty());
    last = tokens[i].end;
  }
  CHECK(last <= text.size());
}
