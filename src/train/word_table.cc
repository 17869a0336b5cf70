#include "train/word_table.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "corpus/reader.hh"
#include "entity/pieces.hh"
#include "train/columns.hh"
#include "train/exchange.hh"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <unordered_map>
#include <utility>

namespace dateline::train {
namespace {

/// Words that every vocabulary begins with.
enum Special : std::uint32_t { Rare, Number, Border, SpecialCount };

constexpr std::uint32_t first_bit = 1u << 31, border_token = first_bit - 1,
                        number_token = first_bit - 2;

/// The text as numbers of words; a word at the head of its sentence has first_bit.
class Stream {
 public:
  void add(std::string_view title, std::string_view body) {
    text::analyse_line(title, title_);
    text::analyse(body, body_);
    const entity::TaggerInput input{title, title_, body, body_};
    pieces_.assign(input);
    for (const entity::PieceSentence& sentence : pieces_.sentences) {
      if (sentence.casing != entity::Casing::Sentence || sentence.table) continue;
      const std::string_view text = sentence.part == entity::Part::Title ? title : body;
      tokens_.push_back(border_token);
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        const entity::Piece& piece = pieces_.items[i];
        if (piece.flags & entity::PieceDigit) {
          tokens_.push_back(number_token);
          continue;
        }
        std::string word(text.substr(piece.begin, piece.end - piece.begin));
        const std::uint32_t id = intern(word);
        if (folds_.size() < words_.size()) {
          std::string folded(pieces_.text(i));
          folds_.push_back(intern_fold(folded));
          capital_.push_back((piece.flags & entity::PieceCapital) != 0);
          folded_.push_back(std::move(folded));
        }
        const bool first = (piece.flags & entity::PieceFirst) != 0;
        if (!first) {
          auto& counts = by_fold_[folds_[id]];
          ++(capital_[id] ? counts.first : counts.second);
        }
        tokens_.push_back(first ? id | first_bit : id);
      }
    }
  }

  WordTable table(const WordOptions& options) const;

 private:
  std::uint32_t intern(const std::string& word) {
    const auto [at, added] = ids_.emplace(word, static_cast<std::uint32_t>(words_.size()));
    if (added) words_.push_back(word);
    return at->second;
  }
  std::uint32_t intern_fold(const std::string& word) {
    const auto [at, added] = fold_ids_.emplace(word, static_cast<std::uint32_t>(by_fold_.size()));
    if (added) by_fold_.emplace_back();
    return at->second;
  }

