#include "base/error.hh"
#include "search/weighting.hh"

#include <doctest/doctest.h>

using namespace dateline;
using search::Weighting;

namespace {

std::string parsed(const std::string& text) {
  try {
    const std::string all = Weighting::parse(text, Weighting{.k1 = 1.2, .b = 0.75}).describe();
    return all.substr(0, all.find(" title="));
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Usage);
    CHECK(failure.hint().starts_with("write parameters as k1=1.2,b=0.75; "));
    return failure.what();
  }
}

}  // namespace

TEST_CASE("search/weighting: given parameters replace those of the base") {
  CHECK(parsed("") == "bm25 k1=1.2 b=0.75 k3=8 min_length=0.5");
  CHECK(parsed("k1=1.5") == "bm25 k1=1.5 b=0.75 k3=8 min_length=0.5");
  CHECK(parsed("b=0,k3=0.1,min_length=0,k1=2") == "bm25 k1=2 b=0 k3=0.1 min_length=0");
}

TEST_CASE("search/weighting: what is no weighting is refused with the reason") {
  const std::pair<std::string, std::string> table[] = {
      {"k1", "'k1' is no weighting: no '=' in 'k1'"},
      {"k2=1", "'k2=1' is no weighting: there is no parameter 'k2'; did you mean 'k1'?"},
      {"k1=x", "'k1=x' is no weighting: 'x' is no number"},
      {"k1=", "'k1=' is no weighting: '' is no number"},
      {"k1=1.5x", "'k1=1.5x' is no weighting: '1.5x' is no number"},
      {"k1= 1", "'k1= 1' is no weighting: ' 1' is no number"},
      {"k1=1,,b=1", "'k1=1,,b=1' is no weighting: no '=' in ''"},
      {"k1=-1", "'k1=-1' is no weighting: k1 lies between 0 and 1000"},
      {"k3=-0.1", "'k3=-0.1' is no weighting: k3 lies between 0 and 1000"},
      {"b=1.1", "'b=1.1' is no weighting: b lies between 0 and 1"},
      {"b=-1", "'b=-1' is no weighting: b lies between 0 and 1"},
      {"min_length=-1", "'min_length=-1' is no weighting: min_length lies between 0 and 1000"},
      {"k1=nan", "'k1=nan' is no weighting: 'nan' is no number"},
      {"b=nan", "'b=nan' is no weighting: 'nan' is no number"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& message = row.second;
    CAPTURE(text);
    CHECK(parsed(text) == message);
  }
  for (const std::string name : {"k1", "k3", "min_length"}) {
    CAPTURE(name);
    CHECK(parsed(name + "=inf").starts_with("'" + name + "=inf' is no weighting: "));
  }
}

TEST_CASE("search/weighting: the standard parameters are in range") {
  for (const Weighting* standard : {&Weighting::for_passages(), &Weighting::for_articles()})
    CHECK(Weighting::parse("", *standard).describe() == standard->describe());
}
