#include "tagged.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline::entity;

TEST_CASE(
    "entity/model_tagger: titles are no part of a name, demonyms stand for countries but are no "
    "mentions") {
  CHECK(tagged("They met President Donald Trump and Russian President Vladimir Putin.") ==
        "Donald Trump=per:Donald Trump; ~Russian=pla:Russia; Vladimir Putin=per:Vladimir Putin");
  CHECK(tagged("He saw Gen. Omar Balewa in Kyiv.") == "Omar Balewa=per:Omar Balewa; Kyiv=pla:Kyiv");
}

TEST_CASE("entity/model_tagger: a bare surname takes the one full name of the article") {
  CHECK(tagged("The envoy Steve Witkoff flew out. Later Witkoff flew back.") ==
        "Steve Witkoff=per:Steve Witkoff; Witkoff=per:Steve Witkoff");
  CHECK(tagged("Later Witkoff flew back. The envoy Steve Witkoff had flown out.") ==
        "Witkoff=per:Steve Witkoff; Steve Witkoff=per:Steve Witkoff");
}

TEST_CASE("entity/model_tagger: a surname of two people of the article stays unlinked") {
  CHECK(tagged("Here Anna Zorn met Peter Zorn. Then Zorn left.") ==
        "Anna Zorn=per:Anna Zorn; Peter Zorn=per:Peter Zorn; Zorn=per:Zorn");
}

TEST_CASE("entity/model_tagger: an office holder's surname needs no full name, but yields to one") {
  CHECK(tagged("Many blamed Putin for it.") == "Putin=per:Vladimir Putin");
  CHECK(tagged("Nothing was said of the Biden administration.") == "Biden=per:Joe Biden");
  CHECK(tagged("The baker Igor Putin left. They blamed Putin for it.") ==
        "Igor Putin=per:Igor Putin; Putin=per:Igor Putin");
}

TEST_CASE("entity/model_tagger: titles and what people do make unknown words a person") {
  CHECK(tagged("They asked Mr. Zorblat and left.") == "Zorblat=per:Zorblat");
  CHECK(tagged("All is well, Xandor Quillby said.") == "Xandor Quillby=per:Xandor Quillby");
}

TEST_CASE("entity/model_tagger: particles and East Asian names are whole") {
  CHECK(tagged("Then Ursula von der Leyen spoke; von der Leyen left.") ==
        "Ursula von der Leyen=per:Ursula von der Leyen; von der Leyen=per:Ursula von der Leyen");
  CHECK(tagged("Then Kim Mahn-je spoke; Kim left.") ==
        "Kim Mahn-je=per:Kim Mahn-je; Kim=per:Kim Mahn-je");
}

TEST_CASE("entity/model_tagger: organisations are known by their form") {
  CHECK(tagged("Shares of Frobozz Magic Inc rose. Later Frobozz Magic fell and Frobozz rose.") ==
        "Frobozz Magic Inc=org:Frobozz Magic; Frobozz Magic=per:Frobozz Magic; Frobozz=org:Frobozz "
        "Magic");
  CHECK(tagged("It asked the Bank of Zembla and the Zemblan Fisheries Ministry.") ==
        "Bank of Zembla=org:Bank of Zembla; Zemblan Fisheries Ministry=org:Zemblan Fisheries "
        "Ministry");
  CHECK(tagged("It asked the Department of Public Safety and Order today.") ==
        "Department of Public Safety and Order=org:Department of Public Safety and Order");
  CHECK(tagged("It asked the Foreign Ministry and the Supreme Court.") ==
        "Foreign Ministry=org:Foreign Ministry; Supreme Court=org:Supreme Court");
}

TEST_CASE("entity/model_tagger: a country before a known organisation stands alone") {
  CHECK(tagged("He left the U.S. Justice Department and the Russian State Duma.") ==
        "U.S. Justice Department=org:Justice Department; ~Russian=pla:Russia; Duma=org:State Duma");
}

TEST_CASE("entity/model_tagger: what every country has is not the American one of that name") {
  CHECK(tagged("He left the Kurdistan Democratic Party.") ==
        "Kurdistan Democratic Party=org:Kurdistan Democratic Party");
  CHECK(tagged("He is deputy head of Russia's Security Council.") ==
        "Russia=pla:Russia; Security Council=org:Security Council");
  CHECK(tagged("The Security Council met on Monday.") ==
        "Security Council=org:UN Security Council");
}

TEST_CASE("entity/model_tagger: a name that runs into itself is one, a hundred names are none") {
  CHECK(tagged("Photos: British Prime Minister Boris Johnson Johnson started his career.") ==
        "~British=pla:United Kingdom; Boris Johnson=per:Boris Johnson");
  CHECK(tagged("It jailed Mr. Sirhan Sirhan for life.").find("Sirhan Sirhan") != std::string::npos);
  std::string shout = "It said";
  for (int i = 0; i < 100; ++i) shout += " GAZPROM BERLIN PUTIN";
  CHECK(tagged(shout + ".")
            .find("GAZPROM BERLIN PUTIN GAZPROM BERLIN PUTIN GAZPROM BERLIN PUTIN "
                  "GAZPROM BERLIN PUTIN GAZPROM BERLIN PUTIN") == std::string::npos);
}