  text::Analysis title_, body_;
  entity::Pieces pieces_;
  std::unordered_map<std::string, std::uint32_t> ids_, fold_ids_;
  std::vector<std::string> words_, folded_;
  std::vector<std::uint32_t> folds_;
  std::vector<bool> capital_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      by_fold_;  ///< inside sentences: capital, small
  std::vector<std::uint32_t> tokens_;
};

std::uint8_t capitals_of(std::pair<std::uint32_t, std::uint32_t> counts) {
  const double share =
      counts.first / std::max(1.0, static_cast<double>(counts.first + counts.second));
  if (counts.first + counts.second == 0) return 0;
  return static_cast<std::uint8_t>(share < 0.02   ? 1
                                   : share < 0.1  ? 2
                                   : share < 0.35 ? 3
                                   : share < 0.65 ? 4
                                   : share < 0.9  ? 5
                                   : share < 0.98 ? 6
                                                  : 7);
}

WordTable Stream::table(const WordOptions& options) const {
  // A word at the head of a sentence counts as the small one if that is what it mostly is.
  std::vector<std::uint32_t> inner(words_.size());
  for (std::uint32_t id = 0; id < words_.size(); ++id) {
    const auto small = ids_.find(folded_[id]);
    const auto& counts = by_fold_[folds_[id]];
    const bool lower = capital_[id] && counts.second > counts.first && small != ids_.end();
    inner[id] = lower ? small->second : id;
  }
  std::vector<std::uint32_t> frequency(words_.size());
  const auto word_of = [&](std::uint32_t token) {
    return token & first_bit ? inner[token & ~first_bit] : token;
  };
  for (std::uint32_t token : tokens_) {
    if (token < number_token || token & first_bit) ++frequency[word_of(token)];
  }
  std::vector<std::uint32_t> order(words_.size());
  for (std::uint32_t id = 0; id < order.size(); ++id) order[id] = id;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return frequency[a] != frequency[b] ? frequency[a] > frequency[b] : words_[a] < words_[b];
  });
  order.resize(std::min<std::size_t>(order.size(), options.words));
  std::vector<std::uint32_t> number(words_.size(), Rare);
  for (std::uint32_t i = 0; i < order.size(); ++i) number[order[i]] = i + SpecialCount;

  std::vector<std::uint64_t> pairs(tokens_.size() > 0 ? tokens_.size() - 1 : 0);
  std::uint32_t last = Border;
  for (std::size_t t = 0; t < tokens_.size(); ++t) {
    const std::uint32_t token = tokens_[t];
    const std::uint32_t now = token == border_token   ? std::uint32_t{Border}
                              : token == number_token ? std::uint32_t{Number}
                                                      : number[word_of(token)];
    if (t > 0) pairs[t - 1] = std::uint64_t{last} << 32 | now;
    last = now;
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<Pair> counted;
  for (std::size_t i = 0; i < pairs.size();) {
    std::size_t end = i;
    while (end < pairs.size() && pairs[end] == pairs[i]) ++end;
    counted.push_back({static_cast<std::uint32_t>(pairs[i] >> 32),
                       static_cast<std::uint32_t>(pairs[i]), static_cast<std::uint32_t>(end - i)});
    i = end;
  }
  std::fprintf(stderr, "%zu tokens, %zu words, %zu kept (least frequency %u), %zu pairs\n",
               tokens_.size(), words_.size(), order.size(),
               order.empty() ? 0 : frequency[order.back()], counted.size());
  const auto words = static_cast<std::uint32_t>(order.size() + SpecialCount);
  const std::vector<std::uint32_t> fine = exchange(words, counted, options.fine, options.rounds);

  /// The classes themselves are the words of the coarser round.
  const auto coarser = [&](const std::vector<std::uint32_t>& of, std::uint32_t from,
                           std::uint32_t to) {
    std::vector<std::uint32_t> sums(std::size_t{from} * from);
    for (const Pair& pair : counted)
      sums[std::size_t{of[pair.a]} * from + of[pair.b]] += pair.count;
    std::vector<Pair> between;
    for (std::uint32_t a = 0; a < from; ++a)
      for (std::uint32_t b = 0; b < from; ++b)
        if (sums[std::size_t{a} * from + b] > 0)
          between.push_back({a, b, sums[std::size_t{a} * from + b]});
    return exchange(from, between, to, 20);
  };
  const std::vector<std::uint32_t> middle = coarser(fine, options.fine, options.middle);
  std::vector<std::uint32_t> by_word(words);
  for (std::uint32_t w = 0; w < words; ++w) by_word[w] = middle[fine[w]];
  const std::vector<std::uint32_t> coarse = coarser(by_word, options.middle, options.coarse);

  WordTable out;
  out.coarse.resize(1024);
  for (std::uint32_t c = 0; c < options.fine; ++c) {
    out.coarse[c + 1] = {static_cast<std::uint8_t>(middle[c] + 1),
                         static_cast<std::uint8_t>(coarse[middle[c]] + 1)};
  }
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    const std::uint32_t id = order[i];
    const double power = std::log2(frequency[id] + 1.0) / 2.2;
    out.rows.push_back(
        {words_[id],
         {static_cast<std::uint16_t>(fine[i + SpecialCount] + 1), capitals_of(by_fold_[folds_[id]]),
          static_cast<std::uint8_t>(std::clamp(power, 1.0, 7.0))}});
  }
  return out;
}

}  // namespace

WordTable make_word_table(const std::vector<std::string>& paths,
                          const std::vector<std::string>& columns, const WordOptions& options) {
  Stream stream;
  for (const std::string& path : columns) {
    for (const LabelledArticle& article : read_columns(path)) stream.add({}, article.body);
  }
  corpus::ReadCounts counts;
  corpus::read_corpus(
      paths, {}, counts, [](const base::Issue&) {},
      [&](corpus::Article& article) {
        if (article.language.empty() || article.language.starts_with("en"))
          stream.add(article.title, article.body);
        return true;
      });
  return stream.table(options);
}

void save_word_table(const std::filesystem::path& path, const WordTable& table) {
  std::ofstream out(path);
  for (std::size_t c = 0; c < table.coarse.size(); ++c)
    out << "!\t" << c << '\t' << int{table.coarse[c].middle} << '\t' << int{table.coarse[c].coarse}
        << '\n';
  for (const WordRow& row : table.rows)
    out << row.word << '\t' << row.facts.word_class << '\t' << int{row.facts.capitals} << '\t'
        << int{row.facts.frequency} << '\n';
  if (!out.flush()) throw base::Error(base::Code::Input, "cannot be written", {}, path.string());
}

WordTable load_word_table(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) throw base::Error(base::Code::Input, "cannot be read", {}, path.string());
  WordTable table;
  table.coarse.resize(1024);
  std::string line;
  std::size_t number = 0;
  while (std::getline(in, line)) {
    const std::size_t tab = line.find('\t');
    unsigned a = 0, b = 0, c = 0;
    if (tab == std::string::npos || std::sscanf(line.c_str() + tab, "%u %u %u", &a, &b, &c) != 3 ||
        a > 1023)
      throw base::Error(base::Code::Input, "no table of words", {}, path.string());
    if (number++ < 1024) {
      table.coarse[a] = {static_cast<std::uint8_t>(b), static_cast<std::uint8_t>(c)};
    } else {
      table.rows.push_back({line.substr(0, tab),
                            {static_cast<std::uint16_t>(a), static_cast<std::uint8_t>(b),
                             static_cast<std::uint8_t>(c)}});
    }
  }
  return table;
}

}  // namespace dateline::train
