#include "base/error.hh"
#include "eval/measures.hh"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline;
using doctest::Approx;
using eval::GradedList;
using eval::MeasureOptions;

namespace {

double value(const std::string& name, const GradedList& list, const MeasureOptions& options = {}) {
  return eval::measure(eval::parse_measure(name), list, options);
}

/// A list of relevant (`+`), not relevant (`-`) and unjudged (`.`) results; so many relevant and
/// not relevant items were judged in all.
GradedList binary(const std::string& signs, std::size_t relevant, std::size_t wrong = 0) {
  GradedList list;
  for (const char sign : signs) list.ranked.push_back(sign == '+' ? 1 : sign == '-' ? 0 : -1);
  list.judged.assign(relevant, 1);
  list.judged.insert(list.judged.end(), wrong, 0);
  return list;
}

std::string failure_of(const std::string& name) {
  try {
    eval::parse_measure(name);
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Usage);
    return failure.what();
  }
  return "";
}

const std::vector<std::string> all_names = {
    "map", "map@5", "ndcg",      "ndcg@10", "ndcg_exp", "ndcg_exp@10", "P@5",     "R@5",
    "mrr", "mrr@5", "success@5", "bpref",   "rbp(0.5)", "rprec",       "judged@5"};

}  // namespace

TEST_CASE("eval/measures: average precision of Manning, Raghavan and Schütze's two rankings") {
  // Introduction to Information Retrieval, section 8.4, and its slides: relevant at 1, 3, 6, 9, 10
  // of 10, and at 2, 5, 7; (1 + 2/3 + 3/6 + 4/9 + 5/10) / 5 and (1/2 + 2/5 + 3/7) / 3.
  CHECK(value("map", binary("+.+..+..++", 5)) == Approx(0.6222).epsilon(1e-4));
  CHECK(value("map", binary(".+..+.+...", 3)) == Approx(0.4429).epsilon(1e-4));
}

TEST_CASE("eval/measures: relevant items that are not found lower average precision and recall") {
  CHECK(value("map", binary(".+", 2)) == Approx(0.25));
  CHECK(value("map@1", binary("+.+", 2)) == Approx(0.5));
  CHECK(value("R@10", binary(".+", 2)) == Approx(0.5));
}

TEST_CASE("eval/measures: nDCG with linear gains is that of Järvelin and Kekäläinen's idea") {
  // Wikipedia, "Discounted cumulative gain": grades 3 2 3 0 1 2, and 3 and 2 judged besides; DCG@6
  // is 6.861, the ideal 3 3 3 2 2 2 has 8.740, nDCG@6 is 0.785.
  const GradedList list{{3, 2, 3, 0, 1, 2}, {3, 3, 3, 2, 2, 2, 1, 0}};
  CHECK(value("ndcg@6", list) == Approx(0.785).epsilon(5e-4));
  CHECK(value("ndcg_cut_6", list) == value("ndcg@6", list));
}

TEST_CASE("eval/measures: nDCG of exponential gains is that of Burges and others") {
  // Gains 7, 0, 1 at discounts 1, log2 3, 2; the best order has 7, 1.
  const GradedList list{{3, -1, 1}, {3, 1}};
  CHECK(value("ndcg_exp@10", list) == Approx((7 + 1 / 2.0) / (7 + 1 / std::log2(3))));
  CHECK(value("ndcg@10", list) == Approx((3 + 1 / 2.0) / (3 + 1 / std::log2(3))));
}

TEST_CASE("eval/measures: nDCG without depth goes through the whole list and all judged items") {
  const GradedList list{{0, 0, 2}, {2, 2, 1, 0}};
  CHECK(value("ndcg", list) == Approx((2 / 2.0) / (2 + 2 / std::log2(3) + 1 / 2.0)));
  CHECK(value("ndcg@2", list) == 0);
}

TEST_CASE("eval/measures: precision divides by the depth even if the list is shorter") {
  CHECK(value("P@5", binary("++", 2)) == Approx(0.4));
  CHECK(value("P@1", binary("+-", 2)) == Approx(1));
}

