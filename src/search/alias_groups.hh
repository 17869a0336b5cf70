// The alias sets of one database: which of a segment's name groups are one value, which are none.
#pragma once

#include "search/aliases.hh"
#include "store/database.hh"

#include <atomic>
#include <bit>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::search {

class ValueLists;

/// A set of a segment's groups with quick lookup, and the rank of each in it.
class GroupSet {
 public:
  GroupSet() = default;
  GroupSet(std::uint32_t groups, const std::vector<std::uint32_t>& members);

  bool has(std::uint32_t group) const { return (words_[group / 64].bits >> (group % 64) & 1) != 0; }

  /// Members below the group; of a member its place in order.
  std::uint32_t rank(std::uint32_t group) const {
    const Word& word = words_[group / 64];
    const std::uint64_t below = word.bits & ((std::uint64_t{1} << (group % 64)) - 1);
    return word.before + static_cast<std::uint32_t>(std::popcount(below));
  }

 private:
  struct Word {
    std::uint64_t bits = 0;
    std::uint32_t before = 0;
  };
  std::vector<Word> words_;
};

/// What aliases and stop list make of one segment's groups.
class SegmentNames {
 public:
  SegmentNames(const Aliases& aliases, const store::FacetFile& facets);

  /// Whether counting the group by itself would be wrong: it shares its value with another, or is
  /// never shown. Of a shared group: the number of its value, `hidden` if it has none.
  static constexpr std::uint32_t hidden = UINT32_MAX;
  bool any_shared() const { return !values_.empty(); }
  bool shared(std::uint32_t group) const { return shared_.has(group); }

  /// By group: the number of its field, with `shared_mark` if it is shared, so that counting looks
  /// at one byte a name.
  static constexpr std::uint8_t shared_mark = 0x80;
  std::string_view marked_fields() const { return marked_fields_; }
  std::uint32_t value(std::uint32_t group) const { return values_[shared_.rank(group)]; }

  /// The group that stands for a value: the first of its groups.
  std::uint32_t group_of(std::uint32_t value) const { return firsts_[value]; }
  std::size_t value_count() const { return firsts_.size(); }

  /// The set that a group belongs to; nullptr if to none.
  const AliasSet* set(std::uint32_t group) const {
    return aliased_.has(group) ? sets_[aliased_.rank(group)].set : nullptr;
  }

  /// Digest by which a group meets those of other segments.
  std::uint64_t digest(const store::FacetFile& facets, std::uint32_t group) const {
    return aliased_.has(group) ? sets_[aliased_.rank(group)].digest : facets.digest(group);
  }

 private:
  struct Member {
    const AliasSet* set = nullptr;
    std::uint64_t digest = 0;
  };

  GroupSet aliased_, shared_;
  std::vector<Member> sets_;           ///< by rank in aliased_
  std::vector<std::uint32_t> values_;  ///< by rank in shared_
  std::vector<std::uint32_t> firsts_;  ///< by value
  std::string marked_fields_;
};

/// Aliases applied to an open database, each segment when it is first asked for, from any thread.
/// The database must outlive it.
class AliasGroups {
 public:
  AliasGroups(std::shared_ptr<const Aliases> aliases, const store::Database& database);
  ~AliasGroups();

  const Aliases& aliases() const { return *aliases_; }
  const SegmentNames& segment(std::uint32_t index) const;

  /// Whether these are the aliases applied to the database.
  bool of(const Aliases& aliases, const store::Database& database) const {
    return &aliases == aliases_.get() && &database == &database_;
  }

  /// The passages of each value of a field, from the second time on that they are asked for:
  /// making them takes longer than counting once without. nullptr: not now.
  const ValueLists* lists(std::size_t field) const;

 private:
  struct Slot {
    std::once_flag once;
    std::unique_ptr<const SegmentNames> names;
  };

  struct Lists {
    std::atomic<bool> asked = false;
    std::once_flag once;
    std::unique_ptr<const ValueLists> made;
  };

  std::shared_ptr<const Aliases> aliases_;
  const store::Database& database_;
  mutable std::vector<Slot> segments_;
  mutable std::vector<Lists> lists_;  ///< by field
};

}  // namespace dateline::search
