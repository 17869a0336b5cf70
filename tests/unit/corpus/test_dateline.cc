#include "corpus/dateline.hh"

#include <doctest/doctest.h>

using namespace dateline::corpus;

namespace {

std::string shown(const Dateline& dateline) {
  return dateline.place + '|' + dateline.day + '|' + dateline.agency;
}

std::string found(std::string_view body) {
  const auto dateline = find_dateline(body);
  return dateline ? shown(*dateline) + '|' + std::string(body.substr(dateline->end)) : "none";
}

}  // namespace

TEST_CASE("corpus/dateline: the shapes of the formats guide are found in bodies") {
  CHECK(found("WASHINGTON (AP) _ Text") == "WASHINGTON||AP|Text");
  CHECK(found("KIEV, Ukraine, March 29 \u2014 Text") == "KIEV, Ukraine|March 29||Text");
  CHECK(found("NAIROBI, Kenya (AP) -- Text") == "NAIROBI, Kenya||AP|Text");
  CHECK(found("CANBERRA, Australia (AP)_ Turning") == "CANBERRA, Australia||AP|Turning");
  CHECK(found("KUALA LUMPUR, Sept 15 (MySinchew) -- Text") ==
        "KUALA LUMPUR|Sept 15|MySinchew|Text");
  CHECK(found("(CNN) -- Text") == "||CNN|Text");
  CHECK(found("CNN \u2014 Text") == "||CNN|Text");
  CHECK(found("LONDON, England (CNN) -- Text") == "LONDON, England||CNN|Text");
  CHECK(found("BRUSSELS/LONDON, April 9 (Reuters) - Text") ==
        "BRUSSELS/LONDON|April 9|Reuters|Text");
  CHECK(found("UNITED NATIONS (Reuters) - Text") == "UNITED NATIONS||Reuters|Text");
  CHECK(found("Berlin (dpa) - Text") == "Berlin||dpa|Text");
  CHECK(found("  ST. LOUIS, Mo., Feb. 26, 2020 -\nText") == "ST. LOUIS, Mo.|Feb. 26, 2020||Text");
}

TEST_CASE("corpus/dateline: without dash, capitals or voucher there is no dateline") {
  CHECK(found("WASHINGTON Text without a dash") == "none");
  CHECK(found("Oil rose - and fell again") == "none");
  CHECK(found("The X-RAY of things") == "none");
  CHECK(found("FILE - A man walks") == "none");
  CHECK(found("A WORD\n\nand - more") == "none");
  CHECK(found("") == "none");
  CHECK(found("WASHINGTON - ") == "none");
}

TEST_CASE("corpus/dateline: begin and end are the bytes of the body that it takes") {
  const auto dateline = find_dateline("\n  PARIS (AFP) - Text");
  REQUIRE(dateline);
  CHECK(dateline->begin == 3);
  CHECK(dateline->end == 17);
}

TEST_CASE("corpus/dateline: elements are taken apart leniently") {
  CHECK(shown(parse_dateline("    SALVADOR, Feb 26 - ")) == "SALVADOR|Feb 26|");
  CHECK(shown(parse_dateline("    ****ST. LOUIS, Mo., Feb 26 -\n    ")) ==
        "ST. LOUIS, Mo.|Feb 26|");
  CHECK(shown(parse_dateline("WASHINGTON (AP) ")) == "WASHINGTON||AP");
  CHECK(shown(parse_dateline("ANGLETON, Tex. March 3 - ")) == "ANGLETON, Tex.|March 3|");
  CHECK(shown(parse_dateline("BRUSSELS, March 27, Reuter - ")) == "BRUSSELS|March 27|Reuter");
  CHECK(shown(parse_dateline("CALAIS, March 31 - <Eurotunnel>, the Anglo-French")) ==
        "CALAIS|March 31|");
  CHECK(shown(parse_dateline("APRIL 7 - ")) == "|APRIL 7|");
  CHECK(parse_dateline("") == Dateline{});
}

TEST_CASE("corpus/dateline: a place and a colon") {
  const auto dateline = find_place_and_colon("New Delhi: The minister");
  REQUIRE(dateline);
  CHECK(dateline->place == "New Delhi");
  CHECK(dateline->end == 10);
  CHECK_FALSE(find_place_and_colon("Update: The minister"));
  CHECK_FALSE(find_place_and_colon("Breaking news: The minister"));
  CHECK_FALSE(find_place_and_colon("Washington: in lower case"));
  CHECK_FALSE(find_place_and_colon("What he said then: The minister"));
}
