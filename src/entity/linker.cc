#include "entity/linker.hh"

#include <algorithm>
#include <cstring>

namespace dateline::entity {
namespace {

using Reason = ArticleNames::Reason;

/// Shape of an acronym: as many letters can be spelled by a long name.
constexpr std::size_t least_letters = 2, most_letters = 8;

/// What a model takes for longer names are headlines in capitals.
constexpr std::size_t most_tokens = 16;

bool capital(std::uint8_t flags) {
  return (flags & text::Capital) != 0;
}

/// The agency's name alone at the end of the body: `REUTER`.
bool signs_off(const Pieces& pieces, std::size_t sentence, const Found& mention) {
  const PieceSentence& last = pieces.sentences[sentence];
  return sentence + 1 == pieces.sentences.size() && last.part == Part::Body && sentence > 0 &&
         mention.begin == last.begin && mention.end == last.end &&
         mention.end - mention.begin == 1 && (pieces.items[mention.begin].flags & PieceAllCaps);
}

/// The surname of an office holder standing alone inside a sentence: `the Biden administration`.
bool office_holder(const Pieces& pieces, const PieceSentence& sentence, std::uint32_t i,
                   const Sense& sense) {
  const auto capital_at = [&](std::uint32_t at) {
    return (pieces.items[at].flags & PieceUpper) != 0;
  };
  return sense.named() && sense.kind == Kind::Person && (sense.trust & SurnameOnly) != 0 &&
         (sense.trust & CommonWord) == 0 && !sense.is(Common | Demonym) &&
         sentence.casing == Casing::Sentence &&
         (i == sentence.begin || !capital_at(i - 1) || (pieces.items[i - 1].flags & PieceFirst)) &&
         (i + 1 == sentence.end || !capital_at(i + 1));
}

}  // namespace

void Linker::link(const TaggerInput& article, const Pieces& pieces, const std::vector<Found>& found,
                  std::vector<Mention>& out) {
  article_ = &article;
  names_.clear();
  drafts_.clear();
  tokens_.clear();
  std::size_t sentence = 0;
  for (const Found& mention : found) {
    while (mention.begin >= pieces.sentences[sentence].end) ++sentence;
    if (mention.kind == Class::Other || signs_off(pieces, sentence, mention)) continue;
    add(pieces, mention, pieces.sentences[sentence].part);
  }
  // The body says names in full more often than the headline, and long before short.
  for (const Part part : {Part::Body, Part::Title}) {
    for (Draft& draft : drafts_)
      if (draft.part == part) name_in_full(draft);
  }
  for (Draft& draft : drafts_)
    if (draft.name == ArticleNames::none) name_short(draft);
  add_known(pieces, found);
  std::sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) {
    return a.part != b.part ? a.part < b.part : a.begin < b.begin;
  });
  out.resize(drafts_.size());
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    Mention& mention = out[i];
    mention.part = draft.part;
    mention.begin = draft.begin;
    mention.end = draft.end;
    mention.kind = draft.kind;
    mention.facet = names_.kind(draft.name);
    mention.demonym = draft.demonym;
    mention.name = names_.canonical(draft.name);
  }
}

std::uint64_t Linker::key(std::uint32_t begin, std::uint32_t end) const {
  std::uint64_t key = tokens_[begin].hash;
  for (std::uint32_t i = begin + 1; i < end; ++i) key = extend(key, tokens_[i].hash);
  return key;
}

/// The gazetteer's sense of a sequence, if it names something of the kind in full.
const Sense* Linker::known(std::uint64_t key, Kind kind) const {
  const Sense* sense = gazetteer_.find(key);
  const bool fits = sense != nullptr && sense->named() && sense->kind == kind &&
                    !sense->is(Demonym) && (sense->trust & SurnameOnly) == 0;
  return fits ? sense : nullptr;
}

