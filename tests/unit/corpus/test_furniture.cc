#include "corpus/byline.hh"
#include "corpus/furniture.hh"
#include "corpus/path_date.hh"

#include <doctest/doctest.h>

using namespace dateline::corpus;

TEST_CASE("corpus/furniture: prefixes of headlines go, one after another") {
  CHECK(without_furniture("UPDATE 2-Oil rises") == "Oil rises");
  CHECK(without_furniture("CORRECTED-UPDATE 12-Oil rises") == "Oil rises");
  CHECK(without_furniture("(CORRECTED) - BANPONCE PLACES NOTES") == "BANPONCE PLACES NOTES");
  CHECK(without_furniture("FT  14 MAY 91 / Title here") == "Title here");
  CHECK(without_furniture("Live: War in Ukraine") == "War in Ukraine");
  CHECK(without_furniture("FT 100 share index / falls") == "FT 100 share index / falls");
  CHECK(without_furniture("Updates to the plan") == "Updates to the plan");
  CHECK(without_furniture("FACTBOX-") == "FACTBOX-");
  CHECK(without_furniture("") == "");
}

TEST_CASE("corpus/furniture: closing lines of wires are cut, text is not") {
  for (std::string body : {"Text.\n Reuter\n", "Text.\nREUTER...^M\n\n", "Text.\n MORE\n Reuter",
                           "Text.\n\n-30-\n", "Text.\n###", "Text."}) {
    cut_sign_off(body);
    CHECK(body == "Text.");
  }
  std::string body = "He asked Reuter";
  cut_sign_off(body);
  CHECK(body == "He asked Reuter");
  body = " Reuter";
  cut_sign_off(body);
  CHECK(body == "");
}

TEST_CASE("corpus/byline: names, not offices") {
  using Names = std::vector<std::string>;
  CHECK(authors_of("    by Janie Gabbett, Reuters") == Names{"Janie Gabbett"});
  CHECK(authors_of("By TED D'AFFLISIO and Jane Doe, Associated Press Writers") ==
        Names{"TED D'AFFLISIO", "Jane Doe"});
  CHECK(authors_of("") == Names{});
}

TEST_CASE("corpus/path_date: days in urls and names of files") {
  CHECK(date_in_url("https://example.org/2022/03/01/story") == "2022-03-01");
  CHECK(date_in_url("http://example.org/money/2018/3/5/") == "2018-03-05");
  CHECK(date_in_url("https://example.org/2022/13/01/story") == "");
  CHECK(date_in_url("https://example.org/id/20220301") == "");
  CHECK(date_in_name("2022-03-01-story") == "2022-03-01");
  CHECK(date_in_name("20220301_story") == "2022-03-01");
  CHECK(date_in_name("000_cb1216f795ac28b2") == "");
  CHECK(date_in_name("202203011200") == "");
}
