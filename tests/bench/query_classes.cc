#include "query_classes.hh"

#include "temporal/day.hh"
#include "text/analysis.hh"
#include "text/stopwords.hh"

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::bench {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t most_words = 8;
constexpr std::size_t most_tries = 100'000;  ///< a query of a class; a corpus may have none to give
constexpr std::size_t near_words = 8;

struct ArticleRef {
  std::uint64_t digest;
  const store::TextFile* text;
  std::uint32_t ordinal;
};

/// A sentence's tokens as one types them; empty where a token is no plain word.
struct Sentence {
  Words words;
};

class Drawer {
 public:
  Drawer(const store::Database& database, std::uint64_t seed)
      : stopwords_(text::load_stopwords("english")), draw_(seed) {
    for (const auto& segment : database.segments()) {
      const auto rows = segment->text.articles();
      for (std::uint32_t i = 0; i < rows.size(); ++i)
        articles_.push_back({rows[i].id_digest, &segment->text, i});
    }
    if (articles_.empty()) throw std::runtime_error("the database is empty");
    std::sort(articles_.begin(), articles_.end(),
              [](const auto& a, const auto& b) { return a.digest < b.digest; });
  }

  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(draw_() % limit); }

  const ArticleRef& article() { return articles_[below(articles_.size())]; }

  /// Words of headlines in a row, none a stop word.
  Words headline(std::size_t count) {
    Words words;
    while (words.size() < count) {
      const ArticleRef& ref = article();
      text::analyse_line(ref.text->record(ref.ordinal).article.title, analysis_);
      Words here;
      for (const Sentence& sentence : sentences())
        for (const std::string& word : sentence.words)
          if (topical(word)) here.push_back(word);
      const std::size_t wanted = std::min(count - words.size(), here.size());
      const std::size_t first = here.size() > wanted ? below(here.size() - wanted + 1) : 0;
      words.insert(words.end(), here.begin() + static_cast<std::ptrdiff_t>(first),
                   here.begin() + static_cast<std::ptrdiff_t>(first + wanted));
    }
    return words;
  }

  /// The sentences of a passage.
  std::vector<Sentence> passage() {
    while (true) {
      const ArticleRef& ref = article();
      const store::ArticleRow& row = ref.text->articles()[ref.ordinal];
      if (row.passage_count == 0) continue;
      const auto ordinal = row.first_passage + static_cast<std::uint32_t>(below(row.passage_count));
      passage_ = ref.text->passage(ordinal);
      text::analyse(passage_, analysis_);
      return sentences();
    }
  }

  /// A day on which something appeared.
  temporal::Day day() {
    for (std::size_t i = 0; i < most_tries; ++i) {
      const ArticleRef& ref = article();
      const store::ArticleRow& row = ref.text->articles()[ref.ordinal];
      if (row.knows(temporal::Precision::Day)) return temporal::Day::from_serial(row.published_day);
    }
    throw std::runtime_error("the database holds no dated article");
  }

  /// A word to search for: letters only, two or more, no stop word.
  bool topical(const std::string& word) const {
    return word.size() >= 2 && !stopwords_.contains(word);
  }

 private:
  std::vector<Sentence> sentences() const {
    std::vector<Sentence> result;
    for (const text::Sentence& sentence : analysis_.sentences) {
      result.emplace_back();
      for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
        const std::string_view word = analysis_.tokens.text(i);
        const bool plain =
            std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        result.back().words.emplace_back(plain ? word : "");
      }
    }
    return result;
  }

  text::Stopwords stopwords_;
  std::mt19937_64 draw_;
  std::vector<ArticleRef> articles_;
  text::Analysis analysis_;
  std::string passage_;
};

/// Draw until `make` gives `count` queries.
template <typename Make>
QueryClass fill(std::string name, std::size_t count, Make make) {
  QueryClass result{std::move(name), {}};
  for (std::size_t i = 0; i < most_tries && result.queries.size() < count; ++i) {
    if (const std::optional<std::string> query = make()) result.queries.push_back(*query);
  }
  return result;
}

std::string quote(const Words& words) {
  return fmt::format("\"{}\"", fmt::join(words, " "));
}

/// `count` words in a row of a sentence.
std::optional<std::string> phrase(Drawer& drawer, std::size_t count) {
  const std::vector<Sentence> sentences = drawer.passage();
  if (sentences.empty()) return {};
  const Words& words = sentences[drawer.below(sentences.size())].words;
  if (words.size() < count) return {};
  const auto first =
      words.begin() + static_cast<std::ptrdiff_t>(drawer.below(words.size() - count + 1));
  const Words chosen(first, first + static_cast<std::ptrdiff_t>(count));
  const bool plain = std::none_of(chosen.begin(), chosen.end(), [](auto& w) { return w.empty(); });
  if (!plain || !drawer.topical(chosen.front()) || !drawer.topical(chosen.back())) return {};
  return quote(chosen);
}

