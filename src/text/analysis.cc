#include "text/analysis.hh"

#include "text/paragraph.hh"
#include "text/sentence.hh"

namespace dateline::text {
namespace {

/// Give every sentence its tokens. A token that straddles a border goes to the sentence it begins
/// in; what lies between sentences (nothing but white space by construction) holds no token.
void assign_tokens(Analysis& analysis) {
  std::uint32_t token = 0;
  const auto count = static_cast<std::uint32_t>(analysis.tokens.size());
  for (Sentence& sentence : analysis.sentences) {
    sentence.first_token = token;
    while (token < count && analysis.tokens[token].begin < sentence.span.end) ++token;
    sentence.end_token = token;
  }
}

}  // namespace

void analyse(std::string_view text, Analysis& out) {
  const SentenceRules& rules = SentenceRules::english();
  out.sentences.clear();
  out.paragraphs.clear();
  thread_local std::vector<Span> paragraphs, sentences;  // kept, so that articles share buffers
  find_paragraphs(text, paragraphs);
  for (const Span paragraph : paragraphs) {
    sentences.clear();
    find_sentences(text, paragraph, rules, sentences);
    const auto first = static_cast<std::uint32_t>(out.sentences.size());
    const auto index = static_cast<std::uint32_t>(out.paragraphs.size());
    for (const Span sentence : sentences) out.sentences.push_back({sentence, 0, 0, index});
    out.paragraphs.push_back({paragraph, first, static_cast<std::uint32_t>(out.sentences.size())});
  }
  tokenize(text, out.tokens);
  assign_tokens(out);
}

void analyse_line(std::string_view text, Analysis& out) {
  out.sentences.clear();
  out.paragraphs.clear();
  tokenize(text, out.tokens);
  const Span span = trim(text, {0, static_cast<std::uint32_t>(text.size())});
  if (span.length() == 0) return;
  out.paragraphs.push_back({span, 0, 1});
  out.sentences.push_back({span, 0, static_cast<std::uint32_t>(out.tokens.size()), 0});
}

}  // namespace dateline::text
