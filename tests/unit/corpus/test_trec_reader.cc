#include "corpus/trec_collection.hh"
#include "support/read_all.hh"
#include "support/temp_dir.hh"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

corpus::Article read_one(const std::string& text) {
  const support::TempDir dir;
  auto read = support::read_all({dir.write("file", text)});
  CHECK(read.problems(dir.path()) == "");
  REQUIRE(read.articles.size() == 1);
  return std::move(read.articles[0]);
}

}  // namespace

TEST_CASE("corpus/trec_reader: AP") {
  const auto article = read_one(
      "<DOC>\n<DOCNO> AP890101-0001 </DOCNO>\n<FILEID>AP-NR-01-01-89 2358EST</FILEID>\n"
      "<FIRST>r a PM-Slug 01-01 0745</FIRST>\n<HEAD>Eds: note</HEAD>\n<HEAD>A Headline</HEAD>\n"
      "<BYLINE>By JANE DOE</BYLINE>\n<BYLINE>Associated Press Writer</BYLINE>\n"
      "<DATELINE>PARIS (AP) </DATELINE>\n<TEXT>\n   First ``so''\nline.\n   Second &amp; last.\n"
      "</TEXT>\n</DOC>\n");
  CHECK(article.id == "AP890101-0001");
  CHECK(article.published == "AP-NR-01-01-89 2358EST");
  CHECK(article.title == "A Headline");
  CHECK(article.authors == std::vector<std::string>{"JANE DOE"});
  CHECK(article.dateline == corpus::Dateline{"PARIS", "", "AP", 0, 0});
  CHECK(article.body == "First ``so''\nline.\n\nSecond & last.");
  CHECK(article.source == "Associated Press");
}

TEST_CASE("corpus/trec_reader: Wall Street Journal, lead before text, byline in the headline") {
  const auto article = read_one(
      "<DOC>\n<DOCNO> WSJ870324-0001 </DOCNO>\n<HL> A Headline:\n@ Goes on\n@ ----\n"
      "@ By Jane Doe</HL>\n<DD> = 870324</DD>\n<SO> WALL STREET JOURNAL (J)</SO>\n"
      "<IN> STEEL (STL)\nOIL (PET) </IN>\n<LP>\n   Lead.\n</LP>\n<TEXT>\n   "
      "Text.\n</TEXT>\n</DOC>\n");
  CHECK(article.title == "A Headline: Goes on");
  CHECK(article.byline == "By Jane Doe");
  CHECK(article.published == "870324");
  CHECK(article.body == "Lead.\n\nText.");
  CHECK(article.source == "WALL STREET JOURNAL (J)");
  CHECK(article.labels ==
        std::vector<corpus::Label>{{"industries", "STEEL (STL)"}, {"industries", "OIL (PET)"}});
}

TEST_CASE("corpus/trec_reader: Los Angeles Times, paragraphs in every element") {
  const auto article = read_one(
      "<DOC>\n<DOCNO> LA042990-0001 </DOCNO>\n<DATE>\n<P>\nApril 29, 1990, Sunday, Home Edition \n"
      "</P>\n<P>\nCorrection Appended \n</P>\n</DATE>\n<HEADLINE>\n<P>\nONE; \n</P>\n<P>\nTWO "
      "\n</P>\n"
      "</HEADLINE>\n<TEXT>\n<P>\nFirst. \n</P>\n<TABLE>\n<P>\nSecond. \n</P>\n</TEXT>\n</DOC>\n");
  CHECK(article.published == "April 29, 1990, Sunday, Home Edition");
  CHECK(article.title == "ONE; TWO");
  CHECK(article.body == "First.\n\nSecond.");
}

