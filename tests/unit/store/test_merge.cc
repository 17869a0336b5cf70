#include "base/error.hh"
#include "segments.hh"
#include "store/merge.hh"
#include "support/temp_dir.hh"

#include <set>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::store;

namespace {

/// Articles whose words differ from segment to segment, so that all stems are numbered anew.
std::vector<SmallArticle> articles(int segment) {
  std::vector<SmallArticle> out;
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(segment * 1000 + i);
    SmallArticle article;
    article.id = "id" + n;
    article.title = "Headline w" + n + " crude oil";
    article.body = i % 10 == 9 ? std::string()
                               : "First w" + n + " of crude w" + std::to_string(i) +
                                     ". Second sentence. Third.\n\n" +
                                     (i % 2 == 0 ? "Oil crude. " : "Crude oil. ") + "\n";
    article.published = i % 3 == 0 ? "" : "2022-03-" + std::to_string(10 + i % 20);
    article.people = {"Name " + std::to_string(i % 5), segment % 2 == 0 ? "Both" : "BOTH"};
    out.push_back(article);
  }
  return out;
}

std::string stems(const TokenStream& stream, const ForwardFile& forward) {
  std::string out;
  for (std::size_t at = 0; at < stream.tokens.size();) {
    out += forward.stem(static_cast<std::uint32_t>(read_varint(stream.tokens, at)));
    out += ' ';
  }
  return out;
}

/// Tokens of each sentence: `4 2|1` with `|` before a paragraph.
std::string sentences(const TokenStream& stream) {
  std::string out;
  std::size_t begin = 0;
  const auto tokens = [&](std::size_t bytes) {
    int count = 0;
    for (std::size_t at = begin; at < begin + bytes; ++count) read_varint(stream.tokens, at);
    begin += bytes;
    return std::to_string(count);
  };
  for (std::size_t at = 0; at < stream.marks.size();) {
    const std::uint64_t mark = read_varint(stream.marks, at);
    out += tokens(mark / 2) + ((mark & 1) != 0 ? "|" : " ");
  }
  return out + tokens(stream.tokens.size() - begin);
}

std::string names(const std::vector<FacetValue>& values) {
  std::string out;
  for (const FacetValue& name : values) {
    out +=
        std::to_string(name.field) + std::string(name.key) + '=' + std::string(name.display) + ';';
  }
  return out;
}

}  // namespace

TEST_CASE("store/merge: a merged segment is what its parts were, one after another") {
  const support::TempDir dir;
  std::vector<SegmentEntry> parts;
  for (int i = 0; i < 3; ++i)
    parts.push_back(write_segment(dir.path(), "s" + std::to_string(i), articles(i)));
  std::string dictionary;
  const SegmentEntry entry = merge_segments(dir.path(), parts, dir.path("m"), dictionary);
  CHECK(entry.name == "m");
  CHECK(entry.articles == 120);
  CHECK(entry.passages == parts[0].passages * 3);
  CHECK(entry.text_bytes == parts[0].text_bytes + parts[1].text_bytes + parts[2].text_bytes);
  CHECK(entry.deleted.empty());
  CHECK_FALSE(std::filesystem::exists(dir.path("m.scratch")));
  CHECK(std::filesystem::exists(dir.path("s1")));

  const Segment merged(dir.path("m"), entry);
  CHECK_NOTHROW(merged.forward.file().verify());
  CHECK_NOTHROW(merged.text.file().verify());
  CHECK_NOTHROW(merged.facets().file().verify());
  std::uint32_t passage = 0, article = 0;
  std::set<std::string> terms;
  for (const SegmentEntry& part : parts) {
    const Segment segment(dir.path(part.name), part);
    const std::uint32_t first_passage = passage, first_article = article;
    for (std::uint32_t i = 0; i < segment.article_count; ++i, ++article) {
      REQUIRE(merged.text.record_bytes(article) == segment.text.record_bytes(i));
      REQUIRE(merged.text.body(article) == segment.text.body(i));
      REQUIRE(merged.text.articles()[article].id_digest == segment.text.articles()[i].id_digest);
      REQUIRE(merged.text.articles()[article].published_seconds ==
              segment.text.articles()[i].published_seconds);
      REQUIRE(stems(merged.forward.title(article), merged.forward) ==
              stems(segment.forward.title(i), segment.forward));
      REQUIRE(names(merged.facets().names_of_article(article)) ==
              names(segment.facets().names_of_article(i)));
    }
    for (std::uint32_t i = 0; i < segment.passage_count; ++i, ++passage) {
      REQUIRE(merged.text.passage(passage) == segment.text.passage(i));
      REQUIRE(merged.text.passages()[passage].article ==
              first_article + segment.text.passages()[i].article);
      REQUIRE(stems(merged.forward.passage(passage), merged.forward) ==
              stems(segment.forward.passage(i), segment.forward));
      REQUIRE(sentences(merged.forward.passage(passage)) == sentences(segment.forward.passage(i)));
      REQUIRE(names(merged.facets().names_of_passage(passage)) ==
              names(segment.facets().names_of_passage(i)));
      REQUIRE(merged.terms.get_doclength(passage + 1) == segment.terms.get_doclength(i + 1));
    }
    for (auto term = segment.terms.allterms_begin(); term != segment.terms.allterms_end(); ++term) {
      for (auto at = segment.terms.postlist_begin(*term); at != segment.terms.postlist_end(*term);
           ++at) {
        Xapian::PostingIterator there = merged.terms.postlist_begin(*term);
        there.skip_to(first_passage + *at);
        REQUIRE(there != merged.terms.postlist_end(*term));
        REQUIRE(*there == first_passage + *at);
        REQUIRE(there.get_wdf() == at.get_wdf());
      }
      terms.insert(*term);
    }
  }
  CHECK(passage == merged.passage_count);
  std::set<std::string> merged_terms;
  for (auto term = merged.terms.allterms_begin(); term != merged.terms.allterms_end(); ++term)
    merged_terms.insert(*term);
  CHECK(merged_terms == terms);
}

