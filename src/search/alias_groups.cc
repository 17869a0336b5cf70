#include "search/alias_groups.hh"

#include "base/digest.hh"
#include "schema/field.hh"
#include "search/value_lists.hh"

#include <algorithm>

namespace dateline::search {

GroupSet::GroupSet(std::uint32_t groups, const std::vector<std::uint32_t>& members)
    : words_(groups / 64 + 1) {
  for (const std::uint32_t group : members)
    words_[group / 64].bits |= std::uint64_t{1} << (group % 64);
  std::uint32_t before = 0;
  for (Word& word : words_) {
    word.before = before;
    before += static_cast<std::uint32_t>(std::popcount(word.bits));
  }
}

SegmentNames::SegmentNames(const Aliases& aliases, const store::FacetFile& facets) {
  struct Found {
    std::uint32_t group;
    const AliasSet* set;
    std::uint64_t digest;
  };
  std::vector<Found> aliased;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> shared;  // group, value
  const auto& fields = schema::Schema::standard().fields();
  for (std::size_t number = 0; number < fields.size(); ++number) {
    const auto kind = kind_of(fields[number]);
    if (!kind || facets.field(number).first == facets.field(number).end) continue;
    for (const AliasSet& set : aliases.sets(*kind)) {
      if (set.keys.empty()) continue;
      const std::size_t begin = aliased.size();
      for (const std::string& key : set.keys) {
        if (const auto group = facets.find(number, key))
          aliased.push_back({*group, &set, base::digest64(set.keys.front())});
      }
      const bool never = aliases.stopped(*kind, set.keys.front());
      if (aliased.size() - begin < 2 && !never) continue;
      std::uint32_t first = UINT32_MAX;
      for (std::size_t i = begin; i < aliased.size(); ++i) {
        first = std::min(first, aliased[i].group);
        shared.emplace_back(aliased[i].group,
                            never ? hidden : static_cast<std::uint32_t>(firsts_.size()));
      }
      if (!never) firsts_.push_back(first);
    }
    for (const std::string& key : aliases.stops(*kind)) {
      if (aliases.find(*kind, key) != nullptr) continue;  // done with its set
      if (const auto group = facets.find(number, key)) shared.emplace_back(*group, hidden);
    }
  }
  std::sort(aliased.begin(), aliased.end(),
            [](const Found& a, const Found& b) { return a.group < b.group; });
  std::sort(shared.begin(), shared.end());
  std::vector<std::uint32_t> groups;
  for (const Found& one : aliased) {
    groups.push_back(one.group);
    sets_.push_back({one.set, one.digest});
  }
  aliased_ = GroupSet(facets.size(), groups);
  groups.clear();
  for (const auto& [group, value] : shared) {
    groups.push_back(group);
    values_.push_back(value);
  }
  shared_ = GroupSet(facets.size(), groups);
  marked_fields_ = facets.fields_of_groups();
  for (const std::uint32_t group : groups)
    marked_fields_[group] = static_cast<char>(marked_fields_[group] | shared_mark);
}

AliasGroups::AliasGroups(std::shared_ptr<const Aliases> aliases, const store::Database& database)
    : aliases_(std::move(aliases)),
      database_(database),
      segments_(database.segments().size()),
      lists_(schema::Schema::standard().fields().size()) {}

AliasGroups::~AliasGroups() = default;

const ValueLists* AliasGroups::lists(std::size_t field) const {
  Lists& one = lists_[field];
  if (!one.asked.exchange(true)) return nullptr;
  std::call_once(one.once,
                 [&] { one.made = std::make_unique<const ValueLists>(database_, field, *this); });
  return one.made->complete() ? one.made.get() : nullptr;
}

const SegmentNames& AliasGroups::segment(std::uint32_t index) const {
  Slot& slot = segments_[index];
  std::call_once(slot.once, [&] {
    slot.names = std::make_unique<const SegmentNames>(*aliases_, database_.segment(index).facets());
  });
  return *slot.names;
}

}  // namespace dateline::search
