#include "train/exchange.hh"

#include <cmath>
#include <cstdio>

namespace dateline::train {
namespace {

/// n log n, from a table where n is small.
class Entropy {
 public:
  Entropy() : table_(1 << 16) {
    for (std::size_t n = 1; n < table_.size(); ++n)
      table_[n] = static_cast<float>(static_cast<double>(n) * std::log(static_cast<double>(n)));
  }
  double operator()(std::uint64_t n) const {
    if (n < table_.size()) return static_cast<double>(table_[n]);
    return static_cast<double>(n) * std::log(static_cast<double>(n));
  }

 private:
  std::vector<float> table_;
};

struct Neighbour {
  std::uint32_t word, count;
};

/// Lists of neighbours, one after another.
struct Lists {
  std::vector<std::uint32_t> begin;
  std::vector<Neighbour> items;
};

Lists lists(std::uint32_t words, const std::vector<Pair>& pairs, bool of_first) {
  Lists out;
  out.begin.assign(words + 1, 0);
  for (const Pair& pair : pairs) ++out.begin[(of_first ? pair.a : pair.b) + 1];
  for (std::uint32_t w = 0; w < words; ++w) out.begin[w + 1] += out.begin[w];
  out.items.resize(pairs.size());
  std::vector<std::uint32_t> at(out.begin.begin(), out.begin.end() - 1);
  for (const Pair& pair : pairs) {
    if (of_first) {
      out.items[at[pair.a]++] = {pair.b, pair.count};
    } else {
      out.items[at[pair.b]++] = {pair.a, pair.count};
    }
  }
  return out;
}

class Exchange {
 public:
  Exchange(std::uint32_t words, const std::vector<Pair>& pairs, std::uint32_t classes)
      : classes_(classes),
        after_(lists(words, pairs, true)),
        before_(lists(words, pairs, false)),
        class_(words),
        rows_(std::size_t{classes} * classes),
        columns_(rows_.size()),
        left_(classes),
        right_(classes) {
    for (std::uint32_t w = 0; w < words; ++w) class_[w] = w % classes;
    for (const Pair& pair : pairs) count(class_[pair.a], class_[pair.b], pair.count);
  }

  /// Move each word to where it fits best; returns how many moved.
  std::uint32_t round() {
    std::uint32_t moved = 0;
    for (std::uint32_t w = 0; w < class_.size(); ++w) {
      const std::uint32_t old = class_[w];
      gather(w);
      shift(old, -1);
      const std::uint32_t best = choose(old);
      shift(best, 1);
      class_[w] = best;
      if (best != old) ++moved;
      for (const auto& [c, n] : out_) sums_out_[c] = 0;
      for (const auto& [c, n] : in_) sums_in_[c] = 0;
    }
    return moved;
  }

  std::vector<std::uint32_t> result() && { return std::move(class_); }

 private:
  struct Part {
    std::uint32_t c;
    std::int64_t n;
  };

  void count(std::uint32_t a, std::uint32_t b, std::int64_t n) {
    rows_[std::size_t{a} * classes_ + b] += n;
    columns_[std::size_t{b} * classes_ + a] += n;
    left_[a] += n;
    right_[b] += n;
  }

  /// The word's neighbours by class, itself apart.
  void gather(std::uint32_t w) {
    sums_out_.resize(classes_);
    sums_in_.resize(classes_);
    out_.clear();
    in_.clear();
    self_ = 0;
    total_out_ = total_in_ = 0;
    for (std::uint32_t i = after_.begin[w]; i < after_.begin[w + 1]; ++i) {
      const Neighbour& n = after_.items[i];
      if (n.word == w) {
        self_ += n.count;
        continue;
      }
      const std::uint32_t c = class_[n.word];
      if (sums_out_[c] == 0) out_.push_back({c, 0});
      sums_out_[c] += n.count;
      total_out_ += n.count;
    }
    for (std::uint32_t i = before_.begin[w]; i < before_.begin[w + 1]; ++i) {
      const Neighbour& n = before_.items[i];
      if (n.word == w) continue;
      const std::uint32_t c = class_[n.word];
      if (sums_in_[c] == 0) in_.push_back({c, 0});
      sums_in_[c] += n.count;
      total_in_ += n.count;
    }
    for (Part& part : out_) part.n = sums_out_[part.c];
    for (Part& part : in_) part.n = sums_in_[part.c];
  }

  void shift(std::uint32_t k, std::int64_t sign) {
    for (const Part& part : out_) count(k, part.c, sign * part.n);
    for (const Part& part : in_) count(part.c, k, sign * part.n);
    if (self_ > 0) count(k, k, sign * self_);
  }

  std::uint32_t choose(std::uint32_t old) const {
    double top = -1e300;
    std::uint32_t best = old;
    for (std::uint32_t k = 0; k < classes_; ++k) {
      const std::int64_t* row = rows_.data() + std::size_t{k} * classes_;
      const std::int64_t* column = columns_.data() + std::size_t{k} * classes_;
      double gain = 0;
      for (const Part& part : out_) {
        if (part.c != k) gain += f(row[part.c] + part.n) - f(row[part.c]);
      }
      for (const Part& part : in_) {
        if (part.c != k) gain += f(column[part.c] + part.n) - f(column[part.c]);
      }
      const std::int64_t own = sums_out_[k] + sums_in_[k] + self_;
      if (own > 0) gain += f(row[k] + own) - f(row[k]);
      gain -= f(left_[k] + total_out_ + self_) - f(left_[k]);
      gain -= f(right_[k] + total_in_ + self_) - f(right_[k]);
      if (gain > top + 1e-9) {
        top = gain;
        best = k;
      }
    }
    return best;
  }

  double f(std::int64_t n) const { return entropy_(static_cast<std::uint64_t>(n)); }

  Entropy entropy_;
  std::uint32_t classes_;
  Lists after_, before_;
  std::vector<std::uint32_t> class_;
  std::vector<std::int64_t> rows_, columns_;  ///< counts of class pairs, by first and by second
  std::vector<std::int64_t> left_, right_;
  std::vector<std::int64_t> sums_out_, sums_in_;
  std::vector<Part> out_, in_;
  std::int64_t self_ = 0, total_out_ = 0, total_in_ = 0;
};

}  // namespace

std::vector<std::uint32_t> exchange(std::uint32_t words, const std::vector<Pair>& pairs,
                                    std::uint32_t classes, unsigned rounds) {
  Exchange state(words, pairs, classes);
  for (unsigned round = 1; round <= rounds; ++round) {
    const std::uint32_t moved = state.round();
    std::fprintf(stderr, "exchange into %u classes, round %u: %u of %u words moved\n", classes,
                 round, moved, words);
    if (moved == 0) break;
  }
  return std::move(state).result();
}

}  // namespace dateline::train
