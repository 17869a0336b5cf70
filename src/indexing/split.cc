#include "indexing/split.hh"

#include <algorithm>

namespace dateline::indexing {
namespace {

class Splitter {
 public:
  Splitter(std::string_view text, const text::Analysis& body, const SplitSizes& sizes)
      : text_(text), body_(body), sizes_(sizes) {}

  std::vector<store::Passage> run() {
    for (const text::Paragraph& paragraph : body_.paragraphs) add(paragraph);
    close();
    join_orphan();
    if (passages_.empty()) passages_.emplace_back();
    for (store::Passage& passage : passages_) {
      if (passage.first_sentence == passage.end_sentence) continue;
      passage.begin = body_.sentences[passage.first_sentence].span.begin;
      passage.end = body_.sentences[passage.end_sentence - 1].span.end;
      passage.prose = prose(passage);
    }
    return std::move(passages_);
  }

 private:
  std::uint32_t tokens(std::uint32_t first, std::uint32_t end) const {
    return first == end ? 0
                        : body_.sentences[end - 1].end_token - body_.sentences[first].first_token;
  }

  bool is_heading(const text::Paragraph& paragraph) const {
    const char last = text_[paragraph.span.end - 1];
    return paragraph.end_sentence - paragraph.first_sentence == 1 && last != '.' && last != '!' &&
           last != '?' && last != '"' && last != '\'' && static_cast<unsigned char>(last) < 0x80 &&
           tokens(paragraph.first_sentence, paragraph.end_sentence) <= 12;
  }

  /// Whether a sentence is running text, not a heading, a caption or a line of links: its paragraph
  /// has some words and no bullet, and it ends as a sentence does.
  bool is_prose(const text::Sentence& sentence) const {
    constexpr std::uint32_t least = 6;
    const text::Paragraph& paragraph = body_.paragraphs[sentence.paragraph];
    if (tokens(paragraph.first_sentence, paragraph.end_sentence) < least) return false;
    for (const std::string_view bullet : {"►", "•", "-", "*"}) {
      if (paragraph.span.of(text_).starts_with(bullet)) return false;
    }
    static constexpr std::string_view closing[] = {"\"", "'", ")", "]", "”", "’", "»", "*"};
    static constexpr std::string_view stops[] = {".", "!", "?", "…", "。", "！", "？"};
    std::string_view text = sentence.span.of(text_);
    const auto ends_with = [&](std::string_view end) { return text.ends_with(end); };
    for (;;) {
      if (std::any_of(std::begin(stops), std::end(stops), ends_with)) return true;
      const auto quote = std::find_if(std::begin(closing), std::end(closing), ends_with);
      if (quote == std::end(closing)) return false;
      text.remove_suffix(quote->size());
      while (text.ends_with(' ')) text.remove_suffix(1);
    }
  }

  std::uint8_t prose(const store::Passage& passage) const {
    std::uint32_t all = 0, running = 0;
    for (std::uint32_t i = passage.first_sentence; i < passage.end_sentence; ++i) {
      const std::uint32_t length = tokens(i, i + 1);
      all += length;
      if (is_prose(body_.sentences[i])) running += length;
    }
    return static_cast<std::uint8_t>(all == 0 ? 0 : 255 * running / all);
  }

  void add(const text::Paragraph& paragraph) {
    const std::uint32_t length = tokens(paragraph.first_sentence, paragraph.end_sentence);
    const std::uint32_t open = tokens(first_, end_);
    // A heading or a line or two before a long paragraph are no passage of their own.
    const bool stub = open < sizes_.orphan;
    if (!stub && (open + length > sizes_.most || (open >= sizes_.least && is_heading(paragraph))))
      close();
    if (length > sizes_.most) {
      cut(paragraph, length + tokens(first_, end_));
      return;
    }
    end_ = paragraph.end_sentence;
    if (tokens(first_, end_) >= sizes_.least && !is_heading(paragraph)) close();
  }

  /// Cut a long paragraph, with the few words left open before it, into pieces of nearly equal
  /// length. in: length, of both
  void cut(const text::Paragraph& paragraph, std::uint32_t length) {
    const std::uint32_t pieces = (length + sizes_.most - 1) / sizes_.most;
    const std::uint32_t aim = (length + pieces - 1) / pieces;
    for (std::uint32_t i = paragraph.first_sentence; i < paragraph.end_sentence; ++i) {
      const std::uint32_t open = tokens(first_, end_), sentence = tokens(i, i + 1);
      // Close where it comes nearest to the aim.
      const bool stub = open < sizes_.orphan;
      if (!stub && open + sentence > aim && open + sentence - aim > aim - std::min(open, aim))
        close();
      if (!stub && open + sentence > sizes_.most) close();
      end_ = i + 1;
    }
    if (tokens(first_, end_) >= sizes_.least) close();
  }

  void close() {
    if (first_ == end_) return;
    store::Passage passage;
    passage.first_sentence = first_;
    passage.end_sentence = end_;
    passages_.push_back(std::move(passage));
    first_ = end_;
  }

  void join_orphan() {
    if (passages_.size() < 2) return;
    const store::Passage last = passages_.back();
    if (tokens(last.first_sentence, last.end_sentence) >= sizes_.orphan) return;
    passages_.pop_back();
    passages_.back().end_sentence = last.end_sentence;
  }

  std::string_view text_;
  const text::Analysis& body_;
  const SplitSizes& sizes_;
  std::vector<store::Passage> passages_;
  std::uint32_t first_ = 0, end_ = 0;  ///< sentences of the open passage
};

}  // namespace

std::vector<store::Passage> split(std::string_view text, const text::Analysis& body,
                                  const SplitSizes& sizes) {
  return Splitter(text, body, sizes).run();
}

}  // namespace dateline::indexing
