#include "base/error.hh"
#include "store/terms.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("store/terms: words are stemmed, tokens with digits or stops are their own stems") {
  const store::Stemmer english("english");
  const std::pair<std::string, std::string> table[] = {
      {"sanctions", "sanction"},
      {"sanctioned", "sanction"},
      {"oil", "oil"},
      {"u.s", "u.s"},
      {"1980s", "1980s"},
      {"3.5", "3.5"},
      {"w.h.o", "w.h.o"},
      {"", ""},
  };
  for (const auto& [word, stem] : table) CHECK(english.stem(word) == stem);
  CHECK(english.language() == "english");
  const store::Stemmer none("none");
  CHECK(none.stem("sanctions") == "sanctions");
  CHECK(store::Stemmer("german").stem("h\u00E4user") != "h\u00E4user");
}

TEST_CASE("store/terms: an unknown stemmer is refused with the known ones") {
  try {
    store::Stemmer stemmer("klingon");
    FAIL("found");
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Usage);
    const std::string text = failure.what();
    CHECK(text.starts_with("no stemmer for 'klingon'; known are none "));
    CHECK(text.find(" english") != std::string::npos);
  }
}

TEST_CASE("store/terms: a term is prefix and value; a value over the limit becomes its digest") {
  schema::Field field;
  field.prefix = "XP";
  CHECK(store::make_term(field, "vladimir putin") == "XPvladimir putin");
  CHECK(store::make_term(field, "") == "XP");
  const std::string most(store::max_value_bytes, 'a');
  CHECK(store::make_term(field, most) == "XP" + most);
  const std::string hashed = store::make_term(field, most + 'a');
  CHECK(hashed.size() == 2 + 1 + 16);
  CHECK(hashed.starts_with("XP#"));
  CHECK(hashed != store::make_term(field, most + 'b'));
  CHECK(store::make_term(field, std::string(1'000'000, 'x')).size() == 19);
  CHECK(store::make_term(field, std::string(store::max_value_bytes, char{})).size() == 19);
}

TEST_CASE("store/terms: days, months and years have values of 8, 6 and 4 digits") {
  using temporal::Precision;
  const temporal::Day day = *temporal::Day::make(2022, 3, 1);
  CHECK(store::day_value(day, Precision::Year) == "2022");
  CHECK(store::day_value(day, Precision::Month) == "202203");
  CHECK(store::day_value(day, Precision::Day) == "20220301");
  CHECK(store::day_value(day, Precision::Second) == "20220301");
  CHECK(store::day_value(*temporal::Day::make(987, 12, 31), Precision::Day) == "09871231");
}
