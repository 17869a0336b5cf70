#include "entity/pieces.hh"

#include "entity/hashing.hh"
#include "text/sentence.hh"
#include "text/unicode.hh"

#include <algorithm>
#include <array>

namespace dateline::entity {
namespace {

/// A longer run of letters is cut: no name has so long a word.
constexpr std::uint32_t max_piece_bytes = 120;

enum Class : std::uint8_t { Blank, Lower, Upper, Digit, High, Mark };

constexpr std::array<Class, 256> classes = [] {
  std::array<Class, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) table[c] = c >= 0x80 ? High : c <= ' ' ? Blank : Mark;
  for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = Lower;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) table[c] = Upper;
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = Digit;
  return table;
}();

Class class_of(char c) {
  return classes[static_cast<unsigned char>(c)];
}

/// Cuts one sentence.
class Cutter {
 public:
  Cutter(std::string_view text, Pieces& out) : text_(text), out_(out) {}

  void sentence(text::Span span) {
    at_ = span.begin;
    end_ = span.end;
    while (at_ < end_) {
      const Class kind = class_of(text_[at_]);
      if (kind == Blank) {
        ++at_;
      } else if (kind == Mark) {
        mark();
      } else if (kind == High && !high_word(at_)) {
        high_mark();
      } else {
        word();
      }
    }
  }

 private:
  char peek(std::uint32_t at) const { return at < end_ ? text_[at] : ' '; }

  /// Whether a letter, mark or digit beyond ASCII stands at `at`.
  bool high_word(std::uint32_t at) const {
    std::size_t next = at;
    const std::int32_t c = text::next_code_point(text_, next);
    return c >= 0 && (text::is_word(c) || text::is_ignorable(c));
  }

  bool word_at(std::uint32_t at) const {
    const Class kind = class_of(peek(at));
    return kind == High ? high_word(at) : kind == Lower || kind == Upper || kind == Digit;
  }

  /// Bytes of an apostrophe at `at`, 0 if none is there.
  std::uint32_t apostrophe(std::uint32_t at) const {
    if (peek(at) == '\'') return 1;
    return text_.substr(at, 3) == "\u2019" ? 3 : 0;
  }

  std::uint32_t possessive(std::uint32_t at) const {
    const std::uint32_t quote = apostrophe(at);
    if (quote == 0 || at + quote >= end_ || (text_[at + quote] | 0x20) != 's') return 0;
    return word_at(at + quote + 1) ? 0 : quote + 1;
  }

  void push(std::uint32_t begin, std::uint8_t flags) {
    Piece piece;
    piece.begin = begin;
    piece.end = at_;
    piece.flags = flags;
    out_.items.push_back(piece);
  }

  void mark() {
    const std::uint32_t begin = at_;
    if (const std::uint32_t length = possessive(at_); length > 0) {
      at_ += length;
      return push(begin, PieceLetter | PieceWord | PiecePlain);
    }
    const char c = text_[at_++];
    while (at_ < end_ && text_[at_] == c && at_ - begin < max_piece_bytes) ++at_;
    push(begin, 0);
  }

