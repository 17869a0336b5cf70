#include "temporal/token_view.hh"

#include <algorithm>

namespace dateline::temporal {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

TokenFacts facts_of_digits(const text::Token& token, std::string_view folded) {
  TokenFacts facts;
  std::size_t run = 0;
  std::int32_t value = 0;
  while (run < folded.size() && is_digit(folded[run])) {
    if (run < 9) value = value * 10 + (folded[run] - '0');
    ++run;
  }
  constexpr std::size_t max_digits = 9;
  if (run == 0 || run > max_digits) return facts;
  facts.number = value;
  facts.digits = static_cast<std::uint8_t>(run);
  const std::string_view rest = folded.substr(run);
  if (rest.empty()) {
    facts.form = token.end - token.begin == folded.size() ? Digits::Plain : Digits::Grouped;
  } else if (rest == "s") {
    facts.form = Digits::Plural;
  } else if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th") {
    facts.form = Digits::Ordinal;
  } else if (rest[0] == '.' && std::all_of(rest.begin() + 1, rest.end(), is_digit)) {
    facts.form = Digits::Decimal;
  } else {
    facts.form = Digits::Suffixed;
  }
  return facts;
}

}  // namespace

void TokenView::read(std::string_view text, const text::Tokens& tokens, const Grammar& grammar) {
  text_ = text;
  tokens_ = &tokens;
  facts_.clear();
  facts_.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view folded = tokens.text(i);
    if (!folded.empty() && is_digit(folded[0])) facts_[i] = facts_of_digits(tokens[i], folded);
    facts_[i].word = grammar.find(folded);
  }
}

const WordRole* TokenView::as(std::size_t i, std::uint16_t role) const {
  const Word* word = facts_[i].word;
  if (word == nullptr) return nullptr;
  for (const WordRole& entry : word->roles) {
    if (entry.role != role) continue;
    if (entry.capital && ((*tokens_)[i].flags & text::Capital) == 0) continue;
    return &entry;
  }
  return nullptr;
}

char TokenView::before(std::size_t i) const {
  const std::uint32_t begin = (*tokens_)[i].begin;
  return begin == 0 ? '\0' : text_[begin - 1];
}

char TokenView::after(std::size_t i) const {
  const std::uint32_t end = (*tokens_)[i].end;
  return end < text_.size() ? text_[end] : '\0';
}

std::uint16_t TokenView::joint_after(std::size_t i) const {
  const std::uint32_t begin = (*tokens_)[i].end;
  const std::uint32_t end = (*tokens_)[i + 1].begin;
  constexpr std::uint32_t max_bytes = 12;
  if (end - begin > max_bytes) return Other;
  std::string_view gap = text_.substr(begin, end - begin);
  if (gap == "-" || gap == "\u2013" || gap == "\u2011" || gap == "\u2010") return Hyphen;
  if (gap == "/") return Slash;
  if (gap == ":") return Colon;
  if (gap == ".") return Stop;
  if (std::count(gap.begin(), gap.end(), '\n') > 1) return Other;
  const auto skip = [&] {
    const std::size_t size = gap.size();
    while (!gap.empty() && text::is_blank(gap.front())) gap.remove_prefix(1);
    if (gap.starts_with("\u00A0")) gap.remove_prefix(2);
    return gap.size() < size;
  };
  if (skip() && gap.empty()) return Blank;
  if (gap.starts_with(".") && facts_[i].number < 0) {
    gap.remove_prefix(1);
    if (skip() && gap.empty()) return Blank;
  }
  if (gap.starts_with(",")) {
    gap.remove_prefix(1);
    return skip() && gap.empty() ? Comma : Other;
  }
  if (gap == "'" || gap == "\u2019" || gap == "\u2018") return Apostrophe;
  for (const std::string_view sign : {"'s", "\u2019s", "'", "\u2019"}) {
    if (!gap.starts_with(sign)) continue;
    gap.remove_prefix(sign.size());
    return skip() && gap.empty() ? Possessive : Other;
  }
  return Other;
}

NumberReader::NumberReader(const Grammar& grammar) {
  const auto role = [&](std::string_view name) {
    return grammar.role(name).value_or(UINT16_MAX);  // a role that no word has
  };
  number_ = role("number");
  scale_ = role("scale");
  vague_ = role("vague");
  a_ = role("a");
  ordinal_ = role("ordinal");
  of_ = role("of");
  to_ = role("to");
  or_ = role("or");
  and_ = role("and");
  half_ = role("half");
}

