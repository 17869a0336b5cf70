#include "entity/second_look.hh"

#include "entity/first_look.hh"

#include <algorithm>

namespace dateline::entity {
namespace {

using State = Candidate::State;
using Reason = ArticleNames::Reason;

constexpr std::uint32_t max_name_tokens = 8;

/// Whether unknown words can be a personal name.
bool person_like(const ArticleState& state, const Candidate& candidate) {
  const ArticleView& view = state.view(candidate.part);
  const std::uint32_t length = candidate.end - candidate.begin;
  if (length < 2 || length > 3) return false;
  constexpr Roles never = Common | OrgNoun | OrgHead | Generic | PlaceNoun | PlaceHead | LegalForm |
                          Calendar | Demonym | Position;
  for (std::uint32_t i = candidate.begin; i < candidate.end; ++i) {
    const text::Token& token = view.token(i);
    if (!view.capital(i)) return false;
    if (view.is(i, never) || view.all_caps(i) || (token.flags & text::HasDigit)) return false;
    if (state.seen.has(view.hash(i)) || (token.folded_length < 2 && i + 1 == candidate.end)) {
      return false;
    }
  }
  return true;
}

/// Take the small particles before a linked surname, if the full name has them.
void take_particles(const ArticleState& state, Candidate& candidate) {
  const ArticleView& view = state.view(candidate.part);
  std::uint32_t begin = candidate.begin;
  while (begin > 0 && candidate.begin - begin < 3 && view.is(begin - 1, Particle) &&
         (view.gap(begin) == Gap::Blank || view.gap(begin) == Gap::Hyphen)) {
    --begin;
    if (state.names.lookup(view.sequence(begin, candidate.end)) == candidate.name) {
      candidate.begin = begin;
    }
  }
}

/// The office holder known by these words alone.
std::uint32_t known_by_surname(ArticleState& state, const ArticleView& view, std::uint32_t begin,
                               std::uint32_t end) {
  const Sense* sense = state.gazetteer.find(view.sequence(begin, end));
  if (sense == nullptr || !sense->named() || (sense->trust & SurnameOnly) == 0) {
    return ArticleNames::none;
  }
  return state.names.intern(Kind::Person, state.gazetteer.name(sense->name));
}

void link_bare(ArticleState& state, std::size_t index) {
  Candidate& candidate = state.candidates[index];
  const ArticleView& view = state.view(candidate.part);
  const bool titled = candidate.state == State::Titled;
  const std::uint32_t begin = candidate.begin, end = candidate.end;
  candidate.state = State::Dropped;
  // The whole, then its longest part of two words or more.
  for (std::uint32_t length = std::min(end - begin, max_name_tokens); length > 0; --length) {
    for (std::uint32_t at = begin; at + length <= end; ++at) {
      if (length == 1 && end - begin > 1) continue;
      const ArticleNames::Entry* entry = state.names.find(view.sequence(at, at + length));
      if (entry == nullptr || entry->ambiguous || entry->name == ArticleNames::none) continue;
      if (titled && state.names.kind(entry->name) != Kind::Person) continue;
      if (entry->reason == Reason::Short && view.opens(at) && state.seen.has(view.hash(at)))
        continue;
      candidate.state = State::Sure;
      candidate.begin = at;
      candidate.end = at + length;
      candidate.name = entry->name;
      if (entry->reason == Reason::Surname) take_particles(state, candidate);
      return;
    }
  }
  const std::uint32_t holder = known_by_surname(state, view, begin, end);
  if (holder != ArticleNames::none) {
    candidate.state = State::Sure;
    candidate.name = holder;
    return;
  }
  constexpr std::uint32_t shortest_surname_bytes = 3;
  if (titled && end - begin == 1 && !view.all_caps(begin) && !view.is(begin, FirstName) &&
      view.token(begin).folded_length >= shortest_surname_bytes) {
    candidate.state = State::Sure;
    candidate.name = state.names.intern(Kind::Person, view.written(begin, end));
  }
}

void settle_pending(ArticleState& state, Candidate& candidate) {
  const ArticleView& view = state.view(candidate.part);
  const ArticleNames::Entry* entry =
      state.names.find(view.sequence(candidate.begin, candidate.end));
  candidate.state = State::Dropped;
  if (entry != nullptr && !entry->ambiguous && entry->reason == Reason::Surname) {
    candidate.state = State::Sure;
    candidate.name = entry->name;
  } else if (state.names.confirmed(candidate.name)) {
    candidate.state = State::Sure;
  }
}

class Headlines {
 public:
  Headlines(ArticleState& state, Part part) : state_(state), view_(state.view(part)), part_(part) {}