  void high_mark() {
    const std::uint32_t begin = at_;
    if (const std::uint32_t length = possessive(at_); length > 0) {
      at_ += length;
      return push(begin, PieceLetter | PieceWord);
    }
    std::size_t next = at_;
    const std::int32_t c = text::next_code_point(text_, next);
    at_ = std::min(static_cast<std::uint32_t>(next), end_);
    if (c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200B) || c == 0x3000) return;
    push(begin, 0);
  }

  void word() {
    const std::uint32_t begin = at_;
    const std::uint32_t limit = std::min(end_, begin + max_piece_bytes);
    std::uint32_t lower = 0, upper = 0, digits = 0;
    bool plain = true;
    std::uint8_t flags = PieceWord;
    while (at_ < limit) {
      const Class kind = class_of(text_[at_]);
      if (kind == Lower) {
        ++lower;
      } else if (kind == Upper) {
        if (at_ == begin) flags |= PieceCapital;
        ++upper;
      } else if (kind == Digit) {
        ++digits;
      } else if (kind == High) {
        std::size_t next = at_;
        const std::int32_t c = text::next_code_point(text_, next);
        if (c < 0 || !(text::is_word(c) || text::is_ignorable(c))) {
          if (c == 0x2019 && joins(begin)) {
            at_ += 3;
            continue;
          }
          break;
        }
        plain = false;
        if (text::is_upper(c)) {
          if (at_ == begin) flags |= PieceCapital;
          ++upper;
        } else if (text::is_letter(c)) {
          ++lower;
        }
        at_ = static_cast<std::uint32_t>(next);
        continue;
      } else if (kind != Mark || !joins(begin)) {
        break;
      }
      ++at_;
    }
    if (at_ == begin) ++at_;  // a lone malformed byte
    if (at_ < end_ && text_[at_] == '.' && keeps_stop(begin)) ++at_;
    if (lower == 0 && upper >= 2) flags |= PieceAllCaps;
    if (upper > 0) flags |= PieceUpper;
    if (lower + upper > 0) flags |= PieceLetter;
    if (digits > 0) flags |= PieceDigit;
    if (plain) flags |= PiecePlain;
    push(begin, flags);
  }

  /// Whether the mark at at_ is inside a word that began at `begin`.
  bool joins(std::uint32_t begin) const {
    const char c = text_[at_];
    const Class before = class_of(text_[at_ - 1]), after = class_of(peek(at_ + 1));
    switch (c) {
      case '-':
        return word_at(at_ + 1);
      case '.':
        if (before == Digit) return after == Digit;
        // `U.S.`: single letters, each with its stop.
        return (before == Upper || before == Lower) && (after == Upper || after == Lower) &&
               (at_ == begin + 1 || text_[at_ - 2] == '.' || text_[at_ - 2] == '-') &&
               !(class_of(peek(at_ + 2)) == Lower && peek(at_ + 2) != '.');
      case ',':
        return before == Digit && after == Digit;
      case '&':
        return before == Upper && after == Upper;
      case '\'':
        return (before == Lower || before == Upper) && word_at(at_ + 1) && possessive(at_) == 0;
      default:
        return static_cast<unsigned char>(c) >= 0x80 && word_at(at_ + 3) && possessive(at_) == 0;
    }
  }

  /// Whether the stop after a word belongs to it: `U.S.`, `J.`, `Inc.` inside a sentence.
  bool keeps_stop(std::uint32_t begin) const {
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (peek(at_ + 1) == '.') return false;
    const Class last = class_of(word.back());
    if (last != Upper && last != Lower) return false;
    if (word.size() == 1) return last == Upper && !sentence_ends();
    if (word.size() >= 3 && word[word.size() - 2] == '.') return true;
    if (word.size() > 6 || sentence_ends()) return false;
    const text::SentenceRules& rules = text::SentenceRules::english();
    char folded[8];
    for (std::size_t i = 0; i < word.size(); ++i) folded[i] = static_cast<char>(word[i] | 0x20);
    const std::string_view lower(folded, word.size());
    return rules.is(lower, text::SentenceRules::Word::Title) ||
           rules.is(lower, text::SentenceRules::Word::Abbreviation);
  }

  bool sentence_ends() const {
    for (std::uint32_t i = at_ + 1; i < end_; ++i) {
      const Class kind = class_of(text_[i]);
      if (kind == Lower || kind == Upper || kind == Digit || kind == High) return false;
      if (i > at_ + 4) return false;
    }
    return true;
  }

  std::string_view text_;
  Pieces& out_;
  std::uint32_t at_ = 0;
  std::uint32_t end_ = 0;
};

/// The kinds of characters in a word with repetitions of more than two taken together, four bits each: at most eight.
std::uint32_t shape_of(std::string_view word, bool without_case) {
  std::uint32_t shape = 0;
  std::uint32_t last = 0, run = 0, count = 0;
  for (char c : word) {
    std::uint32_t kind;
    switch (class_of(c)) {
      case Lower:
        kind = 1;
        break;
      case Upper:
        kind = without_case ? 1 : 2;
        break;
      case Digit:
        kind = 3;
        break;
      case High:
        kind = 4;
        break;
      default:
        kind = c == '-' ? 5 : c == '.' ? 6 : c == '\'' ? 7 : c == '&' ? 8 : c == ',' ? 9 : 10;
    }
    run = kind == last ? run + 1 : 1;
    last = kind;
    if (run > 2) continue;
    if (++count > 8) break;
    shape = shape << 4 | kind;
  }
  return shape;
}

