#include "entity/acronyms.hh"

#include <string_view>

namespace dateline::entity {
namespace {

constexpr std::size_t least_letters = 2, most_letters = 8;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

/// First token of the long name whose last token is `last`, spelled by `letters`; `last + 1` if
/// none. Capitalised words give one letter each, small ones may give one or none.
std::uint32_t long_name_begin(const ArticleView& view, std::string_view letters, std::uint32_t last,
                              std::uint32_t first_token) {
  std::size_t left = letters.size();
  std::uint32_t words = 0;
  for (std::uint32_t i = last + 1; i-- > first_token;) {
    const text::Token& token = view.token(i);
    const bool fits = lower(view.text()[token.begin]) == letters[left - 1];
    if (view.capital(i)) {
      if (!fits) return last + 1;
      --left;
      ++words;
      if (left == 0) return words >= 2 ? i : last + 1;
    } else if (token.folded_length > 3) {
      return last + 1;
    } else if (fits && left > 1 && token.folded_length > 1 && i > first_token &&
               !view.capital(i - 1)) {
      --left;
    }
    const Gap gap = view.gap(i);
    if (gap != Gap::Blank && gap != Gap::Hyphen && gap != Gap::Possessive &&
        gap != Gap::Ampersand) {
      break;
    }
  }
  return last + 1;
}

/// What the first look found for exactly these tokens; nullptr if nothing.
Candidate* covering(ArticleState& state, Part part, std::uint32_t begin, std::uint32_t end) {
  for (std::size_t i = state.candidates.size(); i-- > 0;) {
    Candidate& candidate = state.candidates[i];
    if (candidate.part == part && candidate.begin == begin && candidate.end == end) {
      return &candidate;
    }
  }
  return nullptr;
}

void define(ArticleState& state, Part part, std::uint32_t acronym, std::uint32_t begin,
            std::uint32_t end) {
  const ArticleView& view = state.view(part);
  Candidate* known = covering(state, part, begin, end);
  if (view.is(acronym, Common | Calendar)) {
    if (known != nullptr && known->state == Candidate::State::Sure &&
        view.longest_name(begin, end).length == 0) {
      known->state = Candidate::State::Dropped;  // `Liquefied Natural Gas (LNG)`
    }
    return;
  }
  const std::uint64_t key = view.hash(acronym);
  if (known != nullptr && known->state == Candidate::State::Sure) {
    if (state.names.kind(known->name) != Kind::Person) {
      state.names.bind(key, known->name, ArticleNames::Reason::Acronym);
    }
    return;
  }
  if (view.token(acronym).folded_length < 3 || view.longest_name(begin, end).length > 0) return;
  if (view.is(end - 1, NotPerson | Common) && !view.is(end - 1, OrgNoun)) return;  // `… Act`
  for (std::uint32_t i = begin; i < end; ++i) {
    if (view.is(i, Calendar | Honorific)) return;
  }
  const Sense* sense = state.gazetteer.find(key);
  std::uint32_t id = ArticleNames::none;
  if (sense != nullptr && sense->named() && sense->kind == Kind::Organisation) {
    const std::string& canonical = state.gazetteer.name(sense->name);
    const text::Token& first = view.token(begin);
    if (canonical.starts_with(view.text().substr(first.begin, first.end - first.begin))) {
      id = state.names.intern(Kind::Organisation, canonical);
    }
  }
  if (id == ArticleNames::none) {
    id = state.names.intern(Kind::Organisation, view.written(begin, end));
  }
  for (Candidate& candidate : state.candidates) {
    if (candidate.part == part && candidate.begin < end && candidate.end > begin) {
      candidate.state = Candidate::State::Dropped;
    }
  }
  state.candidates.push_back({part, Candidate::State::Sure, false, begin, end, id});
  state.names.bind(view.sequence(begin, end), id, ArticleNames::Reason::Full);
  state.names.bind(key, id, ArticleNames::Reason::Acronym);
}

}  // namespace

void find_acronyms(ArticleState& state, Part part) {
  const ArticleView& view = state.view(part);
  const std::string_view text = view.text();
  for (std::size_t s = 0; s < view.sentences().size(); ++s) {
    if (view.style(s) != Style::Sentence) continue;
    const text::Sentence& sentence = view.sentences()[s];
    for (std::uint32_t i = sentence.first_token + 1; i < sentence.end_token; ++i) {
      const text::Token& token = view.token(i);
      if (token.begin == 0 || text[token.begin - 1] != '(') continue;
      if (view.all_caps(i)) {
        const std::string_view letters = token.folded_length <= most_letters
                                             ? text.substr(token.begin, token.end - token.begin)
                                             : std::string_view{};
        if (letters.size() < least_letters || token.end >= text.size() || text[token.end] != ')') {
          continue;
        }
        std::string folded;
        for (char c : letters) {
          if (c != '.') folded.push_back(lower(c));
        }
        const std::uint32_t begin = long_name_begin(view, folded, i - 1, sentence.first_token);
        if (begin < i) define(state, part, i, begin, i);
      } else if (view.all_caps(i - 1) && view.capital(i)) {
        std::uint32_t end = i;
        while (end < sentence.end_token && view.token(end).end < text.size() &&
               text[view.token(end).end] != ')' && end - i < most_letters) {
          ++end;
        }
        if (end >= sentence.end_token || end - i >= most_letters) continue;
        std::string folded;
        const text::Token& acronym = view.token(i - 1);
        for (char c : text.substr(acronym.begin, acronym.end - acronym.begin)) {
          if (c != '.') folded.push_back(lower(c));
        }
        if (folded.size() > most_letters) continue;
        if (long_name_begin(view, folded, end, i) == i) define(state, part, i - 1, i, end + 1);
      }
    }
  }
}

}  // namespace dateline::entity
