#include "entity/first_look.hh"

#include "entity/name_runs.hh"

#include <array>
#include <string>

namespace dateline::entity {
namespace {

using State = Candidate::State;
using Reason = ArticleNames::Reason;

/// Small words before a place.
bool locative(std::uint64_t hash) {
  static const std::array<std::uint64_t, 8> words = {
      token_hash("in"),      token_hash("at"),     token_hash("from"),   token_hash("near"),
      token_hash("outside"), token_hash("around"), token_hash("across"), token_hash("toward")};
  for (std::uint64_t word : words) {
    if (word == hash) return true;
  }
  return false;
}

class Look {
 public:
  Look(ArticleState& state, Part part) : state_(state), view_(state.view(part)), part_(part) {}

  void sentence(const text::Sentence& sentence) {
    begin_ = sentence.first_token;
    limit_ = sentence.end_token;
    for (std::uint32_t i = begin_; i < limit_;) {
      if (view_.capital(i)) {
        i = run(i, run_end(view_, i, limit_));
      } else {
        i += particle_name(i);
      }
    }
  }

 private:
  /// A known name that begins with a small particle (`de Gaulle`); tokens to go on by.
  std::uint32_t particle_name(std::uint32_t i) {
    if (!view_.is(i, Particle) || i + 1 >= limit_) return 1;
    const Match match = view_.longest_name(i, limit_);
    if (match.length < 2 || !match.sense->named() || !view_.capital(i + match.length - 1)) return 1;
    add_known(i, match, false);
    return match.length;
  }

  /// All names of a run; returns where to go on, at `end` or beyond.
  std::uint32_t run(std::uint32_t at, std::uint32_t end) {
    Before before = Before::Nothing;
    bool firm = false;  // the title makes a single word a person
    bool cue = cue_before(at);
    while (at < end) {
      if (ticker(at)) return at + 1;
      const Match known = view_.longest_name(at, limit_);
      const Match title = view_.longest_role(at, end, Honorific | Regnal | Office);
      Organisation organisation;
      if (before == Before::Nothing) organisation = organisation_at(view_, at, end, limit_);
      if (title.length > 0 && title.length >= known.length &&
          organisation.end <= at + title.length && !(before != Before::Nothing && given(at, end))) {
        if (const std::uint32_t next = regnal(at, title, end)) return next;
        before = title.sense->is(Honorific) ? Before::Honorific : Before::Title;
        firm = !title.sense->is(Common | Generic);
        at += title.length;
        continue;
      }
      const std::uint32_t next = name(at, end, known, organisation, before, firm, cue);
      before = Before::Nothing;
      firm = cue = false;
      at = next;
    }
    return at;
  }

  bool given(std::uint32_t at, std::uint32_t end) const {
    return view_.is(at, FirstName) && at + 1 < end;
  }

  /// One name or word at `at`; returns the next token.
  std::uint32_t name(std::uint32_t at, std::uint32_t end, const Match& known,
                     const Organisation& organisation, Before before, bool firm, bool cue) {
    const std::uint32_t known_end = at + known.length;
    if (organisation.end > known_end && !split(at, known, organisation)) {
      add_organisation(at, known, organisation);
      return organisation.end;
    }
    const bool named = known.length > 0 && known.sense->named();
    if (known.length > 0 && !named) return known_end;  // blocked
    const std::uint32_t place = place_end(view_, at, end, limit_);
    if (named && known.length > 1 && place <= known_end) {
      add_known(at, known, before != Before::Nothing);
      return known_end;
    }
    if (place > at + 1 && before == Before::Nothing && place > known_end) {
      const std::uint32_t id = state_.names.intern(Kind::Place, view_.written(at, place));
      push(at, place, State::Sure, id);
      state_.names.bind(view_.sequence(at, place), id, Reason::Full);
      return place;
    }
    const bool surname = named && (known.sense->trust & SurnameOnly) != 0;
    const std::uint32_t person = person_end(view_, at, end, before);
    if (person > at + 1 && !(before == Before::Nothing && weak_start(at))) {
      add_person(state_, part_, at, person, at);
      return person;
    }
    if (person == at + 1 && before != Before::Nothing && (firm || surname) &&
        (!named || surname || before == Before::Honorific)) {
      push(at, at + 1, firm ? State::Titled : State::Bare, ArticleNames::none);
      return at + 1;
    }
    if (named) {
      add_known(at, known, false);
      return known_end;
    }
    return bare(at, end, cue || before != Before::Nothing);
  }

  /// Whether a known organisation ends inside a longer one made of a country and itself
  /// (`U.S. Justice Department`), so that the country stands alone.
  bool split(std::uint32_t at, const Match& known, const Organisation& organisation) const {
    if (known.length == 0) return false;
    if (!known.sense->named()) {  // blocked
      return organisation.end <= at + known.length;
    }
    const std::uint32_t rest = at + known.length;
    if (known.sense->kind != Kind::Place || rest >= organisation.end) return false;
    const Match inner = view_.longest_name(rest, limit_);
    return inner.length > 0 && inner.sense->named() && inner.sense->kind == Kind::Organisation &&
           rest + inner.length >= organisation.end;
  }