void Linker::add(const Pieces& pieces, const Found& found, Part part) {
  Draft draft;
  draft.part = part;
  draft.begin = pieces.items[found.begin].begin;
  draft.end = pieces.items[found.end - 1].end;
  draft.kind = found.kind == Class::Person         ? Kind::Person
               : found.kind == Class::Organisation ? Kind::Organisation
                                                   : Kind::Place;
  const std::string_view bytes = text(part).substr(draft.begin, draft.end - draft.begin);
  text::tokenize(bytes, scratch_);
  if (scratch_.empty()) return;
  draft.first_token = static_cast<std::uint32_t>(tokens_.size());
  draft.all_caps = true;
  for (std::size_t i = 0; i < scratch_.size(); ++i) {
    TokenFacts facts;
    const std::string_view folded = scratch_.text(i);
    facts.hash = token_hash(folded);
    facts.begin = draft.begin + scratch_[i].begin;
    facts.end = draft.begin + scratch_[i].end;
    facts.sense = gazetteer_.find(facts.hash);
    facts.flags = scratch_[i].flags;
    facts.initial = folded.empty() ? '\0' : folded[0];
    if ((facts.flags & text::AllCaps) == 0) draft.all_caps = false;
    tokens_.push_back(facts);
  }
  draft.end_token = static_cast<std::uint32_t>(tokens_.size());
  if (draft.end_token - draft.first_token > most_tokens) {
    tokens_.resize(draft.first_token);
    return;
  }
  strip(draft);
  drafts_.push_back(draft);
}

/// Take titles off the front of a person and legal forms off the end of an organisation.
void Linker::strip(Draft& draft) {
  // `Dr Gupta` is nobody's company, whatever the sentence makes of it.
  if (draft.kind == Kind::Organisation && is(draft.first_token, Honorific) &&
      draft.end_token - draft.first_token == 2 && !is(draft.first_token + 1, OrgNoun | LegalForm) &&
      known(key(draft.first_token, draft.end_token), Kind::Organisation) == nullptr)
    draft.kind = Kind::Person;
  if (draft.kind == Kind::Person) {
    while (draft.end_token - draft.first_token > 1 && is(draft.first_token, Honorific | Office) &&
           !is(draft.first_token, FirstName))
      ++draft.first_token;
    // `Boris Johnson Johnson`: where a caption ends with a name and its text begins with it.
    while (draft.end_token - draft.first_token > 2 &&
           tokens_[draft.end_token - 1].hash == tokens_[draft.end_token - 2].hash &&
           known(key(draft.first_token, draft.end_token), Kind::Person) == nullptr) {
      --draft.end_token;
      draft.end = tokens_[draft.end_token - 1].end;
      tokens_.pop_back();
    }
  }
  draft.name_end = draft.end_token;
  if (draft.kind != Kind::Organisation) return;
  while (draft.name_end - draft.first_token > 1 && is(draft.name_end - 1, LegalForm) &&
         !says_nothing(draft.first_token, draft.name_end - 1))
    --draft.name_end;
}

/// Words that tell nothing about which organisation is meant.
bool Linker::says_nothing(std::uint32_t begin, std::uint32_t end) const {
  for (std::uint32_t i = begin; i < end; ++i) {
    if (!is(i, Generic | OrgNoun | Demonym | Common)) return false;
  }
  return true;
}

/// The mention as written, white space folded.
std::uint32_t Linker::intern_written(const Draft& draft, std::uint32_t end) {
  const std::uint32_t stop = end == draft.end_token ? draft.end : tokens_[end - 1].end;
  const std::uint32_t begin = tokens_[draft.first_token].begin;
  written_.clear();
  bool blank = false;
  for (char c : text(draft.part).substr(begin, stop - begin)) {
    if (text::is_blank(c)) {
      blank = true;
      continue;
    }
    if (blank && !written_.empty()) written_.push_back(' ');
    blank = false;
    written_.push_back(c);
  }
  return names_.intern(draft.kind, written_);
}

/// Whether an organisation is one of a country that is named right before it: `Russia's Security
/// Council` is not the one that the gazetteer knows by those words. Full names mean the same
/// wherever they stand.
bool Linker::is_another_countrys(const Draft& draft) const {
  const bool common =
      draft.kind == Kind::Organisation &&
      (is(draft.name_end - 1, PublicNoun) || says_nothing(draft.first_token, draft.name_end));
  if (!common || &draft == drafts_.data()) return false;
  const Draft& owner = *(&draft - 1);
  if (owner.part != draft.part || owner.kind != Kind::Place || owner.end > draft.begin)
    return false;
  const std::string_view between = text(draft.part).substr(owner.end, draft.begin - owner.end);
  if (between != " " && between != "'s " && between != "\u2019s ") return false;
  const Sense* place = gazetteer_.find(key(owner.first_token, owner.end_token));
  if (place == nullptr || !place->named() || gazetteer_.name(place->name) == "United States")
    return false;
  const Sense* sense = gazetteer_.find(key(draft.first_token, draft.end_token));
  return sense != nullptr && sense->named() &&
         gazetteer_.name(sense->name) !=
             text(draft.part).substr(draft.begin, draft.end - draft.begin);
}