TEST_CASE("corpus/trec_reader: Financial Times, the headline tells the day") {
  const auto article = read_one(
      "<DOC>\n<DOCNO>FT911-3</DOCNO>\n<HEADLINE>\nFT  14 MAY 91 / A Headline\n</HEADLINE>\n"
      "<TEXT>\nText.\n</TEXT>\n<CO>Thyssen AG.\nKrupp.\n</CO>\n</DOC>\n");
  CHECK(article.id == "FT911-3");
  CHECK(article.title == "A Headline");
  CHECK(article.published == "14 MAY 91");
  CHECK(article.labels ==
        std::vector<corpus::Label>{{"companies", "Thyssen AG"}, {"companies", "Krupp"}});
}

TEST_CASE("corpus/trec_reader: tags in lower case, left open or unknown do no harm") {
  const auto article = read_one(
      "<doc>\n<docno>FBIS3-1</docno>\n<header><date1> 1 March 1994 </header>\n"
      "<h3> <ti>A Headline</ti></h3>\n<text>\nLanguage: <f p=105>Spanish</f>\nText < 3.\n</doc>\n");
  CHECK(article.published == "1 March 1994");
  CHECK(article.title == "A Headline");
  CHECK(article.body == "Language: Spanish\nText < 3.");
}

TEST_CASE("corpus/trec_reader: AQUAINT and Gigaword") {
  const auto aquaint = read_one(
      "<DOC>\n<DOCNO> APW19980807.0261 </DOCNO>\n<DATE_TIME> 08/07/1998 06:18:00 </DATE_TIME>\n"
      "<BODY>\n<SLUG> BC-Slug </SLUG>\n<HEADLINE> &UR; Headline here &QL; </HEADLINE>\n"
      "&UR; By A NAME &QC;\n<TEXT>\n<P>\tNAIROBI, Kenya (AP) _ First. "
      "</P>\n</TEXT>\n</BODY>\n</DOC>\n");
  CHECK(aquaint.title == "Headline here");
  CHECK(aquaint.published == "08/07/1998 06:18:00");
  CHECK(aquaint.body == "NAIROBI, Kenya (AP) _ First.");
  CHECK(aquaint.dateline.place == "NAIROBI, Kenya");
  const auto gigaword = read_one(
      "<DOC id=\"AFP_ENG_19940512.0001\" type=\"story\">\n<HEADLINE>\nHeadline\n</HEADLINE>\n"
      "<DATELINE>\nGENEVA, May 12 "
      "(AFP)\n</DATELINE>\n<TEXT>\n<P>\nFirst.\n</P>\n</TEXT>\n</DOC>\n");
  CHECK(gigaword.id == "AFP_ENG_19940512.0001");
  CHECK(gigaword.published == "1994-05-12");
  CHECK(name(gigaword.published_origin) == "docno");
  CHECK(gigaword.labels == std::vector<corpus::Label>{{"type", "story"}});
}

TEST_CASE("corpus/trec_collection: days of document numbers") {
  CHECK(corpus::date_of("AP890101-0001") == "1989-01-01");
  CHECK(corpus::date_of("LA010289-0001") == "1989-01-02");
  CHECK(corpus::date_of("WSJ870324-0001") == "1987-03-24");
  CHECK(corpus::date_of("XIE19960101.0002") == "1996-01-01");
  CHECK(corpus::date_of("FT911-3") == "");
  CHECK(corpus::date_of("AP891301-0001") == "");
  CHECK(corpus::date_of("APRIL") == "");
}

TEST_CASE("corpus/trec_reader: a record over the limit is skipped, those around it are not") {
  const support::TempDir dir;
  const auto record = [](const std::string& id, const std::string& text) {
    return "<DOC>\n<DOCNO>" + id + "</DOCNO>\n<TEXT>\n" + text + "\n</TEXT>\n</DOC>\n";
  };
  corpus::ReadOptions options;
  options.max_record_bytes = 100000;
  const std::string text =
      record("1", "a") + record("2", std::string(3000000, 'x')) + record("3", "b");
  const auto read = support::read_all({dir.write("file", text)}, options);
  CHECK(read.ids() == "1 3");
  CHECK(read.problems(dir.path()) ==
        "file:7: a record of 3000045 bytes is over the limit of 100000 and is skipped\n");
}