namespace {

/// The day of `2022-02-24T05:00Z`, which is one token with the hour.
bool before_clock(std::string_view folded, const TokenFacts& facts) {
  return facts.form == Digits::Suffixed && facts.digits == 2 && folded.size() > 3 &&
         folded[2] == 't' && folded[3] >= '0' && folded[3] <= '2';
}

}  // namespace

std::optional<ReadNumber> NumberReader::read(Builtin builtin, const TokenView& tokens,
                                             std::size_t begin, std::size_t limit) const {
  if (begin >= limit) return std::nullopt;
  const TokenFacts& facts = tokens[begin];
  const bool plain = facts.form == Digits::Plain;
  const auto take = [&](bool fits) -> std::optional<ReadNumber> {
    if (!fits) return std::nullopt;
    return ReadNumber{begin + 1, facts.number, false, {}};
  };
  switch (builtin) {
    case Builtin::None:
      return std::nullopt;
    case Builtin::Count:
      return count(tokens, begin, limit);
    case Builtin::Year:
      return year(tokens, begin, limit);
    case Builtin::ShortYear:
      return take(plain && (facts.digits == 2 || facts.digits == 4));
    case Builtin::DayNumber:
      return take((plain && facts.digits <= 2) || facts.form == Digits::Ordinal ||
                          before_clock(tokens.folded(begin), facts)
                      ? facts.number >= 1 && facts.number <= 31
                      : false);
    case Builtin::MonthNumber:
      return take(plain && facts.digits <= 2 && facts.number >= 1 && facts.number <= 12);
    case Builtin::Ordinal:
      return ordinal(tokens, begin, limit);
    case Builtin::Decade:
      return take(facts.form == Digits::Plural && facts.number % 10 == 0 &&
                  (facts.digits == 2 || facts.digits == 4));
    case Builtin::Hour:
      return take((plain || facts.form == Digits::Suffixed) && facts.digits <= 2 &&
                  facts.number <= 24);
    case Builtin::Minute:
      return take((plain || facts.form == Digits::Suffixed) && facts.digits == 2 &&
                  facts.number <= 59);
  }
  return std::nullopt;
}

std::optional<ReadNumber> NumberReader::small_words(const TokenView& tokens, std::size_t begin,
                                                    std::size_t limit) const {
  if (begin >= limit) return std::nullopt;
  const WordRole* first = tokens.as(begin, number_);
  if (first == nullptr) return std::nullopt;
  ReadNumber out{begin + 1, first->value, false, {}};
  if (first->value < 20 || first->value > 90 || out.end >= limit) return out;
  if ((tokens.joint_after(begin) & (Blank | Hyphen)) == 0) return out;
  const WordRole* second = tokens.as(out.end, number_);
  if (second != nullptr && second->value >= 1 && second->value <= 9) {
    out.value += second->value;
    ++out.end;
  }
  return out;
}

std::optional<ReadNumber> NumberReader::words(const TokenView& tokens, std::size_t begin,
                                              std::size_t limit) const {
  // `a hundred`, `two thousand five hundred and six`
  std::size_t at = begin;
  std::int64_t total = 0, part = 0;
  bool any = false;
  if (tokens.as(at, a_) != nullptr) {
    if (at + 1 >= limit || tokens.joint_after(at) != Blank) return std::nullopt;
    if (tokens.as(at + 1, scale_) == nullptr) return std::nullopt;
    part = 1;
    ++at;
  }
  constexpr std::int64_t most = 1'000'000'000;
  constexpr std::size_t max_tokens = 12;
  while (at < limit && at < begin + max_tokens) {
    if (at > begin && (tokens.joint_after(at - 1) & (Blank | Hyphen)) == 0) break;
    std::size_t look = at;
    if (any && tokens.as(look, and_) != nullptr && look + 1 < limit) ++look;
    if (const WordRole* scale = tokens.as(look, scale_); scale != nullptr && (part > 0 || any)) {
      part = std::min(std::max<std::int64_t>(part, 1) * scale->value, most);
      if (scale->value >= 1000) {
        total = std::min(total + part, most);
        part = 0;
      }
      any = true;
      at = look + 1;
      continue;
    }
    const auto small = small_words(tokens, look, limit);
    if (!small || (part > 0 && part % 100 != 0)) break;
    if (look != at && part == 0 && total == 0) break;
    part += small->value;
    any = true;
    at = small->end;
  }
  if (!any) return std::nullopt;
  return ReadNumber{at, static_cast<std::int32_t>(std::min(total + part, most)), false, {}};
}

