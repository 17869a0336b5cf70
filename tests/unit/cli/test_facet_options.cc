#include "base/error.hh"
#include "cli/facet_options.hh"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

/// `person 5 a+b, org 10`
std::string requests(const std::vector<const char*>& words) {
  cli::po::options_description options;
  cli::add_facet_options(options);
  cli::Arguments arguments;
  std::vector<const char*> all{"test"};
  all.insert(all.end(), words.begin(), words.end());
  cli::po::store(cli::po::parse_command_line(static_cast<int>(all.size()), all.data(), options),
                 arguments.values);
  std::string out;
  try {
    for (const search::FacetRequest& one : cli::facet_requests(arguments)) {
      out += (out.empty() ? "" : ", ") + one.field + ' ' + std::to_string(one.limit);
      for (std::size_t i = 0; i < one.match.size(); ++i) out += (i == 0 ? " " : "+") + one.match[i];
    }
    cli::count_unit(arguments);
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Usage);
    return failure.what();
  }
  return out;
}

}  // namespace

TEST_CASE("cli/facet_options: a facet has its own limit, or that of all") {
  CHECK(requests({}) == "");
  CHECK(requests({"--facets", "person,org"}) == "person 10, org 10");
  CHECK(requests({"--facets", "person:5, org", "--facet-limit", "3"}) == "person 5, org 3");
  CHECK(requests({"--facets", "person:0"}) == "person 0");
  for (const char* wrong : {"person:", "person:x", "person:-1", "person:5x", "person:1:2",
                            "person:99999999999999999999"}) {
    CHECK(requests({"--facets", wrong}) ==
          "'" + std::string(wrong).substr(7) + "' is no number of values, as in 'person:5'");
  }
  CHECK(requests({"--facets", "peson:5"}) == "there is no facet 'peson'; did you mean 'person'?");
}

TEST_CASE("cli/facet_options: a text to match means all facets, or the one it names") {
  CHECK(requests({"--facets", "person,org", "--facet-match", "put"}) ==
        "person 10 put, org 10 put");
  CHECK(requests({"--facets", "person,org", "--facet-match", "put,org=x y", "--facet-match",
                  "org=z"}) == "person 10 put, org 10 put+x y+z");
  CHECK(requests({"--facets", "person", "--facet-match", "perso=x"}) ==
        "there is no facet 'perso'; did you mean 'person'?");
  CHECK(requests({"--facets", "person", "--facet-match", "=x"}) == "there is no facet ''");
  CHECK(requests({"--facets", "person", "--facet-match", "org=x"}) ==
        "--facet-match asks for 'org', which --facets does not name");
  CHECK(requests({"--facet-match", "x"}) ==
        "--facet-match looks through facets, but --facets names none");
  CHECK(requests({"--facets", "person", "--facet-match", ","}) == "--facet-match is given no text");
}

TEST_CASE("cli/facet_options: facets count passages or articles, nothing else") {
  CHECK(requests({"--count", "articles"}) == "");
  CHECK(requests({"--count", "words"}) ==
        "'words' is no choice for --count; choices are passages, articles (passages is the "
        "default)");
}
