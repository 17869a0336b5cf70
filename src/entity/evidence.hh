// What is known of an article's pieces before labels are chosen: word classes, names, islands, other
// occurrences; and the features made of it.
#pragma once

#include "entity/model.hh"
#include "entity/pieces.hh"

#include <cstdint>
#include <vector>

namespace dateline::entity {

/// A stretch of pieces that may hold mentions, [begin, end); everything between islands is outside.
struct Island {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t sentence = 0;
};

/// At most so many features does a piece have; more are dropped.
inline constexpr std::size_t max_features = 192;

/// The features of one piece, as hashes.
struct FeatureList {
  std::uint32_t size = 0;
  std::uint64_t hashes[max_features];

  void add(std::uint64_t hash) {
    if (size < max_features) hashes[size++] = hash;
  }
};

/// The evidence of one article. Reused between articles; valid while pieces and model live.
class Evidence {
 public:
  explicit Evidence(const Model& model) : model_(model) {}

  void assign(const Pieces& pieces);

  const std::vector<Island>& islands() const { return islands_; }

  /// The features of a piece of an island.
  void features(const Island& island, std::uint32_t i, FeatureList& out) const;

  /// For each piece of an island with capitals, the others alike, at most this many.
  static constexpr std::size_t max_occurrences = 4;

 private:
  struct Facts {
    std::uint16_t word_class = 0;
    std::uint8_t capitals = 0, frequency = 0;
    std::uint16_t alone = 0;    ///< NameTypes of the piece
    std::uint16_t begins = 0;   ///< … of longer names that begin here
    std::uint16_t goes_on = 0;  ///< … of longer names that began before
  };
  /// All occurrences of one folded form that stand in islands.
  struct Word {
    std::uint64_t fold = 0;
    std::uint32_t round = 0;
    std::uint32_t count = 0;
    std::uint32_t small = 0;  ///< occurrences without capitals
    std::uint32_t first[max_occurrences];
  };

  void find_facts();
  void find_names(const PieceSentence& sentence);
  void find_islands(std::uint32_t index);
  void find_words();
  bool capital(const PieceSentence& sentence, std::uint32_t i) const;
  bool fills_gap(std::uint32_t i) const;
  Word& word(std::uint64_t fold);
  const Word* find_word(std::uint64_t fold) const;

  void own_features(const PieceSentence& sentence, std::uint32_t i, FeatureList& out) const;
  void class_features(const PieceSentence& sentence, std::uint32_t i, FeatureList& out) const;
  void name_features(const PieceSentence& sentence, std::uint32_t i, FeatureList& out) const;
  void article_features(std::uint32_t i, FeatureList& out) const;

  const Model& model_;
  const Pieces* pieces_ = nullptr;
  std::vector<Facts> facts_;
  std::vector<Island> islands_;
  std::vector<Word> words_ = std::vector<Word>(1024);
  std::size_t used_ = 0;
  std::uint32_t round_ = 0;
};

/// What names are looked up by: the folded form without a final stop.
std::uint64_t name_key(const Pieces& pieces, std::uint32_t i);

}  // namespace dateline::entity
