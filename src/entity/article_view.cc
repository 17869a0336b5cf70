#include "entity/article_view.hh"

#include <algorithm>

namespace dateline::entity {
namespace {

/// Removes one of the spellings from the front of a text.
bool take(std::string_view& text, std::initializer_list<std::string_view> spellings) {
  for (std::string_view spelling : spellings) {
    if (text.starts_with(spelling)) {
      text.remove_prefix(spelling.size());
      return true;
    }
  }
  return false;
}

bool only_blanks(std::string_view text) {
  while (!text.empty()) {
    if (text::is_blank(text.front())) {
      text.remove_prefix(1);
    } else if (!take(text, {"\u00a0", "\u202f", "\u2009"})) {
      return false;
    }
  }
  return true;
}

}  // namespace

void ArticleView::assign(Part part, std::string_view text, const text::Analysis& analysis,
                         const Gazetteer& gazetteer, SeenWords& seen) {
  part_ = part;
  text_ = text;
  analysis_ = &analysis;
  gazetteer_ = &gazetteer;
  const text::Tokens& tokens = analysis.tokens;
  tokens_.resize(tokens.size());
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    Facts& facts = tokens_[i];
    facts.hash = token_hash(tokens.text(i));
    facts.sense = gazetteer.find(facts.hash);
    facts.gap = i == 0 ? Gap::Start : gap_between(tokens[i - 1].end, tokens[i].begin);
    if ((tokens[i].flags & (text::HasLetter | text::Capital)) == text::HasLetter) {
      seen.add(facts.hash);
    }
  }
  styles_.clear();
  for (const text::Sentence& sentence : analysis.sentences) {
    if (sentence.first_token < sentence.end_token) tokens_[sentence.first_token].gap = Gap::Start;
    styles_.push_back(style_of(sentence));
  }
}

Gap ArticleView::gap_between(std::uint32_t from, std::uint32_t to) const {
  std::string_view bytes = text_.substr(from, to - from);
  if (bytes == " ") return Gap::Blank;
  if (bytes.empty()) return Gap::Break;
  if (only_blanks(bytes)) return Gap::Blank;
  if (take(bytes, {"'", "\u2019"})) {
    if (!bytes.empty() && (bytes.front() == 's' || bytes.front() == 'S')) bytes.remove_prefix(1);
    if (!bytes.empty() && only_blanks(bytes)) return Gap::Possessive;
    return Gap::Break;
  }
  std::string_view rest = bytes;
  if (take(rest, {"-", "\u2010", "\u2011", "\u2013"}) && rest.empty()) return Gap::Hyphen;
  rest = bytes;
  if (take(rest, {"."}) && only_blanks(rest)) return Gap::Stop;
  if (take(rest, {","}) && rest.empty()) return Gap::Break;
  rest = bytes;
  if (take(rest, {",", ".,"}) && only_blanks(rest)) return Gap::Comma;
  if (bytes == "/") return Gap::Slash;
  if (bytes == "&" || bytes == " & " || bytes == " &\n" || bytes == "\n& ") return Gap::Ampersand;
  for (std::string_view quote :
       {"\"", "\u201c", "\u201d", "\u201e", "\u2018", ":", "\u2022", "*"}) {
    if (bytes.find(quote) != std::string_view::npos) return Gap::Opening;
  }
  return Gap::Break;
}

Style ArticleView::style_of(const text::Sentence& sentence) const {
  // Short words are small in titles; what counts is whether longer ones are.
  constexpr std::size_t title_word_bytes = 4;
  std::uint32_t words = 0, caps = 0, small = 0, longer = 0, longer_capital = 0;
  for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    const text::Token& word = token(i);
    if ((word.flags & text::HasLetter) == 0) continue;
    ++words;
    if (word.flags & text::AllCaps) ++caps;
    if (!(word.flags & text::Capital)) ++small;
    if (word.folded_length < title_word_bytes) continue;
    ++longer;
    if (word.flags & text::Capital) ++longer_capital;
  }
  if (small == 0 && words > 0) {
    const std::uint32_t single = words - caps;  // one-letter words have no flag of their own
    std::uint32_t letters = 0;
    for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      const text::Token& word = token(i);
      if ((word.flags & text::HasLetter) && word.end - word.begin == 1) ++letters;
    }
    if (single <= letters && words >= 2) return Style::Caps;
  }
  const bool headline = part_ == Part::Title;
  const std::uint32_t least = headline ? 3 : 5;
  if (longer >= least && longer_capital * 100 >= longer * (headline ? 75u : 85u)) {
    return Style::Title;
  }
  return Style::Sentence;
}

bool ArticleView::named(std::uint32_t i) const {
  const Sense* sense = tokens_[i].sense;
  return sense != nullptr && sense->named() && ((sense->trust & Mixed) != 0 || all_caps(i));
}

bool ArticleView::initial(std::uint32_t i) const {
  const text::Token& word = token(i);
  if ((word.flags & text::Capital) == 0) return false;
  if ((word.flags & text::Dotted) != 0) return true;
  return word.end - word.begin == 1 && i + 1 < size() && gap(i + 1) == Gap::Stop;
}

std::uint64_t ArticleView::sequence(std::uint32_t begin, std::uint32_t end) const {
  std::uint64_t key = hash(begin);
  for (std::uint32_t i = begin + 1; i < end; ++i) key = extend(key, hash(i));
  return key;
}

template <class Accept>
Match ArticleView::longest(std::uint32_t begin, std::uint32_t limit, Accept accept) const {
  Match best;
  const Sense* sense = tokens_[begin].sense;
  std::uint64_t key = hash(begin);
  for (std::uint32_t i = begin; sense != nullptr; sense = gazetteer_->find(key)) {
    if (accept(i, *sense)) best = {i + 1 - begin, sense};
    if (!sense->prefix || ++i >= limit) break;
    if (gap(i) == Gap::Start || gap(i) == Gap::Opening || gap(i) == Gap::Break) break;
    key = extend(key, hash(i));
  }
  return best;
}

Match ArticleView::longest_name(std::uint32_t begin, std::uint32_t limit) const {
  return longest(begin, limit, [&](std::uint32_t last, const Sense& sense) {
    if (!sense.named() && !sense.is(Blocked)) return false;
    if (last == begin && !named(begin) && !sense.is(Blocked)) return false;
    return capital(last) || (last > begin && !opens(begin));
  });
}

Match ArticleView::longest_role(std::uint32_t begin, std::uint32_t limit, Roles any) const {
  return longest(begin, limit, [&](std::uint32_t last, const Sense& sense) {
    return sense.is(any) && (last == begin || gap(last) != Gap::Comma);
  });
}

std::string ArticleView::written(std::uint32_t begin, std::uint32_t end) const {
  std::string out;
  const std::string_view bytes =
      text_.substr(token(begin).begin, token(end - 1).end - token(begin).begin);
  out.reserve(bytes.size());
  bool blank = false;
  for (char c : bytes) {
    if (text::is_blank(c)) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out.push_back(' ');
    blank = false;
    out.push_back(c);
  }
  return out;
}

}  // namespace dateline::entity