void Linker::name_in_full(Draft& draft) {
  const bool foreign = is_another_countrys(draft);
  const std::uint64_t whole = key(draft.first_token, draft.end_token);
  const std::uint64_t bare = key(draft.first_token, draft.name_end);
  for (const std::uint64_t form : {whole, bare}) {
    if (const Sense* sense = foreign ? nullptr : known(form, draft.kind)) {
      const bool single = draft.end_token - draft.first_token == 1;
      // An acronym must be written as one.
      if (single && (sense->trust & Mixed) == 0 && !draft.all_caps) continue;
      draft.name = names_.intern(draft.kind, gazetteer_.name(sense->name));
      break;
    }
  }
  // `the Kremlin`, `the G7`: where the sentence makes a place of what is known to be none.
  if (draft.name == ArticleNames::none && draft.kind == Kind::Place) {
    const Sense* sense = known(whole, Kind::Organisation);
    if (sense != nullptr && (sense->trust & (NeedsContext | CommonWord)) == 0 &&
        (draft.all_caps || (sense->trust & Mixed) != 0)) {
      draft.name = names_.intern(Kind::Organisation, gazetteer_.name(sense->name));
    }
  }
  // Words that stood for somebody before stand for the same now.
  if (draft.end_token - draft.first_token > 1) {
    const ArticleNames::Entry* entry = names_.find(whole);
    if (entry != nullptr && !entry->ambiguous) draft.name = entry->name;
  }
  // A name of several words means the same whatever the sentence makes of it.
  if (draft.name == ArticleNames::none && draft.end_token - draft.first_token > 1 && !foreign) {
    const Sense* sense = gazetteer_.find(whole);
    if (sense != nullptr && sense->named() && !sense->is(Demonym) &&
        (sense->trust & (NeedsContext | SurnameOnly)) == 0)
      draft.name = names_.intern(sense->kind, gazetteer_.name(sense->name));
  }
  if (draft.name != ArticleNames::none && names_.kind(draft.name) != draft.kind) {
    names_.bind(whole, draft.name, Reason::Full);
    return;
  }
  if (draft.kind == Kind::Person) {
    name_person(draft);
  } else if (draft.kind == Kind::Organisation) {
    name_organisation(draft);
  } else if (draft.name == ArticleNames::none && draft.end_token - draft.first_token > 1) {
    draft.name = intern_written(draft, draft.end_token);
  }
  if (draft.name != ArticleNames::none) names_.bind(whole, draft.name, Reason::Full);
}

void Linker::name_person(Draft& draft) {
  const std::uint32_t first = draft.first_token;
  std::uint32_t end = draft.end_token;
  while (end - first > 1 && is(end - 1, NameSuffix)) --end;
  if (end - first < 2) return;
  if (draft.name == ArticleNames::none) draft.name = intern_written(draft, draft.end_token);
  // The surname with its particles, and without.
  std::uint32_t surname = end - 1;
  names_.bind(key(surname, end), draft.name, Reason::Surname, tokens_[first].hash);
  while (surname > first + 1 && is(surname - 1, Particle)) {
    --surname;
    names_.bind(key(surname, end), draft.name, Reason::Surname, tokens_[first].hash);
  }
  // Kim Jong-un: the family name comes first.
  if (is(first, EastSurname))
    names_.bind(tokens_[first].hash, draft.name, Reason::Surname, tokens_[first].hash);
}

