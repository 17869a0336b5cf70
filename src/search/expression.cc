#include "search/expression.hh"

#include "base/error.hh"
#include "text/normalize.hh"

#include <algorithm>

namespace dateline::search {

std::vector<bool> stems_outside(const store::ForwardFile& forward, std::string_view prefix) {
  std::vector<bool> outside(forward.stem_count());
  const auto [first, last] = forward.words_with(prefix);
  for (std::uint32_t word = 0; word < forward.word_count(); ++word) {
    if (word == first) word = last;  // an empty range changes nothing
    if (word >= forward.word_count()) break;
    const std::uint32_t stem = forward.word_stem(word);
    if (stem < outside.size()) outside[stem] = true;
  }
  return outside;
}

ExpressionMatcher::ExpressionMatcher(const Expression& expression, const store::Segment& segment)
    : expression_(expression), segment_(segment) {
  // Token tests need a table over all stems only if the encoded search does not do.
  const bool row = expression.kind == Expression::Kind::Row;
  const std::vector<Expression> one = row ? std::vector<Expression>{} : std::vector{expression};
  const std::vector<Expression>& parts = row ? expression.children : one;
  const bool plain = std::all_of(parts.begin(), parts.end(), is_plain_word);
  if (plain) {
    std::vector<std::string> stems;
    for (const Expression& part : parts) stems.push_back(part.token.stems.front());
    phrase_ = segment.forward.encode(stems);
    possible_ = phrase_.has_value();
    if (!possible_) return;
  }
  class_of_stem_.assign(segment.forward.stem_count(), 0);
  possible_ = compile(expression);
  found_.resize(tokens_.size());
  is_pair_ = expression.kind == Expression::Kind::Near && !expression.negated &&
             std::all_of(expression.children.begin(), expression.children.end(), is_plain_word) &&
             !(expression.children[0] == expression.children[1]);
}

/// out: whether the part can hold in this segment
bool ExpressionMatcher::compile(const Expression& expression) {
  switch (expression.kind) {
    case Expression::Kind::Token:
      return compile_token(expression.token);
    case Expression::Kind::Row: {
      bool all = true;
      for (const Expression& child : expression.children) all = compile(child) && all;
      return all;
    }
    case Expression::Kind::Any: {
      bool any = false;
      for (const Expression& child : expression.children) any = compile(child) || any;
      return any;
    }
    case Expression::Kind::Near: {
      const bool left = compile(expression.children[0]);
      const bool right = compile(expression.children[1]);
      return left && (right || expression.negated);
    }
  }
  return false;
}

bool ExpressionMatcher::compile_token(const TokenTest& token) {
  if (tokens_.size() == max_expression_tokens)
    throw base::Error(base::Code::Internal, "an expression of too many words was let through");
  const std::uint64_t bit = std::uint64_t{1} << tokens_.size();
  tokens_.push_back(&token);
  const bool prefix = !token.form.empty() && !token.exact;
  const std::vector<bool> outside =
      prefix ? stems_outside(segment_.forward, token.form) : std::vector<bool>{};
  bool any = false;
  for (const std::string& text : token.stems) {
    const auto stem = segment_.forward.find(text);
    if (!stem) continue;
    any = true;
    give(*stem, bit, prefix ? outside[*stem] : token.exact);
  }
  return any;
}

void ExpressionMatcher::give(std::uint32_t stem, std::uint64_t bit, bool check) {
  Meaning meaning = classes_[class_of_stem_[stem]];
  (check ? meaning.to_check : meaning.sure) |= bit;
  auto found = std::find_if(classes_.begin(), classes_.end(), [&](const Meaning& one) {
    return one.sure == meaning.sure && one.to_check == meaning.to_check;
  });
  if (found == classes_.end()) {
    if (classes_.size() > UINT8_MAX)
      throw base::Error(base::Code::Query, "the positional part of the query is too intricate");
    found = classes_.insert(classes_.end(), meaning);
  }
  class_of_stem_[stem] = static_cast<std::uint8_t>(found - classes_.begin());
}

void ExpressionMatcher::decode(const store::TokenStream& stream) {
  for (Spans& spans : found_) spans.clear();
  borders_.sentences.clear();
  borders_.paragraphs.clear();
  unchecked_.clear();
  const auto note = [&](std::uint32_t token, std::uint64_t tests) {
    for (; tests != 0; tests &= tests - 1) {
      found_[static_cast<std::size_t>(std::countr_zero(tests))].push_back({token, token + 1});
    }
  };
  std::size_t mark_at = 0, next_mark = SIZE_MAX;
  bool paragraph = false;
  const auto read_mark = [&](std::size_t previous) {
    next_mark = SIZE_MAX;
    if (mark_at >= stream.marks.size()) return;
    const std::uint64_t mark = store::read_varint(stream.marks, mark_at);
    paragraph = (mark & 1) != 0;
    next_mark = previous + mark / 2;
  };
  read_mark(0);
  std::uint32_t token = 0;
  for (std::size_t at = 0; at < stream.tokens.size(); ++token) {
    while (next_mark <= at) {
      borders_.sentences.push_back(token);
      if (paragraph) borders_.paragraphs.push_back(token);
      read_mark(next_mark);
    }
    const std::uint64_t stem = store::read_varint(stream.tokens, at);
    if (stem >= class_of_stem_.size()) continue;  // of a damaged file
    const std::uint8_t meaning = class_of_stem_[stem];
    if (meaning == 0) continue;
    note(token, classes_[meaning].sure);
    if (classes_[meaning].to_check != 0) unchecked_.emplace_back(token, classes_[meaning].to_check);
  }
}

/// Whether a form that is to be checked can stand in the text, by its bytes alone. Most passages
/// that have a doubtful stem do not have the form, and need no tokenizing.
bool ExpressionMatcher::may_have_form(std::string_view text) {
  lowered_.assign(text);
  for (std::size_t i = 0; i < lowered_.size(); ++i) {
    const auto byte = static_cast<unsigned char>(lowered_[i]);
    // Letters beyond ASCII may fold to anything, and signs without width to nothing; typographic
    // quotes and dashes do not.
    const bool sign = byte == 0xE2 && i + 2 < lowered_.size() &&
                      static_cast<unsigned char>(lowered_[i + 1]) == 0x80 &&
                      static_cast<unsigned char>(lowered_[i + 2]) >= 0x90;
    if (byte >= 0x80 && !sign) return true;
    if (sign) i += 2;
    if (byte >= 'A' && byte <= 'Z') lowered_[i] = static_cast<char>(byte | 0x20);
  }
  std::uint64_t tests = 0;
  for (const auto& [token, wanted] : unchecked_) tests |= wanted;
  for (; tests != 0; tests &= tests - 1) {
    const TokenTest& test = *tokens_[static_cast<std::size_t>(std::countr_zero(tests))];
    const bool quoted = test.exact && test.form.find('\'') != std::string::npos;
    if (quoted ||
        (test.exact ? text : std::string_view(lowered_)).find(test.form) != std::string_view::npos)
      return true;
  }
  return false;
}

void ExpressionMatcher::check_forms(std::string_view text) {
  if (!may_have_form(text)) return;
  text::tokenize(text, text_tokens_);
  for (auto [token, tests] : unchecked_) {
    for (; tests != 0; tests &= tests - 1) {
      const auto test = static_cast<std::size_t>(std::countr_zero(tests));
      if (token < text_tokens_.size() && has_form(text, token, *tokens_[test]))
        found_[test].push_back({token, token + 1});
    }
  }
  for (Spans& spans : found_) std::sort(spans.begin(), spans.end());
}

bool ExpressionMatcher::has_form(std::string_view text, std::size_t token,
                                 const TokenTest& test) const {
  if (!test.exact) return text_tokens_.text(token).starts_with(test.form);
  const text::Token& at = text_tokens_[token];
  const std::string_view written = text.substr(at.begin, at.end - at.begin);
  if (written == test.form) return true;
  const bool ascii =
      std::all_of(written.begin(), written.end(), [](char c) { return (c & 0x80) == 0; });
  return !ascii && text::written_form(written) == test.form;
}

Spans ExpressionMatcher::evaluate(const Expression& expression, std::size_t& next_token) {
  switch (expression.kind) {
    case Expression::Kind::Token: {
      const Spans& spans = found_[next_token++];
      parts_.insert(parts_.end(), spans.begin(), spans.end());
      return spans;
    }
    case Expression::Kind::Row: {
      const std::size_t before = parts_.size();
      std::vector<Spans> parts;
      for (const Expression& child : expression.children)
        parts.push_back(evaluate(child, next_token));
      Spans rows = in_a_row(parts);
      parts_.resize(before);
      parts_.insert(parts_.end(), rows.begin(), rows.end());
      return rows;
    }
    case Expression::Kind::Any: {
      Spans all;
      for (const Expression& child : expression.children)
        all = any_of(std::move(all), evaluate(child, next_token));
      return all;
    }
    case Expression::Kind::Near: {
      const Spans left = evaluate(expression.children[0], next_token);
      const std::size_t before = parts_.size();
      const Spans right = evaluate(expression.children[1], next_token);
      const Nearness nearness{expression.unit, expression.ordered, expression.number};
      if (!expression.negated) return pair_up(left, right, nearness, borders_);
      parts_.resize(before);
      return without(left, right, nearness, borders_);
    }
  }
  return {};
}

const Spans& ExpressionMatcher::run() {
  std::size_t next_token = 0;
  parts_.clear();
  result_ = evaluate(expression_, next_token);
  if (expression_.kind == Expression::Kind::Row) leave_out_overlaps(result_);
  return result_;
}

Spans ExpressionMatcher::parts() const {
  Spans sorted = parts_, inside;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  // A part lies in one of the spans if the widest of those that begin before it reaches its end.
  std::uint32_t reach = 0;
  auto whole = result_.begin();
  for (const TokenSpan part : sorted) {
    for (; whole != result_.end() && whole->begin <= part.begin; ++whole)
      reach = std::max(reach, whole->end);
    if (part.end <= reach) inside.push_back(part);
  }
  return inside;
}

const Spans& ExpressionMatcher::passage(std::uint32_t ordinal) {
  result_.clear();
  if (!possible_) return result_;
  decode(segment_.forward.passage(ordinal));
  if (!unchecked_.empty()) check_forms(segment_.text.passage(ordinal));
  return run();
}

const Spans& ExpressionMatcher::lead(std::uint32_t ordinal) {
  result_.clear();
  if (!possible_) return result_;
  decode(segment_.forward.passage(ordinal));
  if (!unchecked_.empty()) check_forms(segment_.text.passage(ordinal));
  const std::uint32_t end = lead_end(borders_);
  for (Spans& spans : found_) std::erase_if(spans, [&](TokenSpan span) { return span.end > end; });
  return run();
}

const Spans& ExpressionMatcher::first(std::uint32_t ordinal, std::uint32_t words) {
  passage(ordinal);
  std::erase_if(result_, [&](TokenSpan span) { return span.begin >= words; });
  return result_;
}

const Spans& ExpressionMatcher::title(std::uint32_t article) {
  result_.clear();
  if (!possible_) return result_;
  decode(segment_.forward.title(article));
  if (!unchecked_.empty()) check_forms(segment_.text.record(article).article.title);
  return run();
}

/// Two different words near each other, the most frequent case, without a list of spans.
unsigned ExpressionMatcher::count_pair(const store::TokenStream& stream) {
  decode(stream);
  if (found_[0].empty() || found_[1].empty()) return 0;
  return count_pairs(found_[0], found_[1],
                     {expression_.unit, expression_.ordered, expression_.number}, borders_);
}

unsigned ExpressionMatcher::count_passage(std::uint32_t ordinal) {
  if (!possible_) return 0;
  if (phrase_) return segment_.forward.passage(ordinal).count(*phrase_);
  if (is_pair_) return count_pair(segment_.forward.passage(ordinal));
  return static_cast<unsigned>(passage(ordinal).size());
}

unsigned ExpressionMatcher::count_title(std::uint32_t article) {
  if (!possible_) return 0;
  if (phrase_) return segment_.forward.title(article).count(*phrase_);
  if (is_pair_) return count_pair(segment_.forward.title(article));
  return static_cast<unsigned>(title(article).size());
}

}  // namespace dateline::search