TEST_CASE("store/merge: phrases are found after a merge as before it") {
  const support::TempDir dir;
  std::vector<SegmentEntry> parts;
  for (int i = 0; i < 4; ++i)
    parts.push_back(write_segment(dir.path(), "s" + std::to_string(i), articles(i)));
  std::string dictionary;
  const SegmentEntry entry = merge_segments(dir.path(), parts, dir.path("m"), dictionary);
  const Segment merged(dir.path("m"), entry);
  for (const std::vector<std::string>& phrase : {std::vector<std::string>{"crude", "oil"},
                                                 {"oil", "crude"},
                                                 {"w3007", "of", "crude"},
                                                 {"second", "sentenc", "third"},
                                                 {"second", "second"}}) {
    std::uint32_t passage = 0, hits = 0;
    const auto encoded = merged.forward.encode(phrase);
    for (const SegmentEntry& part : parts) {
      const Segment segment(dir.path(part.name), part);
      const auto before = segment.forward.encode(phrase);
      for (std::uint32_t i = 0; i < segment.passage_count; ++i, ++passage) {
        const bool was = before && segment.forward.passage(i).contains(*before);
        const bool is = encoded && merged.forward.passage(passage).contains(*encoded);
        REQUIRE(was == is);
        hits += is;
      }
    }
    CHECK((hits > 0) == (phrase != std::vector<std::string>{"second", "second"}));
  }
}

TEST_CASE("store/merge: without its deleted articles a segment is as if they had never been") {
  const support::TempDir dir;
  std::vector<SegmentEntry> parts, expected;
  for (int i = 0; i < 3; ++i) {
    std::vector<SmallArticle> all = articles(i), kept;
    parts.push_back(write_segment(dir.path(), "s" + std::to_string(i), all));
    for (std::uint32_t k = 0; k < all.size(); ++k) {
      // The whole of the second segment goes, and the others' first, last and every third.
      if (i == 1 || k % 3 == 0 || k + 1 == all.size()) {
        parts.back().deleted.push_back(k);
      } else {
        kept.push_back(all[k]);
      }
    }
    if (i != 1) expected.push_back(write_segment(dir.path(), "e" + std::to_string(i), kept));
  }
  std::string dictionary;
  const SegmentEntry entry = merge_segments(dir.path(), parts, dir.path("m"), dictionary);
  const SegmentEntry wanted = merge_segments(dir.path(), expected, dir.path("w"), dictionary);
  CHECK(entry.articles == wanted.articles);
  CHECK(entry.passages == wanted.passages);
  CHECK(entry.text_bytes == wanted.text_bytes);
  CHECK(entry.deleted.empty());
  for (const auto& left : std::filesystem::directory_iterator(dir.path()))
    CHECK(left.path().filename().string().find("scratch") == std::string::npos);
  const Segment got(dir.path("m"), entry), want(dir.path("w"), wanted);
  CHECK(got.forward.stem_count() == want.forward.stem_count());
  CHECK(got.forward.word_count() == want.forward.word_count());
  CHECK(got.facets().size() == want.facets().size());
  auto term = want.terms.allterms_begin();
  for (auto also = got.terms.allterms_begin(); also != got.terms.allterms_end(); ++also, ++term) {
    REQUIRE(term != want.terms.allterms_end());
    REQUIRE(*term == *also);
    REQUIRE(postings(got, *also) == postings(want, *also));
  }
  CHECK(term == want.terms.allterms_end());
  for (std::uint32_t i = 0; i < want.passage_count; ++i) {
    REQUIRE(got.terms.get_doclength(i + 1) == want.terms.get_doclength(i + 1));
    REQUIRE(got.text.passage(i) == want.text.passage(i));
    REQUIRE(stems(got.forward.passage(i), got.forward) ==
            stems(want.forward.passage(i), want.forward));
    REQUIRE(names(got.facets().names_of_passage(i)) == names(want.facets().names_of_passage(i)));
  }
}

