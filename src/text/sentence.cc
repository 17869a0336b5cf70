#include "text/sentence.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/table.hh"
#include "text/unicode.hh"

#include <fmt/format.h>

namespace dateline::text {
namespace {

constexpr std::uint32_t max_sentence_bytes = 1500;

unsigned bit(SentenceRules::Word kind) {
  return 1u << static_cast<unsigned>(kind);
}

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

class Splitter {
 public:
  Splitter(std::string_view text, Span paragraph, const SentenceRules& rules,
           std::vector<Span>& out)
      : text_(text), paragraph_(paragraph), rules_(rules), out_(out) {}

  void run() {
    begin_ = paragraph_.begin;
    for (std::uint32_t i = paragraph_.begin; i < paragraph_.end;) {
      const std::uint32_t mark = terminator(i);
      if (mark == 0) {
        ++i;
        continue;
      }
      const std::uint32_t stop = i;
      std::uint32_t end = i + mark;
      while (end < paragraph_.end && (terminator(end) || closer(end))) {
        end += std::max(terminator(end), closer(end));
      }
      i = end;
      if (end < paragraph_.end && ends_sentence(stop, end)) push(end);
    }
    push(paragraph_.end);
  }

 private:
  char at(std::uint32_t offset) const { return offset < paragraph_.end ? text_[offset] : '\0'; }
  bool starts_with(std::uint32_t offset, std::string_view what) const {
    return text_.substr(offset, std::min<std::size_t>(what.size(), paragraph_.end - offset)) ==
           what;
  }

  /// Bytes of a terminator at the offset, else 0.
  std::uint32_t terminator(std::uint32_t offset) const {
    const char c = at(offset);
    if (c == '.' || c == '!' || c == '?') return 1;
    if (c == '\xE2') return starts_with(offset, "…") ? 3 : 0;
    if (c == '\xE3') return starts_with(offset, "。") ? 3 : 0;
    if (c == '\xEF') return starts_with(offset, "！") || starts_with(offset, "？") ? 3 : 0;
    return 0;
  }

  /// Bytes of a closing quote or bracket at the offset, else 0.
  std::uint32_t closer(std::uint32_t offset) const {
    const char c = at(offset);
    if (c == '"' || c == '\'' || c == ')' || c == ']') return 1;
    if (c == '\xE2') return starts_with(offset, "”") || starts_with(offset, "’") ? 3 : 0;
    if (c == '\xC2') return starts_with(offset, "»") ? 2 : 0;
    return 0;
  }

  /// Where the next word begins, past white space, opening quotes and brackets.
  std::uint32_t next_word(std::uint32_t offset) const {
    for (;;) {
      const char c = at(offset);
      if (is_blank(c) || c == '"' || c == '\'' || c == '(' || c == '[' || c == '`') {
        ++offset;
      } else if (starts_with(offset, "“") || starts_with(offset, "‘")) {
        offset += 3;
      } else if (starts_with(offset, "«") || starts_with(offset, "\u00A0")) {
        offset += 2;
      } else {
        return offset;
      }
      if (offset >= paragraph_.end) return paragraph_.end;
    }
  }

  /// Whether the terminators that begin at `stop` and, with closers, end at `end` close a sentence.
  bool ends_sentence(std::uint32_t stop, std::uint32_t end) const {
    const bool wide = text_[stop] == '\xE3' || text_[stop] == '\xEF';
    if (wide) return true;
    if (!is_blank(text_[end]) && !starts_with(end, "\u00A0")) return false;
    const std::uint32_t word = next_word(end);
    if (word >= paragraph_.end) return true;
    if (!can_begin(word)) return false;
    if (text_[stop] != '.' || (end - stop >= 3 && text_[stop + 1] == '.')) return true;
    return stop_ends_sentence(stop, word);
  }

  bool can_begin(std::uint32_t word) const {
    const char c = text_[word];
    if (is_ascii_letter(c)) return c <= 'Z';
    if (is_ascii_digit(c) || c == '$' || c == '-' || c == '#' || c == '@' || c == '*' || c == '<')
      return true;
    std::size_t offset = word;
    const std::int32_t code_point = next_code_point(text_, offset);
    if (is_letter(code_point)) return !is_lower(code_point);
    return code_point >= 0x80;  // a dash, a bullet, a currency sign
  }