  /// Regnal names keep their title: `King Hussein`. Returns the end, 0 if it is none.
  std::uint32_t regnal(std::uint32_t at, const Match& title, std::uint32_t end) {
    if (!title.sense->is(Regnal)) return 0;
    const std::uint32_t first = at + title.length;
    if (first >= end || view_.is(first, Office | OrgNoun | PlaceNoun | Common) ||
        (view_.named(first) && !view_.is(first, FirstName))) {
      return 0;
    }
    const std::uint32_t last = person_end(view_, first, end, Before::Title);
    if (last == first) return 0;
    add_person(state_, part_, at, last, at);
    return last;
  }

  bool after_bare(std::uint32_t at) const {
    if (view_.gap(at) != Gap::Blank || state_.candidates.empty()) return false;
    const Candidate& before = state_.candidates.back();
    return before.part == part_ && before.end == at && before.state == State::Bare;
  }

  /// A word in angle brackets, as agencies write ticker symbols: `<GM.N>`.
  bool ticker(std::uint32_t at) const {
    const text::Token& token = view_.token(at);
    if (!view_.all_caps(at) || token.begin == 0 || view_.text()[token.begin - 1] != '<')
      return false;
    const char after = token.end < view_.text().size() ? view_.text()[token.end] : '\0';
    return after == '>' || after == '.';
  }

  /// Whether what stands before a run speaks for a person: `envoy`, `said`.
  bool cue_before(std::uint32_t at) const {
    if (at == begin_ || view_.capital(at - 1)) return false;
    if (view_.is(at - 1, Position))
      return view_.gap(at) == Gap::Blank || view_.gap(at) == Gap::Comma;
    return view_.is(at - 1, Saying) && view_.gap(at) == Gap::Blank;
  }

  /// Whether what follows does: `said`, `, who`, `, 52,`.
  bool cue_after(std::uint32_t end) const {
    if (end >= limit_ || view_.capital(end)) return false;
    if (view_.gap(end) == Gap::Blank) return view_.is(end, Saying);
    if (view_.gap(end) != Gap::Comma) return false;
    const text::Token& next = view_.token(end);
    const bool age = (next.flags & text::HasDigit) != 0 && (next.flags & text::HasLetter) == 0 &&
                     next.end - next.begin == 2 && end + 1 < limit_ &&
                     view_.gap(end + 1) == Gap::Comma;
    return age || view_.is(end, Saying);
  }

  /// A given name that is an everyday word, where every sentence has a capital: `Will Poland`.
  bool weak_start(std::uint32_t at) const {
    return view_.opens(at) && view_.is(at, CommonFirst) &&
           (view_.named(at + 1) || view_.is(at + 1, Common | FirstName));
  }

  /// Words no rule knows, up to the next that one does.
  std::uint32_t bare(std::uint32_t at, std::uint32_t end, bool cue) {
    constexpr Roles known_roles = Common | Calendar | Honorific | Office | Blocked;
    if (view_.is(at, known_roles) || (view_.opens(at) && state_.seen.has(view_.hash(at)))) {
      return at + 1;
    }
    std::uint32_t last = at + 1;
    while (last < end && view_.capital(last) && !view_.named(last) &&
           view_.gap(last) != Gap::Ampersand && !view_.is(last, known_roles) &&
           view_.longest_name(last, limit_).length == 0 &&
           !(view_.gap(last) != Gap::Hyphen && view_.is(last, FirstName) &&
             !view_.is(last, CommonFirst) && last + 1 < end)) {
      ++last;
    }
    push(at, last, State::Bare, ArticleNames::none);
    state_.candidates.back().cue = cue || (last == end && cue_after(end));
    return last;
  }

  void add_known(std::uint32_t at, const Match& match, bool titled) {
    const Sense& sense = *match.sense;
    const std::uint32_t end = at + match.length;
    if (sense.trust & SurnameOnly) {
      push(at, end, titled ? State::Titled : State::Bare, ArticleNames::none);
      return;
    }
    if (sense.kind == Kind::Person) {
      add_person(state_, part_, at, end, at);
      return;
    }
    const bool contextual = in_context(at, end, sense.kind);
    // `Jordan said` in an article on Michael Jordan.
    if (match.length == 1 && view_.is(at, FirstName) && !contextual) {
      const ArticleNames::Entry* bearer = state_.names.find(view_.hash(at));
      if (bearer != nullptr && bearer->reason == Reason::Surname) {
        push(at, end, State::Bare, ArticleNames::none);
        return;
      }
    }
    const std::uint32_t id = state_.names.intern(sense.kind, state_.gazetteer.name(sense.name));
    State state = State::Sure;
    if ((sense.trust & CommonWord) && view_.opens(at)) state = State::Pending;
    // After unknown words it may be the end of a longer name: `Cathay Pacific`.
    if (sense.kind == Kind::Place && match.length == 1 && after_bare(at)) state = State::Pending;
    if ((sense.trust & NeedsContext) && !contextual) state = State::Pending;
    push(at, end, state, id);
    if (state == State::Sure) state_.names.bind(view_.sequence(at, end), id, Reason::Full);
  }

