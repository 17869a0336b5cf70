// Labelled articles as chains of features, and back: what the tagger would see of them.
#pragma once

#include "entity/decode.hh"
#include "entity/evidence.hh"
#include "entity/majority.hh"
#include "entity/pieces.hh"
#include "train/columns.hh"
#include "train/crf.hh"

#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::train {

/// How an article is written for training.
enum class Copy : std::uint8_t { AsIs, Capitals, Small, Headline, Modern };

/// An article's text in another case; bytes stay where they are (ASCII letters only).
std::string recased(std::string_view body, Copy copy);

/// The article with abbreviations of capitals written without stops (`US`, `UN`), as most do today; nothing if
/// it has none.
std::optional<LabelledArticle> without_stops(const LabelledArticle& article);

/// One article of the set.
struct Item {
  const LabelledArticle* article = nullptr;
  Copy copy = Copy::AsIs;
  std::uint32_t source = 0;  ///< number of the article; copies share it
  float weight = 1;
  entity::Pieces pieces;
  std::vector<entity::Island> islands;
  std::vector<entity::Label> gold;         ///< of each piece
  std::uint32_t first_chain = 0;           ///< its islands are chains from here on
  std::vector<entity::Label> first_stage;  ///< what the first stage says of each piece
};

/// Numbers features by their hashes.
class FeatureNumbers {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  /// Number all features that occur at least `least` times, in the order of their hashes.
  void assign(std::vector<std::uint64_t> hashes, unsigned least, std::uint32_t from);
  std::uint32_t number(std::uint64_t hash) const {
    const auto found = numbers_.find(hash);
    return found == numbers_.end() ? none : found->second;
  }
  const std::vector<std::uint64_t>& hashes() const { return hashes_; }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::vector<std::uint64_t> hashes_;
};

/// The set.
class Dataset {
 public:
  /// in: model, for its tables of words and names
  Dataset(const entity::Model& model, const std::vector<LabelledArticle>& articles, bool copies,
          float copy_weight);

  std::vector<Item>& items() { return items_; }

  /// Chains with the features of the first stage.
  Chains first_stage(unsigned least);
  /// The same with those of the second, made of what items' first_stage says.
  Chains second_stage(const Chains& first, unsigned least);

  const FeatureNumbers& first_numbers() const { return first_; }
  const FeatureNumbers& second_numbers() const { return second_; }

  /// Mentions of which no piece is in an island, or whose ends are inside pieces.
  std::uint32_t lost() const { return lost_; }

 private:
  void add(const LabelledArticle& article, std::uint32_t source, Copy copy, float weight);

  entity::Evidence evidence_;
  std::vector<Item> items_;
  std::list<LabelledArticle> rewritten_;  ///< articles that items point to
  FeatureNumbers first_, second_;
  std::uint32_t lost_ = 0;
};

/// Label the article of an item by a stage's weights.
void predict(const Chains& chains, const Crf& crf, const Item& item,
             std::vector<entity::Label>& out);

/// Found against gold, by kind.
struct Score {
  std::uint32_t right[entity::class_count] = {}, found[entity::class_count] = {},
                gold[entity::class_count] = {};

  void add(const std::vector<GoldMention>& expected, const std::vector<GoldMention>& got);
  /// Of the first `kinds` kinds together.
  double f1(std::size_t kinds) const;
  void print(const char* what) const;
};

/// Mentions of pieces as mentions of bytes; all in the body.
std::vector<GoldMention> in_bytes(const entity::Pieces& pieces,
                                  const std::vector<entity::Found>& found);

}  // namespace dateline::train