void Linker::name_organisation(Draft& draft) {
  const std::uint32_t first = draft.first_token, end = draft.name_end;
  if (draft.name == ArticleNames::none && end - first > 1) {
    // `U.S. Justice Department`, `Russian State Duma`: the gazetteer knows it without its country.
    // What every country may have (`Democratic Party`, `Supreme Court`) is the American one there.
    const Sense* owner = tokens_[first].sense;
    const Sense* rest = known(key(first + 1, end), Kind::Organisation);
    if (rest != nullptr && owner != nullptr && owner->named() && owner->kind == Kind::Place &&
        ((!is(end - 1, PublicNoun) && !says_nothing(first + 1, end)) ||
         gazetteer_.name(owner->name) == "United States"))
      draft.name = names_.intern(Kind::Organisation, gazetteer_.name(rest->name));
  }
  if (end - first == 1 && draft.end_token == end) return;
  if (draft.name == ArticleNames::none) draft.name = intern_written(draft, end);
  if (end != draft.end_token) names_.bind(key(first, end), draft.name, Reason::Full);
  // `Texaco` for `Texaco Inc`, `the Commission` for the European Commission.
  if (!is(first, Generic | OrgHead | Demonym | Common) && !is(end - 1, PublicNoun) &&
      !(tokens_[first].sense != nullptr && tokens_[first].sense->named() &&
        tokens_[first].sense->kind == Kind::Place)) {
    names_.bind(tokens_[first].hash, draft.name, Reason::Short);
  }
  if (is(end - 1, OrgNoun | PublicNoun))
    names_.bind(tokens_[end - 1].hash, draft.name, Reason::Short);
  // The first letters of its words, with and without the small ones.
  char letters[2][most_letters];
  std::size_t count[2] = {0, 0};
  for (std::uint32_t i = first; i < draft.end_token; ++i) {
    for (int small = 0; small < 2; ++small) {
      if (!small && !capital(tokens_[i].flags)) continue;
      if (!small && i >= end) continue;
      if (count[small] < most_letters) letters[small][count[small]] = tokens_[i].initial;
      ++count[small];
    }
  }
  for (int small = 0; small < 2; ++small) {
    if (count[small] < least_letters || count[small] > most_letters) continue;
    if (small && count[1] == count[0]) continue;
    names_.bind(token_hash({letters[small], count[small]}), draft.name, Reason::Acronym);
  }
}

void Linker::name_short(Draft& draft) {
  const ArticleNames::Entry* entry = names_.find(key(draft.first_token, draft.end_token));
  const bool same = entry != nullptr && (names_.kind(entry->name) == draft.kind ||
                                         draft.end_token - draft.first_token > 1);
  if (same && !entry->ambiguous && (entry->reason != Reason::Acronym || draft.all_caps)) {
    draft.name = entry->name;
    return;
  }
  const bool ambiguous = entry != nullptr && entry->ambiguous;
  const Sense* sense = gazetteer_.find(key(draft.first_token, draft.end_token));
  if (!ambiguous && sense != nullptr && sense->named() && sense->kind == Kind::Person) {
    // Office holders are called by a surname that no place or organisation has.
    if (sense->trust & SurnameOnly) draft.kind = Kind::Person;
    if (draft.kind == Kind::Person) {
      draft.name = names_.intern(Kind::Person, gazetteer_.name(sense->name));
      return;
    }
  }
  draft.name = intern_written(draft, draft.name_end);
}

void Linker::add_known(const Pieces& pieces, const std::vector<Found>& found) {
  std::size_t next = 0;
  for (const PieceSentence& sentence : pieces.sentences) {
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      while (next < found.size() && (found[next].end <= i || found[next].kind == Class::Other))
        ++next;
      if (next < found.size() && found[next].begin <= i) continue;
      if (!(pieces.items[i].flags & PieceUpper)) continue;
      std::uint64_t sequence = 0;
      const Sense* best = nullptr;
      std::uint32_t end = i;
      for (std::uint32_t j = i; j < sentence.end && j < i + 3; ++j) {
        if (next < found.size() && found[next].begin <= j) break;
        const std::uint64_t hash = token_hash(pieces.text(j));
        sequence = j == i ? hash : extend(sequence, hash);
        const Sense* sense = gazetteer_.find(sequence);
        if (sense == nullptr) break;
        if (sense->named() && sense->is(Demonym)) best = sense, end = j + 1;
        if (j == i && office_holder(pieces, sentence, j, *sense)) best = sense, end = j + 1;
        if (!sense->prefix) break;
      }
      if (best == nullptr || (sentence.casing == Casing::None && (best->trust & CommonWord)))
        continue;
      if ((best->trust & CommonWord) && (pieces.items[i].flags & PieceFirst)) continue;
      Draft draft;
      draft.part = sentence.part;
      draft.begin = pieces.items[i].begin;
      draft.end = pieces.items[end - 1].end;
      draft.kind = best->kind;
      draft.demonym = best->kind == Kind::Place;
      // Another bearer of the surname in the article goes first.
      const std::uint32_t bearer =
          draft.demonym ? ArticleNames::none : names_.lookup(token_hash(pieces.text(i)));
      draft.name = bearer != ArticleNames::none
                       ? bearer
                       : names_.intern(best->kind, gazetteer_.name(best->name));
      drafts_.push_back(draft);
      i = end - 1;
    }
  }
}

}  // namespace dateline::entity
