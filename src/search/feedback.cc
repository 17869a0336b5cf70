#include "search/feedback.hh"

#include "base/error.hh"
#include "schema/field.hh"
#include "store/terms.hh"
#include "text/stopwords.hh"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace dateline::search {
namespace {

/// A word in more passages than this share says nothing about a subject.
constexpr double most_common = 0.1;

/// Weights of the stems of passages, each passage counting by its share of all scores.
std::map<std::string, double, std::less<>> weigh(const std::vector<Hit>& hits,
                                                 const store::Database& database) {
  double total = 0;
  for (const Hit& hit : hits) total += hit.score;
  std::map<std::string, double, std::less<>> weights;
  if (total <= 0) return weights;
  for (const Hit& hit : hits) {
    const store::ForwardFile& forward = database.segment(hit.passage.segment).forward;
    const store::TokenStream stream = forward.passage(hit.passage.ordinal);
    std::map<std::uint64_t, unsigned> counts;
    unsigned length = 0;
    for (std::size_t at = 0; at < stream.tokens.size(); ++length)
      ++counts[store::read_varint(stream.tokens, at)];
    for (const auto& [stem, count] : counts) {
      const std::string_view text = forward.stem(static_cast<std::uint32_t>(stem));
      weights.try_emplace(std::string(text)).first->second += hit.score / total * count / length;
    }
  }
  return weights;
}

/// What the stop words are in the index.
std::set<std::string, std::less<>> common_stems(const store::Database& database) {
  const store::Stemmer stemmer(database.manifest().fingerprint.stemmer);
  std::set<std::string, std::less<>> stems;
  const text::Stopwords stopwords = text::load_stopwords("english");
  for (const std::string& word : stopwords.words()) stems.insert(stemmer.stem(word));
  return stems;
}

bool is_telling(std::string_view stem, const std::string& term, const store::Database& database,
                const std::set<std::string, std::less<>>& common) {
  const bool digits =
      std::any_of(stem.begin(), stem.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (stem.size() < 3 || digits || common.contains(stem)) return false;
  const double share = static_cast<double>(database.terms().get_termfreq(term)) /
                       static_cast<double>(database.terms().get_doccount());
  return share <= most_common;
}

}  // namespace

Feedback parse_feedback(const std::string& text) {
  Feedback feedback;
  const auto fail = [&](const std::string& why) {
    throw base::Error(base::Code::Usage, fmt::format("'{}' is no feedback: {}", text, why),
                      "write rm3, or rm3:passages=10,terms=20,weight=0.5");
  };
  std::string_view rest = text;
  if (!rest.starts_with("rm3")) fail("the only kind is rm3");
  rest.remove_prefix(3);
  if (!rest.empty() && rest.front() != ':') fail("the only kind is rm3");
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view part = rest.substr(0, rest.find(','));
    rest.remove_prefix(part.size());
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view name = part.substr(0, equals);
    const std::string_view digits = part.substr(std::min(equals + 1, part.size()));
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size())
      fail(fmt::format("'{}' is no number", digits));
    const bool count = value >= 1 && value <= 1000;
    if (name == "passages" && count) {
      feedback.passages = static_cast<std::size_t>(value);
    } else if (name == "terms" && count) {
      feedback.terms = static_cast<std::size_t>(value);
    } else if (name == "weight" && value >= 0 && value <= 1) {
      feedback.weight = value;
    } else {
      fail(fmt::format("'{}' is nothing that can be set so", part));
    }
  }
  return feedback;
}

std::vector<std::string> add_feedback(Plan& plan, const store::Database& database,
                                      RankOptions options) {
  std::vector<std::string> added;
  if (plan.scorers.empty()) return added;
  const std::set<std::string, std::less<>> common = common_stems(database);
  const Feedback feedback = *options.feedback;
  options.feedback.reset();
  options.offset = 0;
  options.limit = feedback.passages;
  const Ranking first = rank(plan, database, options);
  const schema::Field& field = schema::Schema::standard().get("text");
  std::vector<std::pair<double, std::string>> words;
  store::with_xapian("read the words of the best passages", [&] {
    for (const auto& [stem, weight] : weigh(first.hits, database)) {
      if (is_telling(stem, store::make_term(field, stem), database, common))
        words.emplace_back(weight, stem);
    }
  });
  const std::size_t kept = std::min(feedback.terms, words.size());
  std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(kept), words.end(),
                    [](const auto& a, const auto& b) {
                      return a.first != b.first ? a.first > b.first : a.second < b.second;
                    });
  words.resize(kept);
  double asked = 0, found = 0;
  for (const Scorer& scorer : plan.scorers) asked += scorer.weight;
  for (const auto& [weight, stem] : words) found += weight;
  if (found <= 0) return added;
  for (Scorer& scorer : plan.scorers) scorer.weight *= 1 - feedback.weight;
  for (const auto& [weight, stem] : words) {
    Leaf leaf;
    leaf.terms = {store::make_term(field, stem)};
    leaf.expression.token.stems = {stem};
    const std::size_t number = plan.leaf(std::move(leaf));
    const double share = feedback.weight * asked * weight / found;
    const auto known = std::find_if(plan.scorers.begin(), plan.scorers.end(),
                                    [&](const Scorer& one) { return one.leaf == number; });
    if (known != plan.scorers.end()) {
      known->weight += share;
    } else {
      plan.scorers.push_back({number, share, false});
    }
    added.push_back(stem);
  }
  return added;
}

}  // namespace dateline::search
