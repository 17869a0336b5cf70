// What the names of one article stand for: full names, surnames, short forms, acronyms.
#pragma once

#include "entity/tagger.hh"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::entity {

/// An article's table from token sequences to names. Reused: clear() keeps the memory.
class ArticleNames {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  /// Why a sequence stands for a name; a better reason replaces a worse one.
  enum class Reason : std::uint8_t {
    Short,    ///< the first words of an organisation's name: `Texaco` for `Texaco Inc`
    Surname,  ///< the family name of a person
    Acronym,  ///< defined in the article
    Full,     ///< the name itself
  };

  /// An entry of the table.
  struct Entry {
    std::uint64_t key = 0;
    std::uint64_t first = 0;  ///< surnames: hash of the given name they came with
    std::uint32_t name = none;
    std::uint32_t round = 0;
    Reason reason = Reason::Short;
    bool ambiguous = false;  ///< stands for several names, none of them preferred
    bool preferred = false;  ///< the gazetteer knows the name by this surname alone
  };

  void clear();

  /// The number of a canonical name of a kind, new or not.
  std::uint32_t intern(Kind kind, std::string_view canonical);

  Kind kind(std::uint32_t name) const { return names_[name].kind; }
  const std::string& canonical(std::uint32_t name) const { return names_[name].canonical; }

  /// Whether some sequence stands for the name in full.
  bool confirmed(std::uint32_t name) const { return names_[name].confirmed; }

  /// Let a sequence stand for a name. Two names with equal reason make it ambiguous, unless one is
  /// preferred.
  void bind(std::uint64_t key, std::uint32_t name, Reason reason, std::uint64_t first = 0,
            bool preferred = false);

  /// The entry of a sequence, ambiguous or not; nullptr if there is none.
  const Entry* find(std::uint64_t key) const;

  /// The name a sequence stands for without doubt, else none.
  std::uint32_t lookup(std::uint64_t key) const {
    const Entry* entry = find(key);
    return entry == nullptr || entry->ambiguous ? none : entry->name;
  }

 private:
  struct Name {
    Kind kind = Kind::Person;
    std::string canonical;
    bool confirmed = false;
  };

  Entry& slot(std::uint64_t key);
  void grow();

  std::vector<Name> names_;  ///< [0, count_) are in use
  std::uint32_t count_ = 0;
  std::vector<Entry> slots_ = std::vector<Entry>(256);  ///< open addressing; of this round or free
  std::size_t used_ = 0;
  std::uint32_t round_ = 1;
};

}  // namespace dateline::entity
