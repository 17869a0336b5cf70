// The trained model: one file, mapped into memory, holding hashes and numbers only.
#pragma once

#include "entity/labels.hh"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace dateline::entity {

/// Version of the file and of what its hashes mean (pieces, features): increase with either.
inline constexpr std::uint32_t model_version = 1;

/// Stages of the tagger: the second knows what the first found in the whole article.
inline constexpr std::size_t stage_count = 2;
inline constexpr std::size_t row_size = stage_count * label_count;

/// What is known of a word from text without labels.
struct WordFacts {
  std::uint16_t word_class = 0;  ///< 0: not among the words clustered
  std::uint8_t capitals = 0;     ///< 1-7: how often it has a capital inside sentences; 0: unknown
  std::uint8_t frequency = 0;    ///< 0-7, by powers
};

/// Kinds of names and words that a sequence of pieces can be, combined by `|`.
enum NameType : std::uint16_t {
  TypePerson = 1 << 0,
  TypeGiven = 1 << 1,
  TypeFamily = 1 << 2,
  TypeCountry = 1 << 3,
  TypePlace = 1 << 4,
  TypeOrganisation = 1 << 5,
  TypeDemonym = 1 << 6,
  TypeTitle = 1 << 7,
  TypePosition = 1 << 8,
  TypeOrgNoun = 1 << 9,
  TypeLegalForm = 1 << 10,
  TypeCommon = 1 << 11,
  TypeCalendar = 1 << 12,
  TypePlaceNoun = 1 << 13,
  TypeOrgHead = 1 << 14,
  TypeNothing = 1 << 15,
};
inline constexpr std::size_t name_type_count = 16;
/// The longest name looked up, in pieces.
inline constexpr std::size_t max_name_pieces = 5;

/// Numbers at the head of the file.
struct ModelHeader {
  std::uint32_t magic = 0x4D4E4C44;  // "DLNM"
  std::uint32_t version = model_version;
  std::uint64_t digest = 0;  ///< of everything after the header
  std::uint32_t feature_slots = 0;
  std::uint32_t word_slots = 0;
  std::uint32_t name_slots = 0;
  std::uint32_t class_slots = 0;           ///< word classes, each with its coarser ones
  std::array<float, stage_count> scale{};  ///< of the weights
  std::array<std::array<float, step_count>, stage_count> step{};
};

/// A slot of the tables of words and names.
struct ModelSlot {
  std::uint16_t mark = 0;  ///< rest of the hash; 0: free
  std::uint16_t value = 0;
};

/// The coarser classes that hold a class.
struct CoarseClass {
  std::uint8_t middle = 0, coarse = 0;
};

/// The place of a hash in a table of any size, and the mark that tells it from its neighbours.
inline std::uint32_t slot_of(std::uint64_t hash, std::uint32_t slots) {
  return static_cast<std::uint32_t>((hash >> 32) * slots >> 32);
}
inline std::uint16_t mark_of(std::uint64_t hash) {
  const auto mark = static_cast<std::uint16_t>(hash);
  return mark == 0 ? 1 : mark;
}

/// The model, read only; shared by any number of taggers.
class Model {
 public:
  /// errors: Error{Code::Data} if the file is missing, damaged or of another version
  explicit Model(const std::filesystem::path& path);
  ~Model();
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  /// Weights of a feature: label_count for each stage; nullptr if it has none.
  const std::int8_t* row(std::uint64_t feature) const {
    const std::uint16_t mark = mark_of(feature);
    for (std::uint32_t at = slot_of(feature, header_->feature_slots);;
         at = next(at, header_->feature_slots)) {
      if (marks_[at] == mark) return rows_ + std::size_t{at} * row_size;
      if (marks_[at] == 0) return nullptr;
    }
  }
  void prefetch(std::uint64_t feature) const {
    __builtin_prefetch(marks_ + slot_of(feature, header_->feature_slots));
  }

  WordFacts word(std::uint64_t hash) const;
  /// NameTypes of a sequence; 0 if unknown.
  std::uint16_t name(std::uint64_t hash) const { return find(names_, header_->name_slots, hash); }
  CoarseClass coarse(std::uint16_t word_class) const { return classes_[word_class]; }

  float scale(std::size_t stage) const { return header_->scale[stage]; }
  const std::array<float, step_count>& step(std::size_t stage) const {
    return header_->step[stage];
  }
  std::uint64_t digest() const { return header_->digest; }
  std::size_t size_bytes() const { return size_; }

 private:
  static std::uint32_t next(std::uint32_t at, std::uint32_t slots) {
    return at + 1 == slots ? 0 : at + 1;
  }
  static std::uint16_t find(const ModelSlot* table, std::uint32_t slots, std::uint64_t hash) {
    const std::uint16_t mark = mark_of(hash);
    for (std::uint32_t at = slot_of(hash, slots);; at = next(at, slots)) {
      if (table[at].mark == mark) return table[at].value;
      if (table[at].mark == 0) return 0;
    }
  }

  const char* data_ = nullptr;
  std::size_t size_ = 0;
  const ModelHeader* header_ = nullptr;
  const std::uint16_t* marks_ = nullptr;
  const std::int8_t* rows_ = nullptr;
  const ModelSlot* words_ = nullptr;
  const ModelSlot* names_ = nullptr;
  const CoarseClass* classes_ = nullptr;
};

/// The model of the data root, mapped at first use and shared.
const Model& standard_model();

}  // namespace dateline::entity
