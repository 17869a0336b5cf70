// The forward file: the stems of every passage and headline in order, and the words that have them.
//
// Stems are numbered by how often they occur, so that the most frequent take one byte.
#pragma once

#include "store/ends.hh"
#include "store/lexicon.hh"
#include "store/packed_sections.hh"
#include "text/analysis.hh"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::store {

inline constexpr char forward_name[] = "forward.dl";

/// Collects a segment's token streams in document order.
///
/// A stream is: the byte length of its token part (varint); the stem numbers as varints; then, for
/// each sentence but the first, a varint (bytes of the token part since the sentence before) * 2 +
/// (1 if it begins a paragraph). Marks stand apart from the tokens so that the encoded bytes of a
/// phrase are searched for as they are, across sentences.
class ForwardWriter {
 public:
  /// Append the stream of sentences [first, last) of a body.
  /// in: stems, the stem number of every token of the analysis; prose, as Passage::prose
  void add_passage(const text::Analysis& body, const std::vector<std::uint32_t>& stems,
                   std::uint32_t first_sentence, std::uint32_t end_sentence,
                   std::uint8_t prose = 255);

  /// Append the stream of a headline.
  void add_title(const std::vector<std::uint32_t>& stems);

  /// Append a stream of another segment.
  /// in:     numbers, of its stems in this one
  /// errors: Error{Code::Database} if it has a stem that has no number
  void add_renumbered_passage(const struct TokenStream& stream,
                              const std::vector<std::uint32_t>& numbers, std::uint8_t prose);
  void add_renumbered_title(const TokenStream& stream, const std::vector<std::uint32_t>& numbers);

  std::uint64_t size_bytes() const { return passages_.size() + titles_.size(); }

  /// errors: as write_side_file()
  void write(const std::filesystem::path& path, const Vocabulary& vocabulary) const;

 private:
  std::string passages_, titles_;
  std::vector<std::uint64_t> passage_ends_{0}, title_ends_{0};
  std::vector<std::uint32_t> token_ends_{0}, title_token_ends_{0};
  std::string prose_;
};

/// The encoded stems of a phrase in one segment, ready to be searched for.
using EncodedPhrase = std::string;

/// One token stream.
struct TokenStream {
  std::string_view tokens;  ///< stem numbers as varints
  std::string_view marks;   ///< sentence marks, as ForwardWriter describes

  /// Whether the phrase occurs. Both ends of a match lie between two numbers.
  bool contains(const EncodedPhrase& phrase) const { return count(phrase, 1) > 0; }

  /// How often it occurs, overlaps left out, counting no further than `most`.
  unsigned count(const EncodedPhrase& phrase, unsigned most = UINT32_MAX) const;
};

/// A segment's forward file.
class ForwardFile {
 public:
  explicit ForwardFile(const SidePlace& place);

  /// Keep the sections within the tables of a self-contained segment.
  void put_into(Xapian::WritableDatabase& tables) const;

  std::uint64_t passages() const { return passage_ends_.size() - 1; }
  std::uint64_t titles() const { return title_ends_.size() - 1; }

  /// Tokens of all passages before an ordinal, which may be one past the last; likewise of
  /// headlines before an article.
  std::span<const std::uint32_t> tokens_before() const { return token_ends_; }
  std::span<const std::uint32_t> title_tokens_before() const { return title_token_ends_; }

  /// Share of a passage's tokens that stand in running text, of 255.
  std::uint8_t prose(std::uint32_t ordinal) const {
    return static_cast<std::uint8_t>(prose_[ordinal]);
  }

  TokenStream passage(std::uint32_t ordinal) const;
  TokenStream title(std::uint32_t article) const;

  std::uint32_t stem_count() const { return static_cast<std::uint32_t>(sorted_.size()); }
  std::string_view stem(std::uint32_t id) const;

  /// The number of the stem at a place among all in order of their bytes.
  std::uint32_t sorted_stem(std::uint32_t place) const;

  /// The number of a stem; nullopt if the segment does not have it.
  std::optional<std::uint32_t> find(std::string_view stem) const;

  /// nullopt if a stem is not in the segment, so that the phrase cannot be either.
  std::optional<EncodedPhrase> encode(const std::vector<std::string>& stems) const;

  /// The distinct folded words of the segment, in order of their bytes, and the stem of each.
  std::uint32_t word_count() const { return static_cast<std::uint32_t>(word_stems_.size()); }
  std::string_view word(std::uint32_t number) const;
  std::uint32_t word_stem(std::uint32_t number) const;

  /// The words that begin with a prefix: [first, second).
  std::pair<std::uint32_t, std::uint32_t> words_with(std::string_view prefix) const;

  const SideFile& file() const { return file_; }

 private:
  std::string_view stream(std::size_t section, const Ends& ends, std::uint32_t index) const;

  SideFile file_;
  std::string_view stem_bytes_, word_bytes_, passages_, titles_, prose_;
  PackedNumbers sorted_, word_stems_;
  std::span<const std::uint32_t> token_ends_, title_token_ends_;
  Ends stem_ends_, word_ends_, passage_ends_, title_ends_;
};

}  // namespace dateline::store
