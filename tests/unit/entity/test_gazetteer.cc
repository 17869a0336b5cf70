#include "entity/gazetteer.hh"

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::entity;

namespace {

const Sense* find(const Gazetteer& gazetteer, std::string_view phrase) {
  text::Tokens tokens;
  text::tokenize(phrase, tokens);
  std::uint64_t key = token_hash(tokens.text(0));
  for (std::size_t i = 1; i < tokens.size(); ++i) key = extend(key, token_hash(tokens.text(i)));
  return gazetteer.find(key);
}

}  // namespace

TEST_CASE("entity/gazetteer: a form is found in any case and with or without accents") {
  Gazetteer gazetteer;
  gazetteer.add_name(Kind::Place, "Brasilia", "Brasília");
  const Sense* sense = find(gazetteer, "BRASILIA");
  REQUIRE(sense != nullptr);
  CHECK(sense->kind == Kind::Place);
  CHECK(gazetteer.name(sense->name) == "Brasilia");
}

TEST_CASE("entity/gazetteer: the beginning of a longer form is a prefix, not a name") {
  Gazetteer gazetteer;
  gazetteer.add_name(Kind::Organisation, "World Bank", "World Bank");
  const Sense* begin = find(gazetteer, "world");
  REQUIRE(begin != nullptr);
  CHECK(begin->prefix);
  CHECK_FALSE(begin->named());
  CHECK(find(gazetteer, "bank") == nullptr);
}

TEST_CASE("entity/gazetteer: the first addition of a form decides what it names, marks add up") {
  Gazetteer gazetteer;
  gazetteer.add_name(Kind::Place, "Georgia", "Georgia");
  gazetteer.add_name(Kind::Person, "Georgia Brown", "Georgia?");
  const Sense* sense = find(gazetteer, "Georgia");
  REQUIRE(sense != nullptr);
  CHECK(sense->kind == Kind::Place);
  CHECK((sense->trust & NeedsContext) != 0);
}

TEST_CASE("entity/gazetteer: an acronym is mixed only if it was added in mixed case too") {
  Gazetteer gazetteer;
  gazetteer.add_name(Kind::Organisation, "NATO", "NATO");
  CHECK((find(gazetteer, "NATO")->trust & Mixed) == 0);
  gazetteer.add_name(Kind::Organisation, "NATO", "Nato");
  CHECK((find(gazetteer, "NATO")->trust & Mixed) != 0);
}

TEST_CASE("entity/gazetteer: marks are taken off the end of a form") {
  std::string_view form = "Nice*?";
  CHECK(take_marks(form) == (CommonWord | NeedsContext));
  CHECK(form == "Nice");
  form = "Putin^";
  CHECK(take_marks(form) == SurnameOnly);
  CHECK(form == "Putin");
  form = "***";
  take_marks(form);
  CHECK(form.empty());
}

TEST_CASE("entity/gazetteer: the table keeps all sequences while it grows") {
  Gazetteer gazetteer;
  for (int i = 0; i < 40000; ++i) {
    const std::string name = "name" + std::to_string(i);
    gazetteer.add_name(Kind::Place, name, name);
  }
  CHECK(gazetteer.size() == 40000);
  for (int i = 0; i < 40000; ++i) {
    const std::string name = "name" + std::to_string(i);
    const Sense* sense = find(gazetteer, name);
    REQUIRE(sense != nullptr);
    REQUIRE(gazetteer.name(sense->name) == name);
  }
}

TEST_CASE("entity/gazetteer: sequences are ordered") {
  const std::uint64_t a = token_hash("york"), b = token_hash("new");
  CHECK(extend(a, b) != extend(b, a));
  CHECK(token_hash("") != 0);
  CHECK(token_hash("newspapers") != token_hash("newspaper"));
}
