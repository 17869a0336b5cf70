#include "store/term_writer.hh"
#include "store/xapian.hh"
#include "support/temp_dir.hh"

#include <functional>
#include <random>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

namespace dateline::store {
namespace {

using Fill = std::function<void(TermWriter&)>;

/// A database of `fill`, made by a kind of writer.
Xapian::Database made(const std::filesystem::path& dir, TermWriterKind kind, const Fill& fill) {
  std::filesystem::create_directories(dir);
  const std::unique_ptr<TermWriter> writer = make_term_writer(dir, kind);
  fill(*writer);
  writer->finish(dir / "db");
  return Xapian::Database((dir / "db").string());
}

/// The first difference between two databases, as seen through the public interface.
std::string difference(const Xapian::Database& a, const Xapian::Database& b) {
  const auto differ = [](const std::string& what, auto x, auto y) {
    std::ostringstream out;
    out << what << ": " << x << ", " << y;
    return out.str();
  };
  if (a.get_doccount() != b.get_doccount())
    return differ("documents", a.get_doccount(), b.get_doccount());
  if (a.get_lastdocid() != b.get_lastdocid())
    return differ("last document", a.get_lastdocid(), b.get_lastdocid());
  if (a.get_total_length() != b.get_total_length())
    return differ("total length", a.get_total_length(), b.get_total_length());
  if (a.get_doclength_lower_bound() != b.get_doclength_lower_bound())
    return differ("shortest", a.get_doclength_lower_bound(), b.get_doclength_lower_bound());
  if (a.get_doclength_upper_bound() != b.get_doclength_upper_bound())
    return differ("longest", a.get_doclength_upper_bound(), b.get_doclength_upper_bound());
  for (Xapian::docid i = 1; i <= a.get_lastdocid(); ++i) {
    if (a.get_doclength(i) != b.get_doclength(i))
      return differ("length of " + std::to_string(i), a.get_doclength(i), b.get_doclength(i));
  }
  auto term = b.allterms_begin();
  for (auto at = a.allterms_begin(); at != a.allterms_end(); ++at, ++term) {
    if (term == b.allterms_end()) return "more terms: " + *at;
    if (*at != *term) return differ("term", *at, *term);
    if (a.get_termfreq(*at) != b.get_termfreq(*at))
      return differ("documents of " + *at, a.get_termfreq(*at), b.get_termfreq(*at));
    if (a.get_collection_freq(*at) != b.get_collection_freq(*at))
      return differ("frequency of " + *at, a.get_collection_freq(*at), b.get_collection_freq(*at));
    auto other = b.postlist_begin(*at);
    for (auto posting = a.postlist_begin(*at); posting != a.postlist_end(*at); ++posting, ++other) {
      if (other == b.postlist_end(*at)) return "more documents of " + *at;
      if (*posting != *other) return differ("document of " + *at, *posting, *other);
      if (posting.get_wdf() != other.get_wdf())
        return differ("wdf of " + *at, posting.get_wdf(), other.get_wdf());
    }
    if (other != b.postlist_end(*at)) return "fewer documents of " + *at;
  }
  return term == b.allterms_end() ? "" : "fewer terms: " + *term;
}

/// Compare both kinds of writer, and see what the library's own check says.
void compare(const Fill& fill) {
  const support::TempDir dir;
  const Xapian::Database bulk = made(dir.path("bulk"), TermWriterKind::Best, fill);
  const Xapian::Database library = made(dir.path("library"), TermWriterKind::Library, fill);
  CHECK(difference(bulk, library) == "");
  std::ostringstream report;
  CHECK(Xapian::Database::check((dir.path("bulk/db")), Xapian::DBCHECK_SHOW_STATS, &report) == 0);
  INFO(report.str());
  CHECK(report.str().find("B-tree checked okay") != std::string::npos);
  // Skipping finds documents wherever chunks begin.
  for (auto term = library.allterms_begin(); term != library.allterms_end(); ++term) {
    auto posting = bulk.postlist_begin(*term);
    for (Xapian::docid i = 1; i <= library.get_lastdocid(); i += 977) {
      auto other = library.postlist_begin(*term);
      other.skip_to(i);
      posting.skip_to(i);
      const bool ended = other == library.postlist_end(*term);
      REQUIRE(ended == (posting == bulk.postlist_end(*term)));
      if (ended) break;
      REQUIRE(*posting == *other);
    }
  }
}

TEST_CASE("store/term_writer: no passages and one without terms are written as the library does") {
  compare([](TermWriter& writer) { writer.end_passage(); });
  compare([](TermWriter& writer) {
    writer.end_passage();
    writer.add(writer.term("a"), 2);
    writer.end_passage();
    writer.end_passage();
  });
}

TEST_CASE("store/term_writer: terms of all lengths and bytes, given twice too, match the library") {
  compare([](TermWriter& writer) {
    const std::string zeros("a\0b\0", 4);
    const std::string high = "a\xFF\xFE";
    for (int passage = 0; passage < 300; ++passage) {
      for (const std::string& term : {std::string("a"), zeros, std::string("a\0", 2), high,
                                      std::string(240, 'x'), "n" + std::to_string(passage)}) {
        writer.add(writer.term(term), term.size() < 4 ? 1 : 0);
        writer.add(writer.term(term), 5);
      }
      writer.end_passage();
    }
  });
}

TEST_CASE("store/term_writer: lists that fill many blocks match the library, term by term") {
  compare([](TermWriter& writer) {
    std::mt19937 random(7);
    for (int passage = 0; passage < 40000; ++passage) {
      // Few frequent terms, many rare ones, wdf now and then above what one byte holds.
      for (int k = 0; k < 6; ++k) {
        const std::uint32_t number = random() % (1u << (1 + random() % 15));
        writer.add(writer.term("t" + std::to_string(number)),
                   random() % 50 == 0 ? random() % 100000 : random() % 3);
      }
      writer.end_passage();
    }
  });
}

TEST_CASE("store/term_writer: the installed library writes the format that is known") {
  // If it does not, segments are written by the library, slower and larger; then `glass/` wants work.
  const support::TempDir dir;
  const std::unique_ptr<TermWriter> best = make_term_writer(dir.path());
  best->add(best->term("a"), 1);
  best->end_passage();
  CHECK(best->size_bytes() > 0);
}

}  // namespace
}  // namespace dateline::store