  bool stop_ends_sentence(std::uint32_t stop, std::uint32_t next) const {
    std::uint32_t end = stop;  // old transcripts write `U.S .`
    while (end > begin_ && is_blank(text_[end - 1])) --end;
    std::uint32_t first = end;
    while (first > begin_ && (is_ascii_letter(text_[first - 1]) ||
                              is_ascii_digit(text_[first - 1]) || text_[first - 1] == '.')) {
      --first;
    }
    const std::string_view word = text_.substr(first, end - first);
    if (word.empty()) return true;
    const bool starter = rules_.is(word_at(next), SentenceRules::Word::Starter);
    if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z') {  // an initial, unless it is I
      return starter && word[0] != 'J';
    }
    if (rules_.is(word, SentenceRules::Word::Title)) return false;
    const bool dotted = word.find('.') != std::string_view::npos && is_ascii_letter(word.back());
    if (dotted || rules_.is(word, SentenceRules::Word::Abbreviation)) return starter;
    // `1. First point`: a number alone before its stop belongs to what follows.
    if (trim(text_, {begin_, end}).begin == first && word.size() <= 3 && is_ascii_digit(word[0]))
      return false;
    return true;
  }

  std::string_view word_at(std::uint32_t offset) const {
    std::uint32_t end = offset;
    while (end < paragraph_.end && is_ascii_letter(text_[end])) ++end;
    return text_.substr(offset, end - offset);
  }

  /// End the present sentence at `end`, in pieces if it is too long.
  void push(std::uint32_t end) {
    while (end - begin_ > max_sentence_bytes) {
      std::uint32_t cut = begin_ + max_sentence_bytes;
      while (cut > begin_ + max_sentence_bytes / 2 && !is_blank(text_[cut])) --cut;
      // No white space near: cut between two code points.
      while (cut > begin_ && (static_cast<unsigned char>(text_[cut]) & 0xC0) == 0x80) --cut;
      if (cut == begin_) cut = begin_ + max_sentence_bytes;
      append({begin_, cut});
      begin_ = cut;
    }
    append({begin_, end});
    begin_ = end;
  }

  void append(Span span) {
    span = trim(text_, span);
    if (span.length() > 0) out_.push_back(span);
  }

  std::string_view text_;
  Span paragraph_;
  const SentenceRules& rules_;
  std::vector<Span>& out_;
  std::uint32_t begin_ = 0;
};

}  // namespace

SentenceRules::SentenceRules(std::string path, std::string content) {
  base::Table table;
  base::parse_table(path, std::move(content), "sentences", 1, 2, table);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::string_view kind = table.rows[i][1];
    Word parsed = Word::Starter;
    if (kind == "title") {
      parsed = Word::Title;
    } else if (kind == "abbreviation") {
      parsed = Word::Abbreviation;
    } else if (kind != "starter") {
      throw base::Error(base::Code::Data,
                        fmt::format("'{}' is none of title, abbreviation, starter", kind), {},
                        fmt::format("{}:{}", path, table.lines[i]));
    }
    words_[std::string(table.rows[i][0])] |= bit(parsed);
  }
}

const SentenceRules& SentenceRules::english() {
  static const char path[] = "index/sentences/english.tsv";
  static const SentenceRules rules(path, base::read_data(path));
  return rules;
}

bool SentenceRules::is(std::string_view word, Word kind) const {
  std::string lower;  // short enough never to leave the small buffer of std::string
  if (word.size() > 15) return false;
  for (const char c : word) lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
  const auto found = words_.find(lower);
  return found != words_.end() && (found->second & bit(kind)) != 0;
}

void find_sentences(std::string_view text, Span paragraph, const SentenceRules& rules,
                    std::vector<Span>& out) {
  Splitter(text, paragraph, rules, out).run();
}

}  // namespace dateline::text