TEST_CASE("entity/model_tagger: a surname after an honorific is nobody's company") {
  CHECK(tagged("It said that Dr Gupta would join.") == "Dr Gupta=per:Gupta");
}

TEST_CASE(
    "entity/model_tagger: acronyms the article defines take the long name, known ones keep "
    "theirs") {
  CHECK(tagged("The Zemblan Fishing Guild (ZFG) met. The ZFG was angry.") ==
        "Zemblan Fishing Guild=org:Zemblan Fishing Guild; ZFG=org:Zemblan Fishing Guild; "
        "ZFG=org:Zemblan Fishing Guild");
  CHECK(tagged("NATO and the IAEA met the EU.") ==
        "NATO=org:NATO; IAEA=org:International Atomic Energy Agency; EU=org:European Union");
}

TEST_CASE("entity/model_tagger: an acronym needs its capitals") {
  CHECK(tagged("They asked who it was.") == "");
  CHECK(tagged("He told us that the US left.") == "US=pla:United States");
}

TEST_CASE("entity/model_tagger: words that are names now and then need their company") {
  CHECK(tagged("Reading is fun. Nice people read.") == "");
  CHECK(tagged("They left Apple for good.") == "Apple=org:Apple");
  CHECK(tagged("They live in Phoenix and like Phoenix.") ==
        "Phoenix=pla:Phoenix; Phoenix=pla:Phoenix");
}

TEST_CASE("entity/model_tagger: a given name makes a place a surname") {
  CHECK(tagged("The actor Denzel Washington met Paris Hilton in Paris.") ==
        "Denzel Washington=per:Denzel Washington; Paris Hilton=per:Paris Hilton; Paris=pla:Paris");
  CHECK(tagged("Then Michael Jordan played. Fans cheered as Jordan left.") ==
        "Michael Jordan=per:Michael Jordan; Jordan=per:Michael Jordan");
}

TEST_CASE("entity/model_tagger: days and feasts are nothing") {
  CHECK(tagged("On Monday in May, after Christmas, the cat sat.") == "");
}

TEST_CASE("entity/model_tagger: headlines in any case are linked with the body") {
  const std::string body = "The envoy Steve Witkoff flew to Moscow, Frobozz Inc said.";
  const std::string rest =
      "; Steve Witkoff=per:Steve Witkoff; Moscow=pla:Moscow; Frobozz Inc=org:Frobozz";
  CHECK(tagged(body, "Witkoff Says Bold Moscow Talks Helped") ==
        "#Witkoff=per:Steve Witkoff; #Moscow=pla:Moscow" + rest);
  CHECK(tagged(body, "WITKOFF SAYS TALKS IN MOSCOW HELPED") ==
        "#WITKOFF=per:Steve Witkoff; #MOSCOW=pla:Moscow" + rest);
  CHECK(tagged("", "BANK OF FRANCE SETS MONEY MARKET TENDER") ==
        "#BANK OF FRANCE=org:Bank of France");
}

TEST_CASE(
    "entity/model_tagger: the kind of an entity known by several words is that of its facet") {
  const auto mentions = tag("He left the White House on Monday.");
  REQUIRE(mentions.size() == 1);
  CHECK(mentions[0].name == "White House");
  CHECK(mentions[0].facet == Kind::Organisation);
}

TEST_CASE("entity/model_tagger: text cut into words beforehand gives the same names") {
  CHECK(tagged("U.S. President Donald Trump 's aide met Anglo-Irish Bank Corp. in Dublin .") ==
        tagged("U.S. President Donald Trump's aide met Anglo-Irish Bank Corp. in Dublin."));
}

TEST_CASE("entity/model_tagger: white space inside a name is folded, a line break joins") {
  const auto mentions =
      tag("The members of the committee said on Friday that they had met Donald\nTrump in the "
          "course of "
          "the morning, and that nothing was agreed.");
  REQUIRE(mentions.size() == 1);
  CHECK(mentions[0].name == "Donald Trump");
  CHECK(tagged("They met Xavier \t Quillby, he said.") == "Xavier \t Quillby=per:Xavier Quillby");
}

TEST_CASE("entity/model_tagger: possessives are outside the span, punctuation separates names") {
  CHECK(tagged("Moscow’s, Kyiv's and Miami/London.") ==
        "Moscow=pla:Moscow; Kyiv=pla:Kyiv; Miami=pla:Miami; London=pla:London");
}

TEST_CASE("entity/model_tagger: an agency's sign-off is no mention") {
  CHECK(tagged("It was in Rome, Reuters said.\n\n REUTER\n") ==
        "Rome=pla:Rome; Reuters=org:Reuters");
}