std::optional<ReadNumber> NumberReader::one_count(const TokenView& tokens, std::size_t begin,
                                                  std::size_t limit) const {
  if (begin >= limit) return std::nullopt;
  const TokenFacts& facts = tokens[begin];
  if (facts.form == Digits::Plain || facts.form == Digits::Grouped ||
      facts.form == Digits::Decimal) {
    const char sign = tokens.before(begin);
    if (sign == '$' || sign == '.' || tokens.after(begin) == '%') return std::nullopt;
    ReadNumber out{begin + 1, facts.number, false, {}};
    if (facts.form == Digits::Decimal) out.decimal = tokens.folded(begin);
    if (out.end < limit && tokens.joint_after(begin) == Blank) {
      if (const WordRole* scale = tokens.as(out.end, scale_); scale != nullptr) {
        const std::int64_t product = std::int64_t{out.value} * scale->value;
        out.value = static_cast<std::int32_t>(std::min<std::int64_t>(product, 1'000'000'000));
        out.decimal = {};
        ++out.end;
      }
    }
    return out;
  }
  if (facts.word == nullptr) return std::nullopt;
  // `several`, `a few`, `dozens of`
  std::size_t at = begin;
  if (tokens.as(at, a_) != nullptr && at + 1 < limit && tokens.joint_after(at) == Blank) ++at;
  if (tokens.as(at, vague_) != nullptr) {
    ReadNumber out{at + 1, 0, true, {}};
    if (const WordRole* role = tokens.as(at, vague_); role->value > 0) {
      out.vague = false;
      out.value = role->value;
    }
    if (out.end < limit && tokens.joint_after(at) == Blank && tokens.as(out.end, of_) != nullptr)
      ++out.end;
    return out;
  }
  return words(tokens, begin, limit);
}

std::optional<ReadNumber> NumberReader::count(const TokenView& tokens, std::size_t begin,
                                              std::size_t limit) const {
  auto first = one_count(tokens, begin, limit);
  if (!first || first->end >= limit) return first;
  // `two to three`, `five or six`, `12-18`: the lower one
  const std::size_t at = first->end;
  const std::uint16_t joint = tokens.joint_after(at - 1);
  if ((joint & (Blank | Hyphen)) == 0) return first;
  std::size_t next = at;
  if (tokens.as(at, to_) != nullptr || tokens.as(at, or_) != nullptr) {
    next = at + 1;
    if (next >= limit || (tokens.joint_after(at) & (Blank | Hyphen)) == 0) return first;
  } else if (joint != Hyphen || tokens[at].form != Digits::Plain) {
    return first;
  }
  if (const auto second = one_count(tokens, next, limit);
      second && !second->vague && !first->vague && second->value > first->value)
    first->end = second->end;
  return first;
}

std::optional<ReadNumber> NumberReader::year(const TokenView& tokens, std::size_t begin,
                                             std::size_t limit) const {
  const TokenFacts& facts = tokens[begin];
  if (facts.form == Digits::Plain && facts.digits == 4 && facts.number >= 1000 &&
      facts.number <= 2100)
    return ReadNumber{begin + 1, facts.number, false, {}};
  // `nineteen ninety-eight`, `two thousand one`
  const auto century = small_words(tokens, begin, limit);
  if (!century || century->end >= limit) return std::nullopt;
  if ((tokens.joint_after(century->end - 1) & (Blank | Hyphen)) == 0) return std::nullopt;
  if (century->value >= 17 && century->value <= 20) {
    const auto rest = small_words(tokens, century->end, limit);
    if (rest && rest->value >= 10)
      return ReadNumber{rest->end, century->value * 100 + rest->value, false, {}};
  }
  if (century->value == 2) {
    const auto whole = words(tokens, begin, limit);
    if (whole && whole->value >= 2000 && whole->value <= 2100) return whole;
  }
  return std::nullopt;
}

std::optional<ReadNumber> NumberReader::ordinal(const TokenView& tokens, std::size_t begin,
                                                std::size_t limit) const {
  const TokenFacts& facts = tokens[begin];
  if (facts.form == Digits::Ordinal) return ReadNumber{begin + 1, facts.number, false, {}};
  if (const WordRole* role = tokens.as(begin, ordinal_); role != nullptr)
    return ReadNumber{begin + 1, role->value, false, {}};
  // `twenty-first`
  const WordRole* tens = tokens.as(begin, number_);
  if (tens == nullptr || tens->value < 20 || begin + 1 >= limit) return std::nullopt;
  if ((tokens.joint_after(begin) & (Blank | Hyphen)) == 0) return std::nullopt;
  const WordRole* ones = tokens.as(begin + 1, ordinal_);
  if (ones == nullptr || ones->value > 9) return std::nullopt;
  return ReadNumber{begin + 2, tens->value + ones->value, false, {}};
}

}  // namespace dateline::temporal