TEST_CASE("eval/measures: the reciprocal rank is that of the first relevant result") {
  CHECK(value("mrr", binary("..+.+", 2)) == Approx(1 / 3.0));
  CHECK(value("mrr@2", binary("..+.+", 2)) == 0);
  CHECK(value("success@2", binary("..+", 1)) == 0);
  CHECK(value("success@3", binary("..+", 1)) == 1);
}

TEST_CASE("eval/measures: bpref counts judged results that stand wrongly above") {
  // trec_eval: R = 3, N = 2; relevant ones with 0, 1 and 2 wrong ones above; unjudged ones are
  // no matter: (1 + (1 - 1/2) + (1 - 2/2)) / 3.
  CHECK(value("bpref", binary("+.-+-.+", 3, 2)) == Approx(0.5));
  // N = 4 > R = 2: above counts to 2 at most; (1 - 1/2 + 1 - 2/2) / 2.
  CHECK(value("bpref", binary("-+---+", 2, 4)) == Approx(0.25));
  CHECK(value("bpref", binary("+", 1, 0)) == 1);
  CHECK(value("bpref", binary(".....+", 1, 5)) == 1);
}

TEST_CASE("eval/measures: rank-biased precision is that of Moffat and Zobel") {
  // (1 - p) (p^0 + p^2) with p = 0.5, and 0.8 where none is given.
  CHECK(value("rbp(0.5)", binary("+-+", 2)) == Approx(0.625));
  CHECK(value("rbp", binary("+-+", 2)) == Approx(0.2 * (1 + 0.64)));
  CHECK(value("rbp(0.5)@2", binary("+-+", 2)) == Approx(0.5));
}

TEST_CASE("eval/measures: R-precision looks at as many results as there are relevant items") {
  CHECK(value("Rprec", binary("+-+-", 3)) == Approx(2 / 3.0));
  CHECK(value("rprec", binary("+", 4)) == Approx(0.25));
}

TEST_CASE("eval/measures: judged is the share of what is there that somebody judged") {
  CHECK(value("judged@4", binary("+-..+", 3)) == Approx(0.5));
  CHECK(value("judged@10", binary("+-", 3)) == 1);
}

TEST_CASE("eval/measures: condensed lists leave out what nobody judged") {
  const GradedList list{{-1, 2, -2, 0, 1}, {2, 1, 0}};
  const MeasureOptions condensed{1, true};
  CHECK(value("map", list, condensed) == Approx((1 + 2 / 3.0) / 2));
  CHECK(value("mrr", list, condensed) == 1);
  CHECK(value("judged@3", list, condensed) == 1);
}

TEST_CASE("eval/measures: the level says what is relevant, and leaves gains alone") {
  const GradedList list{{1, 2, 3}, {3, 2, 1}};
  CHECK(value("P@3", list, {2, false}) == Approx(2 / 3.0));
  CHECK(value("mrr", list, {2, false}) == Approx(0.5));
  CHECK(value("bpref", list, {2, false}) == 0);
  CHECK(value("ndcg@3", list, {3, false}) == value("ndcg@3", list));
}

TEST_CASE("eval/measures: a topic without relevant items has 0 in all measures, as in trec_eval") {
  const GradedList nothing{{0, -1, -2, 0}, {0, 0}};
  for (const std::string& name : all_names) {
    if (name == "judged@5") continue;
    INFO(name);
    CHECK(value(name, nothing) == 0);
  }
  CHECK(value("judged@5", nothing) == Approx(0.5));
}

TEST_CASE("eval/measures: an empty list has 0 in all measures") {
  for (const std::string& name : all_names) {
    INFO(name);
    CHECK(value(name, {{}, {2, 1, 0}}) == 0);
    CHECK(value(name, {{}, {}}) == 0);
    CHECK(value(name, {{-1, -1}, {1}}, {1, true}) == 0);
  }
}

