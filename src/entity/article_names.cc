#include "entity/article_names.hh"

#include "entity/gazetteer.hh"

namespace dateline::entity {

void ArticleNames::clear() {
  count_ = 0;
  used_ = 0;
  ++round_;
  if (round_ == 0) {  // wrapped: no entry may look as if it were of this round
    for (Entry& entry : slots_) entry.round = 0;
    round_ = 1;
  }
}

std::uint32_t ArticleNames::intern(Kind kind, std::string_view canonical) {
  // Names share the table with sequences; the kind keeps them apart from these and each other.
  const std::uint64_t key =
      extend(token_hash(canonical), 0x5851F42D4C957F2Du + static_cast<std::uint64_t>(kind));
  Entry& entry = slot(key);
  if (entry.name != none) return entry.name;
  if (count_ == names_.size()) names_.emplace_back();
  names_[count_].kind = kind;
  names_[count_].confirmed = false;
  names_[count_].canonical.assign(canonical);
  entry.reason = Reason::Full;
  entry.name = count_;
  return count_++;
}

void ArticleNames::bind(std::uint64_t key, std::uint32_t name, Reason reason, std::uint64_t first,
                        bool preferred) {
  if (reason == Reason::Full) names_[name].confirmed = true;
  Entry& entry = slot(key);
  if (entry.name == none || reason > entry.reason) {
    entry.name = name;
    entry.reason = reason;
    entry.first = first;
    entry.ambiguous = false;
    entry.preferred = preferred;
  } else if (reason == entry.reason && entry.name != name && !entry.preferred) {
    if (preferred) {
      entry.name = name;
      entry.first = first;
    }
    entry.preferred = preferred;
    entry.ambiguous = !preferred;
  }
}

const ArticleNames::Entry* ArticleNames::find(std::uint64_t key) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = key & mask;; at = (at + 1) & mask) {
    if (slots_[at].round != round_) return nullptr;
    if (slots_[at].key == key) return &slots_[at];
  }
}

ArticleNames::Entry& ArticleNames::slot(std::uint64_t key) {
  if ((used_ + 1) * 2 > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = key & mask;
  while (slots_[at].round == round_ && slots_[at].key != key) at = (at + 1) & mask;
  if (slots_[at].round != round_) {
    slots_[at] = Entry{};
    slots_[at].key = key;
    slots_[at].round = round_;
    ++used_;
  }
  return slots_[at];
}

void ArticleNames::grow() {
  std::vector<Entry> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Entry& entry : old) {
    if (entry.round != round_) continue;
    std::size_t at = entry.key & mask;
    while (slots_[at].round == round_) at = (at + 1) & mask;
    slots_[at] = entry;
  }
}

}  // namespace dateline::entity
