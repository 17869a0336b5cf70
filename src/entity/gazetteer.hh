// Names and words the rules know, found by the hashes of their folded tokens.
#pragma once

#include "entity/tagger.hh"
#include "text/tokenize.hh"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::entity {

/// What a word or phrase can be besides a name, combined by `|`. index/gazetteer/README.md says
/// which file gives which.
using Roles = std::uint32_t;
enum Role : Roles {
  FirstName = 1u << 0,     ///< a given name
  CommonFirst = 1u << 1,   ///< … that is a common word as well
  EastSurname = 1u << 2,   ///< a family name written before the given name
  Honorific = 1u << 3,     ///< `Mr`
  Regnal = 1u << 4,        ///< `King`: belongs to the name
  Office = 1u << 5,        ///< `President`, capitalised
  Position = 1u << 6,      ///< `envoy`, in lower case
  LegalForm = 1u << 7,     ///< `Inc`
  OrgNoun = 1u << 8,       ///< closes the name of an organisation: `Ministry`
  PublicNoun = 1u << 21,   ///< an OrgNoun whose owner is not called by its first word: `Ministry`
  NotPerson = 1u << 22,    ///< shows that a given name before it is none: `Cup`
  OrgHead = 1u << 9,       ///< opens one with `of`: `Bank`
  Generic = 1u << 10,      ///< says nothing about which one: `National`
  PlaceNoun = 1u << 11,    ///< closes the name of a place: `River`
  PlaceHead = 1u << 12,    ///< opens one: `Lake`, `Gulf of`
  Calendar = 1u << 13,     ///< a day, month or feast
  Particle = 1u << 14,     ///< inside personal names: `van`
  Saying = 1u << 15,       ///< what people do: `said`
  NameSuffix = 1u << 16,   ///< `Jr`
  Abbreviated = 1u << 17,  ///< written with a full stop: `Gen`
  Common = 1u << 18,       ///< an everyday word
  Blocked = 1u << 19,      ///< a capitalised phrase that is no entity: `Cold War`
  Demonym = 1u << 20,      ///< the name is a country's adjective or people
};

/// How far a form of a name can be trusted, combined by `|`.
enum Trust : std::uint8_t {
  CommonWord = 1,    ///< `*`: also an everyday word: needs a capital inside a sentence
  NeedsContext = 2,  ///< `?`: also a name of other things: needs `in`, a comma, or another mention
  SurnameOnly = 4,   ///< `^`: stands for this person if the article has no other bearer
  Mixed = 8,         ///< known in mixed case; without it the form is an acronym and needs capitals
};

/// What one token sequence means.
struct Sense {
  static constexpr std::uint32_t no_name = 0xFFFFFFFF;

  Roles roles = 0;
  std::uint32_t name = no_name;  ///< for Gazetteer::name()
  Kind kind = Kind::Person;      ///< of the name
  std::uint8_t trust = 0;        ///< of the name, Trust
  bool prefix = false;           ///< a longer known sequence begins so

  bool named() const { return name != no_name; }
  bool is(Roles any) const { return (roles & any) != 0; }
};

class Gazetteer;

/// The canonical name that a whole name or phrase is a form of (`UK`, `kiev` -> `Kyiv`); nullopt if
/// there is none of that kind.
std::optional<std::string> canonical_name(const Gazetteer& gazetteer, Kind kind,
                                          std::string_view form);

/// Hash of one folded token.
std::uint64_t token_hash(std::string_view folded);

/// Hash of a sequence: that of its first token, extended by each further one.
inline std::uint64_t extend(std::uint64_t sequence, std::uint64_t token) {
  sequence = (sequence ^ (sequence >> 29)) * 0xBF58476D1CE4E5B9u;
  return sequence + (token << 1 | token >> 63);
}

/// The table. Filled once, then read by any number of threads.
/// Sequences are told apart by 64-bit hashes alone: among 30,000 of them two agree with a chance of
/// 1 in 40 billion.
class Gazetteer {
 public:
  Gazetteer();

  /// Add a form of a name; the first addition of a form decides what it names, trust adds up.
  /// in: form, UTF-8, with its marks (`Nice*?`); canonical, without
  void add_name(Kind kind, std::string_view canonical, std::string_view form, Roles roles = 0);

  /// Give a word or phrase a role.
  void add_role(std::string_view phrase, Roles role);

  /// What a sequence means; nullptr if it is neither known nor the beginning of a known one.
  const Sense* find(std::uint64_t sequence) const {
    for (std::size_t at = sequence & mask_;; at = (at + 1) & mask_) {
      if (slots_[at].key == sequence) return &slots_[at].sense;
      if (slots_[at].key == 0) return nullptr;
    }
  }

  /// The canonical name.
  const std::string& name(std::uint32_t index) const { return names_[index]; }

  /// Number of sequences, prefixes included.
  std::size_t size() const { return used_; }

 private:
  struct Slot {
    std::uint64_t key = 0;  ///< 0: free
    Sense sense;
  };

  Sense& at(std::uint64_t key);
  Sense& at_phrase(std::string_view phrase);
  void grow();

  std::vector<Slot> slots_;
  std::size_t mask_;
  std::size_t used_ = 0;
  std::vector<std::string> names_;
  text::Tokens scratch_;
};

/// The marks at the end of a form, as Trust; the form loses them.
std::uint8_t take_marks(std::string_view& form);

}  // namespace dateline::entity