  void sentence(const text::Sentence& sentence, Style style) {
    for (std::uint32_t i = sentence.first_token; i < sentence.end_token;) {
      i += view_.capital(i) ? word(i, sentence.end_token, style) : 1;
    }
  }

 private:
  /// What begins with a word; returns the tokens to go on by.
  std::uint32_t word(std::uint32_t at, std::uint32_t limit, Style style) {
    const Match known = view_.longest_name(at, limit);
    std::uint32_t name = ArticleNames::none;
    std::uint32_t length = 0;
    std::uint64_t key = 0;
    for (std::uint32_t end = at + 1; end <= std::min(limit, at + max_name_tokens); ++end) {
      if (end > at + 1 && (view_.gap(end - 1) == Gap::Break || view_.gap(end - 1) == Gap::Opening))
        break;
      key = end == at + 1 ? view_.hash(at) : extend(key, view_.hash(end - 1));
      const std::uint32_t found = state_.names.lookup(key);
      if (found == ArticleNames::none || (end == at + 1 && view_.is(at, Common))) continue;
      name = found;
      length = end - at;
    }
    if (length > 0 && length >= known.length) return add(at, length, name);
    if (known.length > 0) {
      if (known.sense->named() && trusted(at, known, style)) {
        return add(
            at, known.length,
            state_.names.intern(known.sense->kind, state_.gazetteer.name(known.sense->name)));
      }
      return known.length;
    }
    if (style == Style::Title && personal(at, limit)) {
      add_person(state_, part_, at, at + 2, at);
      return 2;
    }
    return 1;
  }

  bool trusted(std::uint32_t at, const Match& known, Style style) const {
    if (known.length > 1) return true;
    const std::uint8_t trust = known.sense->trust;
    if (trust & (CommonWord | NeedsContext)) return false;
    if ((trust & Mixed) != 0) return !view_.is(at, Common);
    return style == Style::Title || (!view_.is(at, Common) && view_.token(at).folded_length >= 3 &&
                                     !state_.seen.has(view_.hash(at)));
  }

  /// A given name and a word that is none of the language's.
  bool personal(std::uint32_t at, std::uint32_t limit) const {
    constexpr Roles never = Common | OrgNoun | OrgHead | Generic | PlaceNoun | PlaceHead |
                            LegalForm | Calendar | Demonym | Position | Saying | Office |
                            Honorific | Particle;
    const std::uint32_t next = at + 1;
    if (next >= limit || !view_.is(at, FirstName) || view_.is(at, CommonFirst)) return false;
    if (view_.gap(next) != Gap::Blank || !view_.capital(next) || view_.is(next, never))
      return false;
    if (view_.named(next) || view_.all_caps(next) || state_.seen.has(view_.hash(next)))
      return false;
    return !(next + 1 < limit && view_.is(next + 1, OrgNoun | PlaceNoun | LegalForm));
  }

  std::uint32_t add(std::uint32_t at, std::uint32_t length, std::uint32_t name) {
    state_.candidates.push_back({part_, State::Sure, false, at, at + length, name});
    return length;
  }

  ArticleState& state_;
  const ArticleView& view_;
  Part part_;
};

}  // namespace

void accept_cues(ArticleState& state) {
  const std::size_t count = state.candidates.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Candidate candidate = state.candidates[i];
    if (candidate.state != State::Bare || !candidate.cue || !person_like(state, candidate))
      continue;
    const ArticleView& view = state.view(candidate.part);
    if (state.names.find(view.sequence(candidate.begin, candidate.end)) != nullptr) continue;
    state.candidates[i].state = State::Dropped;
    add_person(state, candidate.part, candidate.begin, candidate.end, candidate.begin);
  }
}

void link_candidates(ArticleState& state) {
  for (std::size_t i = 0; i < state.candidates.size(); ++i) {
    Candidate& candidate = state.candidates[i];
    if (candidate.state == State::Bare || candidate.state == State::Titled) {
      link_bare(state, i);
    } else if (candidate.state == State::Pending) {
      settle_pending(state, candidate);
    } else if (candidate.state == State::Sure && candidate.end - candidate.begin == 1) {
      const ArticleView& view = state.view(candidate.part);
      const ArticleNames::Entry* entry = state.names.find(view.hash(candidate.begin));
      if (view.all_caps(candidate.begin) && entry != nullptr && entry->reason == Reason::Acronym &&
          !entry->ambiguous) {
        candidate.name = entry->name;
      }
    }
  }
}

void find_in_headlines(ArticleState& state, Part part) {
  Headlines headlines(state, part);
  const ArticleView& view = state.view(part);
  for (std::size_t i = 0; i < view.sentences().size(); ++i) {
    if (view.style(i) != Style::Sentence) headlines.sentence(view.sentences()[i], view.style(i));
  }
}

}  // namespace dateline::entity