TEST_CASE("eval/measures: negative grades are gains of nothing and no wrong results") {
  const GradedList list{{-2, 1}, {1}};
  CHECK(value("ndcg", list) == Approx(1 / std::log2(3)));
  CHECK(value("bpref", list) == 1);
  CHECK(value("map", list) == Approx(0.5));
}

TEST_CASE("eval/measures: the best order has 1 in the measures that are shares of it") {
  const GradedList best{{3, 2, 1, 0}, {3, 2, 1, 0}};
  for (const std::string name :
       {"map", "ndcg", "ndcg_exp", "mrr", "bpref", "rprec", "R@3", "P@3"}) {
    INFO(name);
    CHECK(value(name, best) == Approx(1));
  }
}

TEST_CASE("eval/measures: the largest grades give numbers") {
  const GradedList list{{1000, 0, 1000}, {1000, 1000, 0}};
  CHECK(std::isfinite(value("ndcg_exp", list)));
  CHECK(value("ndcg_exp", list) < 1);
}

TEST_CASE("eval/measures: a ranking in memory is graded by its judgments") {
  const auto judgments = eval::parse_judgments("j", "t 0 a 1\nt 0 b 1\n");
  const std::vector<eval::Result> ranking = {{"x", 3}, {"a", 2}};
  CHECK(eval::measure(eval::parse_measure("map"), judgments, "t", ranking) == Approx(0.25));
}

TEST_CASE("eval/measures: names are read in our form and in trec_eval's") {
  const std::vector<std::pair<std::string, std::string>> names = {
      {"map", "map"},
      {"map_cut_100", "map@100"},
      {"ndcg", "ndcg"},
      {"ndcg_cut_10", "ndcg@10"},
      {"ndcg@10", "ndcg@10"},
      {"ndcg_exp@5", "ndcg_exp@5"},
      {"ndcg_exp", "ndcg_exp"},
      {"P_10", "P@10"},
      {"P@5", "P@5"},
      {"recall_1000", "R@1000"},
      {"R@3", "R@3"},
      {"recip_rank", "mrr"},
      {"mrr@10", "mrr@10"},
      {"success_1", "success@1"},
      {"bpref", "bpref"},
      {"Rprec", "rprec"},
      {"rbp", "rbp(0.8)"},
      {"rbp(0.95)", "rbp(0.95)"},
      {"judged@10", "judged@10"},
      {"ap", "map"},
      {"recall@5", "R@5"},
  };
  for (const auto& row : names) {
    INFO(row.first);
    const eval::Measure measure = eval::parse_measure(row.first);
    CHECK(measure.name() == row.second);
    CHECK(eval::parse_measure(row.second) == measure);
  }
}

TEST_CASE("eval/measures: what is no name is refused, with the nearest") {
  CHECK(failure_of("ndgc@10") == "'ndgc@10' is no measure; did you mean 'ndcg@10'?");
  CHECK(failure_of("ndcg_cat_10") == "'ndcg_cat_10' is no measure; did you mean 'ndcg_cut_10'?");
  CHECK(failure_of("MAP") == "'MAP' is no measure; did you mean 'map'?");
  CHECK(failure_of("P") == "'P' is no measure; write 'P@10'");
  CHECK(failure_of("P@0") == "'P@0' is no measure; a whole number from 1 follows '@'");
  CHECK(failure_of("P@-1") == "'P@-1' is no measure; a whole number from 1 follows '@'");
  CHECK(failure_of("bpref@10") == "'bpref@10' is no measure; 'bpref' takes no depth");
  CHECK(failure_of("rbp(1)") ==
        "'rbp(1)' is no measure; the persistence of rbp is between 0 and 1");
  CHECK(failure_of("rbp(x)") ==
        "'rbp(x)' is no measure; the persistence of rbp is between 0 and 1");
  CHECK(failure_of("") == "'' is no measure");
  CHECK(failure_of("@10") == "'@10' is no measure");
  CHECK(failure_of("set_relative_P") == "'set_relative_P' is no measure");
}
