#include "entity/article_names.hh"
#include "entity/gazetteer.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline::entity;
using Reason = ArticleNames::Reason;

TEST_CASE("entity/article_names: one name keeps one number, kinds are told apart") {
  ArticleNames names;
  const auto person = names.intern(Kind::Person, "Lincoln");
  const auto place = names.intern(Kind::Place, "Lincoln");
  CHECK(person != place);
  CHECK(names.intern(Kind::Person, "Lincoln") == person);
  CHECK(names.canonical(place) == "Lincoln");
}

TEST_CASE("entity/article_names: a surname of two people stands for neither") {
  ArticleNames names;
  const auto one = names.intern(Kind::Person, "Ann Smith");
  const auto two = names.intern(Kind::Person, "Bob Smith");
  const auto key = token_hash("smith");
  names.bind(key, one, Reason::Surname);
  CHECK(names.lookup(key) == one);
  names.bind(key, two, Reason::Surname);
  CHECK(names.lookup(key) == ArticleNames::none);
}

TEST_CASE("entity/article_names: the preferred bearer of a surname wins in either order") {
  for (const bool first : {true, false}) {
    ArticleNames names;
    const auto one = names.intern(Kind::Person, "Donald Trump");
    const auto two = names.intern(Kind::Person, "Ivanka Trump");
    const auto key = token_hash("trump");
    names.bind(key, first ? one : two, Reason::Surname, 0, first);
    names.bind(key, first ? two : one, Reason::Surname, 0, !first);
    CHECK(names.lookup(key) == one);
  }
}

TEST_CASE("entity/article_names: a full name replaces a short form, not the other way round") {
  ArticleNames names;
  const auto brief = names.intern(Kind::Organisation, "Apple Records");
  const auto full = names.intern(Kind::Organisation, "Apple");
  const auto key = token_hash("apple");
  names.bind(key, brief, Reason::Short);
  names.bind(key, full, Reason::Full);
  names.bind(key, brief, Reason::Short);
  CHECK(names.lookup(key) == full);
  CHECK(names.confirmed(full));
  CHECK_FALSE(names.confirmed(brief));
}

TEST_CASE("entity/article_names: nothing outlives clear(), much survives growth") {
  ArticleNames names;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 5000; ++i) {
      const std::string name = "name " + std::to_string(i);
      const auto id = names.intern(Kind::Person, name);
      REQUIRE(id == static_cast<std::uint32_t>(i));
      names.bind(token_hash(name), id, Reason::Full);
    }
    CHECK(names.lookup(token_hash("name 4321")) == 4321);
    names.clear();
    CHECK(names.find(token_hash("name 4321")) == nullptr);
  }
}
