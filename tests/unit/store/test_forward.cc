#include "base/error.hh"
#include "store/forward.hh"
#include "support/temp_dir.hh"

#include <doctest/doctest.h>

using namespace dateline;
using store::ForwardFile;
using store::ForwardWriter;

namespace {

std::string varints(const std::vector<std::uint32_t>& numbers) {
  std::string out;
  for (const std::uint32_t number : numbers) store::append_varint(number, out);
  return out;
}

bool contains(const std::vector<std::uint32_t>& tokens, const std::vector<std::uint32_t>& phrase) {
  const std::string bytes = varints(tokens);
  return store::TokenStream{bytes, {}}.contains(varints(phrase));
}

/// A forward file over texts whose words are their own stems.
struct Written {
  Written(const std::vector<std::string>& passages, const std::vector<std::string>& titles,
          int words_before) {
    // Words more frequent than all others, in a headline after the others, take the low numbers.
    std::vector<std::uint32_t> frequent;
    for (int i = 0; i < words_before; ++i)
      frequent.insert(frequent.end(), 9, vocabulary.stems.intern("frequent" + std::to_string(i)));
    ForwardWriter writer;
    text::Analysis analysis;
    const auto numbers = [&] {
      std::vector<std::uint32_t> out;
      for (std::size_t i = 0; i < analysis.tokens.size(); ++i) {
        const std::uint32_t stem = vocabulary.stems.intern(analysis.tokens.text(i));
        vocabulary.add(analysis.tokens.text(i), stem);
        out.push_back(stem);
      }
      return out;
    };
    for (const std::string& text : passages) {
      text::analyse(text, analysis);
      writer.add_passage(analysis, numbers(), 0,
                         static_cast<std::uint32_t>(analysis.sentences.size()));
    }
    for (const std::string& text : titles) {
      text::analyse_line(text, analysis);
      writer.add_title(numbers());
    }
    if (words_before > 0) writer.add_title(frequent);
    writer.write(dir.path("f.dl"), vocabulary);
    file.emplace(dir.path("f.dl"));
  }

  /// The passages that hold the phrase, `0 2`; `no stem` if a word is unknown.
  std::string with(const std::vector<std::string>& phrase) const {
    const auto encoded = file->encode(phrase);
    if (!encoded) return "no stem";
    std::string out;
    for (std::uint32_t i = 0; i < file->passages(); ++i) {
      if (file->passage(i).contains(*encoded)) out += (out.empty() ? "" : " ") + std::to_string(i);
    }
    return out;
  }

  support::TempDir dir;
  store::Vocabulary vocabulary;
  std::optional<ForwardFile> file;
};

}  // namespace

TEST_CASE("store/forward: a phrase occurs where its numbers follow each other") {
  CHECK(contains({1, 2, 3}, {1}));
  CHECK(contains({1, 2, 3}, {2, 3}));
  CHECK(contains({1, 2, 3}, {1, 2, 3}));
  CHECK_FALSE(contains({1, 2, 3}, {1, 3}));
  CHECK_FALSE(contains({1, 2, 3}, {3, 4}));
  CHECK_FALSE(contains({}, {1}));
  CHECK(contains({1, 1, 2}, {1, 2}));
  CHECK(contains({500, 500, 501}, {500, 501}));
}