TEST_CASE("store/merge: of segments whose articles are all deleted nothing is left") {
  const support::TempDir dir;
  std::vector<SegmentEntry> parts{write_segment(dir.path(), "s0", {{"a", "", "Oil."}})};
  parts[0].deleted = {0};
  std::string dictionary;
  CHECK(merge_segments(dir.path(), parts, dir.path("m"), dictionary).articles == 0);
  CHECK_FALSE(std::filesystem::exists(dir.path("m")));
  CHECK_FALSE(std::filesystem::exists(dir.path("m.scratch")));
}

TEST_CASE("store/merge: merged segments can be merged again; one part is a copy") {
  const support::TempDir dir;
  std::vector<SegmentEntry> parts;
  for (int i = 0; i < 3; ++i)
    parts.push_back(write_segment(dir.path(), "s" + std::to_string(i), articles(i)));
  std::string dictionary;
  const SegmentEntry ab =
      merge_segments(dir.path(), {parts[0], parts[1]}, dir.path("ab"), dictionary);
  const SegmentEntry abc = merge_segments(dir.path(), {ab, parts[2]}, dir.path("abc"), dictionary);
  const SegmentEntry copy = merge_segments(dir.path(), {abc}, dir.path("copy"), dictionary);
  const Segment one(dir.path("abc"), abc), two(dir.path("copy"), copy);
  CHECK(one.article_count == 120);
  CHECK(one.text.article_id(119) == "id2039");
  CHECK(two.text.article_id(119) == "id2039");
  CHECK(two.text.body(80) == one.text.body(80));
  CHECK(postings(two, "ZSoil") == postings(one, "ZSoil"));
}

TEST_CASE("store/merge: empty sentences keep their place") {
  const support::TempDir dir;
  std::vector<SegmentEntry> parts{
      write_segment(dir.path(), "a", {{"a", "", "... Oil. ... Gas. !!!", "", "", {}}}),
      write_segment(dir.path(), "b", {{"b", "", "!!! Gas. Oil. ??? ", "", "", {}}})};
  std::string dictionary;
  const SegmentEntry entry = merge_segments(dir.path(), parts, dir.path("m"), dictionary);
  const Segment merged(dir.path("m"), entry);
  for (std::uint32_t i = 0; i < 2; ++i) {
    const Segment part(dir.path(parts[i].name), parts[i]);
    CHECK(sentences(merged.forward.passage(i)) == sentences(part.forward.passage(0)));
  }
}

TEST_CASE("store/merge: a part that is missing or damaged leaves no target") {
  const support::TempDir dir;
  std::vector<SegmentEntry> parts{write_segment(dir.path(), "s0", articles(0)),
                                  write_segment(dir.path(), "s1", articles(1))};
  dir.write("s1/text.dl", "damaged");
  std::string dictionary;
  CHECK_THROWS_AS(merge_segments(dir.path(), parts, dir.path("m"), dictionary), base::Error);
  CHECK_FALSE(std::filesystem::exists(dir.path("m")));
  CHECK_FALSE(std::filesystem::exists(dir.path("m.scratch")));
  CHECK(std::filesystem::exists(dir.path("s0/text.dl")));
}
