// One text of an article as the rules see it: tokens with what is known of them, gaps, sentence
// styles.
#pragma once

#include "entity/gazetteer.hh"
#include "text/analysis.hh"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::entity {

/// What stands between a token and the one before it.
enum class Gap : std::uint8_t {
  Start,       ///< the token begins its sentence
  Blank,       ///< white space
  Hyphen,      ///< `-` or a dash without blanks
  Stop,        ///< a full stop and perhaps white space
  Ampersand,   ///< `&`
  Possessive,  ///< `'s ` or `s' `
  Comma,       ///< a comma and white space
  Slash,       ///< `/`
  Opening,     ///< ends a clause: a quotation mark, a colon, a bullet
  Break,       ///< anything else
};

/// How a sentence uses capitals.
enum class Style : std::uint8_t {
  Sentence,  ///< only names have them
  Title,     ///< most words have them, as in headlines
  Caps,      ///< there are no small letters
};

/// Words seen in lower case, by hash: one bit each, so now and then a word too many.
class SeenWords {
 public:
  SeenWords() : bits_(1024) {}
  void clear() { bits_.assign(bits_.size(), 0); }
  void add(std::uint64_t hash) { bits_[hash >> 6 & 1023] |= std::uint64_t{1} << (hash & 63); }
  bool has(std::uint64_t hash) const { return (bits_[hash >> 6 & 1023] >> (hash & 63) & 1) != 0; }

 private:
  std::vector<std::uint64_t> bits_;
};

/// A known sequence found in the text; length 0 if none was.
struct Match {
  std::uint32_t length = 0;  ///< in tokens
  const Sense* sense = nullptr;
};

/// The view. Reused between articles; valid while text, analysis and gazetteer live.
class ArticleView {
 public:
  /// seen: gets the words in lower case
  void assign(Part part, std::string_view text, const text::Analysis& analysis,
              const Gazetteer& gazetteer, SeenWords& seen);

  Part part() const { return part_; }
  std::string_view text() const { return text_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }
  const std::vector<text::Sentence>& sentences() const { return analysis_->sentences; }
  Style style(std::size_t sentence) const { return styles_[sentence]; }

  const text::Token& token(std::uint32_t i) const { return analysis_->tokens[i]; }
  std::uint64_t hash(std::uint32_t i) const { return tokens_[i].hash; }
  Gap gap(std::uint32_t i) const { return tokens_[i].gap; }
  bool is(std::uint32_t i, Roles any) const {
    return tokens_[i].sense != nullptr && tokens_[i].sense->is(any);
  }
  bool capital(std::uint32_t i) const { return (token(i).flags & text::Capital) != 0; }
  bool all_caps(std::uint32_t i) const { return (token(i).flags & text::AllCaps) != 0; }
  /// Whether the token alone names something, acronyms only if written so.
  bool named(std::uint32_t i) const;
  /// A single letter, or letters with stops: `J.`, `J.P.`.
  bool initial(std::uint32_t i) const;
  /// Where a word has a capital for its place alone.
  bool opens(std::uint32_t i) const { return gap(i) == Gap::Start || gap(i) == Gap::Opening; }

  /// Hash of the sequence [begin, end), not empty.
  std::uint64_t sequence(std::uint32_t begin, std::uint32_t end) const;

  /// The longest sequence at `begin`, ending by `limit`, that is known as a name or is blocked.
  Match longest_name(std::uint32_t begin, std::uint32_t limit) const;
  /// The longest one that has one of the roles.
  Match longest_role(std::uint32_t begin, std::uint32_t limit, Roles any) const;

  /// The bytes of tokens [begin, end), white space folded to single blanks.
  std::string written(std::uint32_t begin, std::uint32_t end) const;

 private:
  struct Facts {
    std::uint64_t hash;
    const Sense* sense;  ///< of the token alone
    Gap gap;
  };

  Gap gap_between(std::uint32_t from, std::uint32_t to) const;
  Style style_of(const text::Sentence& sentence) const;
  template <class Accept>
  Match longest(std::uint32_t begin, std::uint32_t limit, Accept accept) const;

  Part part_ = Part::Body;
  std::string_view text_;
  const text::Analysis* analysis_ = nullptr;
  const Gazetteer* gazetteer_ = nullptr;
  std::vector<Facts> tokens_;
  std::vector<Style> styles_;
};

}  // namespace dateline::entity
