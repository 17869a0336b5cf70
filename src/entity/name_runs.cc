#include "entity/name_runs.hh"

namespace dateline::entity {
namespace {

constexpr std::uint32_t max_person_tokens = 6;
constexpr std::uint32_t max_organisation_tokens = 10;

/// Hashes of the few small words that names hold.
struct SmallWords {
  std::uint64_t of = token_hash("of");
  std::uint64_t for_ = token_hash("for");
  std::uint64_t the = token_hash("the");
  std::uint64_t and_ = token_hash("and");
  std::uint64_t on = token_hash("on");
  std::uint64_t co = token_hash("co");
};

const SmallWords& small_words() {
  static const SmallWords words;
  return words;
}

bool close(Gap gap) {
  return gap == Gap::Blank || gap == Gap::Hyphen;
}

bool small_particle(const ArticleView& view, std::uint32_t i) {
  return view.is(i, Particle) && !view.capital(i);
}

/// Two-letter legal forms are common words in other spelling (`As`, `Se`).
bool legal_form(const ArticleView& view, std::uint32_t i) {
  return view.is(i, LegalForm) && view.capital(i) &&
         (view.token(i).folded_length > 2 || view.all_caps(i) || view.hash(i) == small_words().co);
}

bool title(const ArticleView& view, std::uint32_t i) {
  return view.is(i, Honorific | Office);
}

/// A word that tells nothing about whose organisation it is.
bool ownerless(const ArticleView& view, std::uint32_t i) {
  return view.is(i, Generic | OrgNoun | Demonym) ||
         (view.is(i, Common) && !view.is(i, FirstName)) ||
         (view.named(i) && view.all_caps(i) && (view.token(i).flags & text::Dotted) != 0);
}

/// End of what follows `of` in `Bank of …`; `begin` if nothing fits.
std::uint32_t tail_end(const ArticleView& view, std::uint32_t begin, std::uint32_t limit) {
  const SmallWords& words = small_words();
  std::uint32_t at = begin;
  if (at < limit && view.hash(at) == words.the && view.gap(at) == Gap::Blank) ++at;
  if (at >= limit || !view.capital(at) || view.gap(at) != Gap::Blank) return begin;
  if (view.is(at, Calendar) || title(view, at)) return begin;
  const Match known = view.longest_name(at, limit);
  std::uint32_t end = at + (known.length > 0 ? known.length : 1);
  while (end < limit && end - begin < max_organisation_tokens) {
    if (view.is(end, Calendar) || title(view, end)) break;
    if (view.capital(end) && (close(view.gap(end)) || view.gap(end) == Gap::Ampersand)) {
      if (known.length > 0 && view.gap(end) == Gap::Hyphen) break;
      ++end;
      continue;
    }
    // `Health and Human Services`: not before what is a name of its own.
    const bool joined = (view.hash(end) == words.and_ || view.hash(end) == words.of) &&
                        view.gap(end) == Gap::Blank && known.length == 0 && end + 1 < limit &&
                        view.gap(end + 1) == Gap::Blank && view.capital(end + 1) &&
                        !view.named(end + 1) && !view.is(end + 1, FirstName | Honorific | Office);
    if (!joined) break;
    end += 2;
  }
  return end;
}

/// Whether a word can be part of a personal name at this place.
bool name_part(const ArticleView& view, std::uint32_t i, std::uint32_t begin, std::uint32_t limit,
               Before before) {
  const bool first = i == begin;
  const bool after_given = !first && view.is(i - 1, FirstName) && !view.is(i - 1, CommonFirst);
  const bool after_initial = !first && view.initial(i - 1);
  if (view.is(i, Calendar) && !(view.is(i, FirstName) && after_given)) return false;
  if (legal_form(view, i)) return false;
  if (view.initial(i)) return !view.named(i);
  const Match known = view.longest_name(i, limit);
  if (known.length > 1 && !first) return false;
  if (known.length == 1 && known.sense->named() && (known.sense->trust & SurnameOnly) == 0) {
    const bool given = view.is(i, FirstName);
    if (view.is(i, Demonym) || (view.all_caps(i) && known.sense->kind == Kind::Organisation)) {
      return false;
    }
    const bool loose = (known.sense->trust & NeedsContext) != 0;
    if (first && !given && before != Before::Honorific) return false;
    if (!first && !given && !loose && !(i == begin + 1 && after_given)) return false;
  }
  const bool last = i + 1 >= limit || !view.capital(i + 1) || view.is(i + 1, NameSuffix);
  if (title(view, i) || view.is(i, Regnal)) {
    if (first ? !view.is(i, FirstName) : !(after_given && last)) return false;
  }
  if (view.is(i, Common | OrgNoun | PlaceNoun | Generic | OrgHead) && !view.is(i, FirstName)) {
    if (!first && view.named(begin)) return false;  // `Georgia Power`
    return first ? before == Before::Honorific && !view.is(i, Common)
                 : after_given || after_initial;
  }
  return true;
}

}  // namespace

std::uint32_t run_end(const ArticleView& view, std::uint32_t begin, std::uint32_t limit) {
  std::uint32_t end = begin + 1;
  while (end < limit) {
    const Gap gap = view.gap(end);
    const bool stop = gap == Gap::Stop && (view.initial(end - 1) || view.is(end - 1, Abbreviated));
    if (!close(gap) && gap != Gap::Ampersand && !stop) break;
    if (view.capital(end)) {
      ++end;
      continue;
    }
    std::uint32_t next = end;
    while (next < limit && next - end < 3 && close(view.gap(next)) && small_particle(view, next)) {
      ++next;
    }
    if (next > end && next < limit && view.capital(next) && close(view.gap(next))) {
      end = next + 1;
      continue;
    }
    if (gap == Gap::Hyphen && end - begin >= 2 && view.is(end - 2, EastSurname) &&
        view.token(end).folded_length <= 6) {
      ++end;
    }
    break;
  }
  return end;
}

std::uint32_t person_end(const ArticleView& view, std::uint32_t begin, std::uint32_t limit,
                         Before before) {
  const bool given = view.is(begin, FirstName);
  const bool initial = view.initial(begin) && !view.named(begin);
  const bool eastern = view.is(begin, EastSurname);
  if (before == Before::Nothing && !given && !initial && !eastern) return begin;
  std::uint32_t end = begin;
  std::uint32_t whole = 0;  // words that are more than initials and particles
  std::uint32_t last = begin;
  for (; end < limit && end - begin < max_person_tokens; ++end) {
    if (end > begin && view.gap(end) == Gap::Ampersand) break;
    if (end > begin && view.is(end, NameSuffix)) {
      last = end + 1;
      break;
    }
    if (!view.capital(end)) {
      const bool particle = small_particle(view, end) && end > begin;
      if (!particle && !(eastern && end > begin && view.gap(end) == Gap::Hyphen)) break;
      if (!particle) last = end + 1;
      continue;
    }
    if (end > begin && view.is(end, NotPerson)) return begin;
    if (!name_part(view, end, begin, limit, before)) break;
    if (eastern && !given && end - begin > 2) break;
    if (!view.initial(end) && view.token(end).folded_length > 1) {
      if (end == begin || view.gap(end) != Gap::Hyphen) ++whole;
      last = end + 1;
    }
  }
  const std::uint32_t least = before == Before::Nothing && !initial ? 2 : 1;
  if (whole < least || (initial && whole == 0)) return begin;
  if (eastern && !given && before == Before::Nothing && view.is(begin + 1, Common)) return begin;
  return last;
}

Organisation organisation_at(const ArticleView& view, std::uint32_t begin, std::uint32_t end,
                             std::uint32_t limit) {
  const SmallWords& words = small_words();
  Organisation found;
  const bool everyday = view.is(begin, Common) &&
                        !view.is(begin, Generic | OrgNoun | OrgHead | PlaceNoun | FirstName);
  if ((everyday && view.opens(begin)) || view.hash(begin) == words.the) return found;
  if (title(view, begin) && !view.is(begin, Generic)) return found;
  std::uint32_t owners = 0, at_noun = 0;  // owners up to the noun that closes it
  std::uint32_t at = begin;
  for (; at < end && at - begin < max_organisation_tokens; ++at) {
    if (view.is(at, Calendar) || !(view.capital(at) || small_particle(view, at))) break;
    if (at > begin && title(view, at) && !view.is(at, Generic | OrgNoun | OrgHead)) break;
    if (at > begin && legal_form(view, at)) {
      found = {at + 1, at, true};
      while (found.end < end && legal_form(view, found.end)) ++found.end;
      break;
    }
    if (view.is(at, OrgHead) && at + 2 < limit && at + 1 >= end && view.gap(at + 1) == Gap::Blank &&
        !view.capital(at + 1) &&
        (view.hash(at + 1) == words.of || view.hash(at + 1) == words.for_)) {
      const std::uint32_t tail = tail_end(view, at + 2, limit);
      if (tail > at + 2) return {tail, tail, false};
    }
    if (at > begin && view.is(at, OrgNoun)) {
      found = {at + 1, at + 1, !view.is(at, PublicNoun)};
      // `Post-Dispatch`
      if (at + 1 < end && view.gap(at + 1) == Gap::Hyphen && view.capital(at + 1) &&
          !view.named(at + 1)) {
        found.end = found.name_end = at + 2;
      }
      at_noun = owners;
    }
    if (!ownerless(view, at)) ++owners;
  }
  // `Merrill Lynch and Co`
  if (at == end && at + 1 < limit && view.hash(at) == words.and_ && view.gap(at) == Gap::Blank &&
      view.gap(at + 1) == Gap::Blank && legal_form(view, at + 1)) {
    found = {at + 2, at, true};
  }
  if (found.end == 0) return found;
  if (found.name_end < found.end) {
    const bool joined = begin >= 2 && view.hash(begin - 1) == words.and_ &&
                        view.gap(begin) == Gap::Blank && view.capital(begin - 2) &&
                        !legal_form(view, begin - 2);
    if (found.name_end == begin + 1) {
      // `American Co` is no name, nor the second half of `… and Wireless Plc`.
      const Match alone = view.longest_name(begin, begin + 1);
      const bool place =
          alone.length > 0 && alone.sense->named() && alone.sense->kind == Kind::Place;
      if (ownerless(view, begin) || place || (joined && alone.length == 0)) return {};
    } else if (owners == 0) {
      found.name_end = found.end;  // `Swiss Bank Corp`
    }
    return found;
  }
  if (found.end < end && view.is(found.end, PlaceNoun) && view.gap(found.end) == Gap::Blank) {
    return {};  // `Newark International Airport`
  }
  const std::uint32_t length = found.end - begin;
  const bool of_country = view.is(begin, Demonym);
  if (at_noun == 0) {
    const bool national =
        of_country && view.is(found.end - 1, PublicNoun) && !view.is(found.end - 1, Common);
    if (length < 3 && !national) return {};
    if (found.end < end && view.is(found.end, Office)) return {};  // `Energy Secretary`
    if (view.opens(begin) && view.is(begin, Common)) return {};
  }
  return found;
}

std::uint32_t place_end(const ArticleView& view, std::uint32_t begin, std::uint32_t end,
                        std::uint32_t limit) {
  if (view.is(begin, PlaceHead)) {
    if (!view.is(begin, PlaceNoun)) {
      const bool named = begin + 1 < end && view.gap(begin + 1) == Gap::Blank &&
                         !view.is(begin + 1, Common | OrgNoun | Calendar | Office | Honorific);
      if (named) return begin + 2;
    } else if (begin + 1 == end && begin + 2 < limit && view.hash(begin + 1) == small_words().of &&
               view.gap(begin + 1) == Gap::Blank && view.gap(begin + 2) == Gap::Blank &&
               view.capital(begin + 2) && !view.is(begin + 2, Common | Calendar)) {
      return begin + 3;
    }
  }
  if (view.is(begin, Calendar | Common | Demonym | Office | Honorific | PlaceNoun | Generic) ||
      view.initial(begin)) {
    return begin;
  }
  for (std::uint32_t at = begin + 1; at < end && at - begin <= 4; ++at) {
    if (view.gap(at) != Gap::Blank || !view.capital(at)) break;
    if (view.is(at, PlaceNoun)) {
      while (at + 1 < end && view.is(at + 1, PlaceNoun) && view.gap(at + 1) == Gap::Blank) ++at;
      return at + 1;
    }
    if (view.is(at, Calendar | Office | Honorific | Demonym)) break;
    if (view.is(at, Common) && !view.is(at, OrgNoun | Generic)) break;
  }
  return begin;
}

}  // namespace dateline::entity