TEST_CASE("store/forward: bytes of a phrase inside other numbers do not match") {
  // 300 is AC 02, 2 is 02: the second byte of 300 is no 2.
  CHECK_FALSE(contains({300}, {2}));
  CHECK_FALSE(contains({300, 5}, {2, 5}));
  CHECK(contains({300, 5, 2, 5}, {2, 5}));
  CHECK(contains({300, 2}, {2}));
  // 40000 is C0 B8 02, 348 is DC 02, 0x15C: the tail B8 02 is no number of its own.
  CHECK_FALSE(contains({40'000}, {312}));
  CHECK(varints({40'000}).find(varints({312})) == 1);
  CHECK_FALSE(contains({40'000, 40'000}, {312, 40'000}));
  CHECK(contains({40'000, 312}, {312}));
  for (std::uint32_t a = 0; a < 400; ++a) {
    for (const std::uint32_t b : {0u, 1u, 2u, 127u, 128u, 129u, 255u, 256u, 300u, 16383u, 16384u}) {
      REQUIRE(contains({a, b}, {b}));
      REQUIRE(contains({a, b}, {a, b}));
      REQUIRE(contains({b, a}, {a}));
      if (a != b) REQUIRE_FALSE(contains({a, a}, {b}));
    }
  }
}

TEST_CASE("store/forward: phrases are found in written files, ids below and above 128") {
  for (const int before : {0, 120, 127, 128, 300, 16'380, 20'000}) {
    CAPTURE(before);
    const Written written({"crude oil rose", "oil crude fell", "the price of crude oil", ""},
                          {"crude oil up", "gas"}, before);
    CHECK(written.with({"crude", "oil"}) == "0 2");
    CHECK(written.with({"oil", "crude"}) == "1");
    CHECK(written.with({"crude"}) == "0 1 2");
    CHECK(written.with({"of", "crude", "oil"}) == "2");
    CHECK(written.with({"oil", "the"}) == "");  // not across passages
    CHECK(written.with({"crude", "wheat"}) == "no stem");
    CHECK(written.with({"gas"}) == "");
    CHECK(written.file->title(0).contains(*written.file->encode({"crude", "oil", "up"})));
    CHECK_FALSE(written.file->title(1).contains(*written.file->encode({"crude"})));
  }
}

TEST_CASE(
    "store/forward: sentences and paragraphs do not break phrases, their marks tell borders") {
  const Written written({"He sold oil. Gas rose.\n\nWheat fell. It did."}, {}, 126);
  CHECK(written.with({"oil", "gas"}) == "0");
  CHECK(written.with({"rose", "wheat"}) == "0");
  const store::TokenStream stream = written.file->passage(0);
  // 126 he, 127 sold, 128 oil, 129 gas, 130 rose, 131 wheat, 132 fell, 133 it, 134 did
  CHECK(stream.tokens == varints({126, 127, 128, 129, 130, 131, 132, 133, 134}));
  CHECK(stream.marks == varints({4 * 2, 4 * 2 + 1, 4 * 2}));
}

TEST_CASE("store/forward: stems are found by name and number") {
  const Written written({"b a c \u00E9t\u00E9"}, {"d"}, 0);
  CHECK(written.file->stem_count() == 5);
  CHECK(written.file->stem(0) == "b");
  CHECK(written.file->stem(3) == "ete");
  CHECK(written.file->find("a") == 1);
  CHECK(written.file->find("d") == 4);
  CHECK_FALSE(written.file->find(""));
  CHECK_FALSE(written.file->find("e"));
  CHECK_FALSE(written.file->find("zz"));
  CHECK_FALSE(written.file->encode({"a", "nothing"}));
  CHECK_NOTHROW(written.file->file().verify());
}

TEST_CASE("store/forward: a file without passages can be written and read") {
  const Written written({}, {}, 0);
  CHECK(written.file->passages() == 0);
  CHECK(written.file->titles() == 0);
  CHECK(written.file->stem_count() == 0);
  CHECK_FALSE(written.file->find("a"));
}

TEST_CASE("store/forward: stems are numbered by how often they occur, ties by first sight") {
  const Written written({"b a c. D a c.\n\nA a"}, {"d"}, 0);
  CHECK(written.file->stem(0) == "a");
  CHECK(written.file->stem(1) == "c");
  CHECK(written.file->stem(2) == "d");
  CHECK(written.file->stem(3) == "b");
  CHECK(written.file->find("b") == 3);
  CHECK(written.file->passage(0).tokens == varints({3, 0, 1, 2, 0, 1, 0, 0}));
  CHECK(written.file->passage(0).marks == varints({3 * 2, 3 * 2 + 1}));
  CHECK(written.file->title(0).tokens == varints({2}));
}

TEST_CASE("store/forward: streams of another segment are added with other numbers") {
  const Written from({"crude oil. It rose.", "gas"}, {"oil"}, 0);
  ForwardWriter writer;
  // The file numbers by frequency, the vocabulary by first sight.
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < from.file->stem_count(); ++i)
    numbers.push_back(from.vocabulary.stems.find(from.file->stem(i)));
  for (std::uint32_t i = 0; i < 2; ++i)
    writer.add_renumbered_passage(from.file->passage(i), numbers, static_cast<std::uint8_t>(i));
  writer.add_renumbered_title(from.file->title(0), numbers);
  CHECK_THROWS_AS(writer.add_renumbered_title(from.file->title(0), {}), base::Error);
  const support::TempDir dir;
  writer.write(dir.path("g.dl"), from.vocabulary);
  const ForwardFile to(dir.path("g.dl"));
  CHECK(to.passage(0).tokens == from.file->passage(0).tokens);
  CHECK(to.passage(0).marks == from.file->passage(0).marks);
  CHECK(to.passage(1).tokens == from.file->passage(1).tokens);
  CHECK(to.title(0).tokens == from.file->title(0).tokens);
  CHECK(to.prose(0) == 0);
  CHECK(to.prose(1) == 1);
  for (std::size_t i = 0; i < 3; ++i) CHECK(to.tokens_before()[i] == from.file->tokens_before()[i]);
  CHECK(to.tokens_before()[2] == 5);
  CHECK(to.title_tokens_before()[1] == 1);
}

TEST_CASE("store/forward: words lie in order, with their stems, and are found by how they begin") {
  const Written written({"oil oils coal", "coals zinc"}, {"oily"}, 3);
  const ForwardFile& file = *written.file;
  std::string all;
  for (std::uint32_t i = 0; i < file.word_count(); ++i) {
    all += std::string(file.word(i)) + ' ';
    CHECK(file.stem(file.word_stem(i)) == file.word(i));
  }
  CHECK(all == "coal coals oil oils oily zinc ");
  CHECK(file.words_with("oil") == std::pair(2u, 5u));
  CHECK(file.words_with("") == std::pair(0u, 6u));
  CHECK(file.words_with("p") == std::pair(5u, 5u));
  CHECK(file.words_with("zz") == std::pair(6u, 6u));
}

TEST_CASE("store/forward: tables that do not fit are damage") {
  const support::TempDir dir;
  const std::string path = dir.path("f.dl");
  store::write_side_file(path, store::SideKind::Forward, 4, std::vector<std::string_view>(18));
  try {
    ForwardFile file(path);
    FAIL("opened");
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Database);
    CHECK(failure.what() == "'" + path + "' is damaged: its tables do not fit");
  }
}
