#include "search/nearby.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;

namespace {

std::string near(const std::string& unknown) {
  static const Indexed indexed(
      {{"a", "Moscow", "Vladimir Putin met Olaf Scholz in Moscow about a pipeline.", "2022-01-10"},
       {"b", "Moscow", "Olaf Scholz left Moscow. The pipelane is a lane of pipes.", "2022-01-11"},
       {"c", "Moscow", "A pipeline to Germany.", "2022-01-12"}});
  const store::Database database = indexed.database();
  const auto found = search::nearby(unknown, database, search::no_aliases());
  return found ? found->text + ' ' + std::to_string(found->passages) : "";
}

}  // namespace

TEST_CASE("search/nearby: names are compared whole and by their last words, within their field") {
  CHECK(near("place:Moskow") == "Moscow 3");
  CHECK(near("place:=Mosocw") == "Moscow 3");
  CHECK(near("person:Sholz") == "Olaf Scholz 2");
  CHECK(near("person:Olaf Sholz") == "Olaf Scholz 2");
  CHECK(near("person:Moskow") == "");
  CHECK(near("title:Moskow") == "");
}

TEST_CASE("search/nearby: of words as near, that in most passages is told") {
  CHECK(near("pipelune") == "pipeline 2");
  CHECK(near("pip") == "");
  CHECK(near("pipel*") == "");
  CHECK(near("2o22") == "");
}