/// Marks after which a word has a capital for its place: speech, a colon, a bullet.
bool opens(std::string_view mark) {
  for (std::string_view opening : {"\"", "``", "\u201c", "\u2018", ":", "\u2022", "*"}) {
    if (mark == opening) return true;
  }
  return false;
}

}  // namespace

void Pieces::assign(const TaggerInput& article) {
  items.clear();
  sentences.clear();
  folded.clear();
  add_part(Part::Title, article.title, article.title_analysis);
  add_part(Part::Body, article.body, article.body_analysis);
}

void Pieces::add_part(Part part, std::string_view text, const text::Analysis& analysis) {
  Cutter cutter(text, *this);
  const std::size_t first_sentence = sentences.size();
  std::size_t capitals = 0, letters = 0;
  for (const text::Sentence& source : analysis.sentences) {
    PieceSentence sentence;
    sentence.part = part;
    sentence.begin = static_cast<std::uint32_t>(items.size());
    cutter.sentence(source.span);
    sentence.end = static_cast<std::uint32_t>(items.size());
    if (sentence.begin == sentence.end) continue;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      if (items[i].flags & PieceCapital) ++capitals;
      if (items[i].flags & PieceLetter) ++letters;
    }
    sentences.push_back(sentence);
  }
  // A text whose sentences do not even begin with capitals is written without them.
  const bool small = letters >= 20 && capitals * 200 < letters;
  for (std::size_t s = first_sentence; s < sentences.size(); ++s) {
    if (small) sentences[s].casing = Casing::None;
    settle(sentences[s], text);
    for (std::uint32_t i = sentences[s].begin; i < sentences[s].end; ++i) {
      Piece& piece = items[i];
      const std::string_view word = text.substr(piece.begin, piece.end - piece.begin);
      piece.folded_begin = static_cast<std::uint32_t>(folded.size());
      if ((piece.flags & PiecePlain) || !(piece.flags & PieceWord)) {
        for (char c : word)
          folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
      } else {
        text::append_folded(word, folded);
      }
      if (word == "\u2019s") folded.replace(piece.folded_begin, std::string::npos, "'s");
      piece.folded_length = static_cast<std::uint16_t>(
          std::min<std::size_t>(folded.size() - piece.folded_begin, 0xFFFF));
      piece.fold = text_hash(this->text(i));
      const bool without_case = sentences[s].casing == Casing::None;
      piece.word = without_case ? piece.fold : text_hash(word);
      piece.shape = shape_of(word, without_case);
    }
  }
}

void Pieces::settle(PieceSentence& sentence, std::string_view text) {
  std::uint32_t words = 0, capital = 0, all_caps = 0, small = 0, digits = 0, longer = 0, single = 0;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    const Piece& piece = items[i];
    if (piece.flags & PieceDigit) ++digits;
    if (!(piece.flags & PieceLetter) || (piece.flags & PieceDigit)) continue;
    ++words;
    if (piece.flags & PieceAllCaps) ++all_caps;
    if (!(piece.flags & PieceCapital)) {
      if (piece.end - piece.begin > 1) ++small;
    } else if (piece.end - piece.begin <= 2) {
      ++single;
    }
    if (piece.end - piece.begin < 4) continue;
    ++longer;
    if (piece.flags & PieceCapital) ++capital;
  }
  const std::uint32_t length = sentence.end - sentence.begin;
  sentence.table = digits * 3 >= length;
  if (sentence.casing != Casing::None) {
    if (all_caps >= 2 && small == 0 && words <= all_caps + single) {
      sentence.casing = Casing::None;
    } else if (longer >= 4 && capital * 100 >= longer * 80) {
      sentence.casing = Casing::Title;
    }
  }
  bool first = true;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    Piece& piece = items[i];
    if (piece.flags & PieceWord) {
      if (first) piece.flags |= PieceFirst;
      first = false;
    } else {
      first = first || opens(text.substr(piece.begin, piece.end - piece.begin));
    }
  }
}

}  // namespace dateline::entity