  bool in_context(std::uint32_t at, std::uint32_t end, Kind kind) const {
    if (kind != Kind::Place) return false;
    if (at > begin_ && view_.gap(at) == Gap::Blank && locative(view_.hash(at - 1))) return true;
    if (end < limit_ && view_.gap(end) == Gap::Comma && view_.capital(end) && view_.named(end)) {
      return true;
    }
    return at > begin_ && view_.gap(at) == Gap::Comma && view_.capital(at - 1) &&
           view_.named(at - 1);
  }

  void add_organisation(std::uint32_t at, const Match& known, const Organisation& found) {
    ArticleNames& names = state_.names;
    const bool same = known.length > 0 && known.sense->named() &&
                      known.sense->kind == Kind::Organisation &&
                      at + known.length == found.name_end;
    const std::uint32_t id =
        same ? names.intern(Kind::Organisation, state_.gazetteer.name(known.sense->name))
             : names.intern(Kind::Organisation, view_.written(at, found.name_end));
    push(at, found.end, State::Sure, id);
    names.bind(view_.sequence(at, found.end), id, Reason::Full);
    names.bind(view_.sequence(at, found.name_end), id, Reason::Full);
    if (!found.company) return;
    constexpr Roles not_short =
        Common | Generic | OrgNoun | Demonym | FirstName | Calendar | Office;
    for (std::uint32_t end = at + 1; end < found.name_end; ++end) {
      if (end == at + 1 && (view_.is(at, not_short) || view_.named(at) || view_.initial(at) ||
                            view_.token(at).folded_length < 3)) {
        continue;
      }
      if (end > at + 1 && view_.longest_name(at, end).length == end - at) continue;
      names.bind(view_.sequence(at, end), id, Reason::Short);
    }
  }

  void push(std::uint32_t begin, std::uint32_t end, State state, std::uint32_t name) {
    state_.candidates.push_back({part_, state, false, begin, end, name});
  }

  ArticleState& state_;
  const ArticleView& view_;
  Part part_;
  std::uint32_t begin_ = 0;
  std::uint32_t limit_ = 0;
};

}  // namespace

void add_person(ArticleState& state, Part part, std::uint32_t begin, std::uint32_t end,
                std::uint32_t name_begin) {
  const ArticleView& view = state.view(part);
  ArticleNames& names = state.names;
  const std::uint64_t key = view.sequence(name_begin, end);
  std::uint32_t last = end - 1;
  while (last > name_begin && (view.is(last, NameSuffix) || !view.capital(last))) --last;
  const bool suffix = view.is(end - 1, NameSuffix);
  const std::uint64_t surname = view.hash(last);
  const std::uint64_t first = view.hash(name_begin);
  const Sense* whole = state.gazetteer.find(key);
  const ArticleNames::Entry* bearer = names.find(surname);
  std::uint32_t id = ArticleNames::none;
  if (whole != nullptr && whole->named() && whole->kind == Kind::Person) {
    id = names.intern(Kind::Person, state.gazetteer.name(whole->name));
  } else if (bearer != nullptr && bearer->reason == Reason::Surname && !bearer->ambiguous &&
             bearer->first == first && !suffix) {
    id = bearer->name;  // the same with or without a middle name
  } else {
    id = names.intern(Kind::Person, view.written(name_begin, end));
  }
  state.candidates.push_back({part, State::Sure, false, begin, end, id});
  names.bind(key, id, Reason::Full);
  if (suffix || last == name_begin) return;
  const Sense* alone = state.gazetteer.find(surname);
  const bool preferred = alone != nullptr && alone->named() && (alone->trust & SurnameOnly) != 0 &&
                         state.gazetteer.name(alone->name) == names.canonical(id);
  const bool double_barrelled = last > name_begin + 1 && view.gap(last) == Gap::Hyphen &&
                                view.capital(last - 1) && !view.is(name_begin, EastSurname);
  if (double_barrelled) {
    names.bind(view.sequence(last - 1, end), id, Reason::Surname, first);
  } else if (!view.is(last, Demonym | Calendar)) {
    names.bind(surname, id, Reason::Surname, first, preferred);
  }
  if (view.is(name_begin, EastSurname)) {
    names.bind(first, id, Reason::Surname, surname, preferred);
  }
  // `von der Leyen`
  for (std::uint32_t from = last; from > name_begin + 1 && view.is(from - 1, Particle); --from) {
    names.bind(view.sequence(from - 1, end), id, Reason::Surname, first, preferred);
  }
}

void first_look(ArticleState& state, Part part) {
  Look look(state, part);
  const ArticleView& view = state.view(part);
  for (std::size_t i = 0; i < view.sentences().size(); ++i) {
    if (view.style(i) == Style::Sentence) look.sentence(view.sentences()[i]);
  }
}

}  // namespace dateline::entity