/// Two different words of a sentence, at most `distance` apart.
std::optional<Words> pair(Drawer& drawer, std::size_t distance) {
  const std::vector<Sentence> sentences = drawer.passage();
  if (sentences.empty()) return {};
  const Words& words = sentences[drawer.below(sentences.size())].words;
  if (words.size() < 2) return {};
  const std::size_t left = drawer.below(words.size() - 1);
  const std::size_t right = left + 1 + drawer.below(std::min(distance, words.size() - 1 - left));
  if (!drawer.topical(words[left]) || !drawer.topical(words[right]) || words[left] == words[right])
    return {};
  return Words{words[left], words[right]};
}

/// Different words of a passage.
std::optional<Words> together(Drawer& drawer, std::size_t count) {
  Words all;
  for (const Sentence& sentence : drawer.passage())
    for (const std::string& word : sentence.words)
      if (drawer.topical(word)) all.push_back(word);
  Words chosen;
  for (std::size_t i = 0; i < count && !all.empty(); ++i)
    chosen.push_back(all[drawer.below(all.size())]);
  std::sort(chosen.begin(), chosen.end());
  const bool different = std::unique(chosen.begin(), chosen.end()) == chosen.end();
  if (chosen.size() < count || !different) return {};
  return chosen;
}

QueryClass frequent_phrases(Drawer& drawer, std::size_t count) {
  std::map<std::pair<std::string, std::string>, std::size_t> pairs;
  for (std::size_t i = 0; i < count * 100; ++i) {
    for (const Sentence& sentence : drawer.passage()) {
      for (std::size_t at = 1; at < sentence.words.size(); ++at) {
        const std::string &left = sentence.words[at - 1], &right = sentence.words[at];
        if (drawer.topical(left) && drawer.topical(right)) ++pairs[{left, right}];
      }
    }
  }
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (const auto& [words, times] : pairs)
    sorted.emplace_back(times, quote({words.first, words.second}));
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  QueryClass result{"frequent phrases", {}};
  for (std::size_t i = 0; i < std::min(count, sorted.size()); ++i)
    result.queries.push_back(sorted[i].second);
  return result;
}

/// Equal parts of one to eight words.
QueryClass mixed(Drawer& drawer, const std::string& name, std::size_t count) {
  QueryClass result{name, {}};
  for (std::size_t i = 0; i < count; ++i)
    result.queries.push_back(
        fmt::format("{}", fmt::join(drawer.headline(i % most_words + 1), " ")));
  return result;
}

QueryClass dated(Drawer& drawer, const std::string& name, std::size_t count, int days) {
  QueryClass result = mixed(drawer, name, count);
  for (std::string& query : result.queries) {
    const temporal::Day first = drawer.day();
    query += fmt::format(" published:{}..{}", first.iso(), first.plus_days(days - 1).iso());
  }
  return result;
}

}  // namespace

std::vector<QueryClass> draw_queries(const store::Database& database, std::size_t count,
                                     std::uint64_t seed) {
  Drawer drawer(database, seed);
  std::vector<QueryClass> classes;
  for (std::size_t words = 1; words <= most_words; ++words) {
    classes.push_back(
        fill(fmt::format("words {}", words), count, [&]() -> std::optional<std::string> {
          return fmt::format("{}", fmt::join(drawer.headline(words), " "));
        }));
  }
  classes.push_back(mixed(drawer, "mix", count * most_words));
  // The same queries three times, so that the difference is what the results or the facets take.
  QueryClass some = mixed(drawer, "mix, some of it", count);
  classes.push_back(some);
  some.name = "same, results shown";
  some.load = true;
  classes.push_back(some);
  some.name = "same, 3 facets";
  some.load = false;
  some.facets = {"person", "org", "place"};
  classes.push_back(some);
  classes.push_back(dated(drawer, "mix, a week", count, 7));
  classes.push_back(dated(drawer, "mix, a month", count, 30));
  classes.push_back(dated(drawer, "mix, ten months", count, 304));
  classes.push_back(fill("phrases of 2", count, [&] { return phrase(drawer, 2); }));
  classes.push_back(fill("phrases of 3", count, [&] { return phrase(drawer, 3); }));
  classes.push_back(frequent_phrases(drawer, count));
  const auto join = [](const std::optional<Words>& words, const char* by) {
    return words ? std::optional(fmt::format("{}", fmt::join(*words, by))) : std::nullopt;
  };
  classes.push_back(
      fill("NEAR/8", count, [&] { return join(pair(drawer, near_words), " NEAR/8 "); }));
  classes.push_back(fill("/s", count, [&] { return join(pair(drawer, SIZE_MAX), " /s "); }));
  classes.push_back(fill("AND of 2", count, [&] { return join(together(drawer, 2), " AND "); }));
  classes.push_back(fill("AND of 3", count, [&] { return join(together(drawer, 3), " AND "); }));
  classes.push_back(fill("article(AND of 2)", count, [&]() -> std::optional<std::string> {
    const auto words = join(together(drawer, 2), " AND ");
    return words ? std::optional("article(" + *words + ')') : std::nullopt;
  }));
  classes.push_back(fill("wildcards", count, [&]() -> std::optional<std::string> {
    const std::optional<Words> word = together(drawer, 1);
    if (!word || word->front().size() < 6) return {};
    return word->front().substr(0, 4) + '*';
  }));
  return classes;
}

}  // namespace dateline::bench
