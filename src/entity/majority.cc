#include "entity/majority.hh"

#include "entity/hashing.hh"

#include <algorithm>

namespace dateline::entity {
namespace {

constexpr std::uint64_t token_salt = 0x51, phrase_salt = 0x52, part_salt = 0x53;

/// The winner and how sure it is: alone, clear or narrow.
template <class Counts>
std::uint64_t verdict(const Counts& count, std::size_t kinds) {
  std::size_t best = 0;
  std::uint32_t total = 0;
  for (std::size_t k = 0; k < kinds; ++k) {
    total += count[k];
    if (count[k] > count[best]) best = k;
  }
  if (total == 0) return 99;
  const std::uint64_t sure = count[best] == total ? 2 : count[best] * 3 >= total * 2 ? 1 : 0;
  const std::uint64_t many = total >= 4 ? 2 : total >= 2 ? 1 : 0;
  return best * 16 + sure * 4 + many;
}

}  // namespace

void Majority::grow() {
  std::vector<Votes> old(table_.size() * 2);
  old.swap(table_);
  for (const Votes& entry : old) {
    if (entry.round != round_) continue;
    std::size_t at = entry.key & (table_.size() - 1);
    while (table_[at].round == round_) at = (at + 1) & (table_.size() - 1);
    table_[at] = entry;
  }
}

Majority::Votes& Majority::votes(std::uint64_t key) {
  if ((used_ + 1) * 2 > table_.size()) grow();
  std::size_t at = key & (table_.size() - 1);
  while (table_[at].round == round_ && table_[at].key != key) at = (at + 1) & (table_.size() - 1);
  if (table_[at].round != round_) {
    table_[at] = Votes{};
    table_[at].key = key;
    table_[at].round = round_;
    ++used_;
  }
  return table_[at];
}

const Majority::Votes* Majority::find(std::uint64_t key) const {
  std::size_t at = key & (table_.size() - 1);
  while (table_[at].round == round_) {
    if (table_[at].key == key) return &table_[at];
    at = (at + 1) & (table_.size() - 1);
  }
  return nullptr;
}

void Majority::vote(std::uint64_t key, std::size_t kind) {
  std::uint16_t& count = votes(key).count[kind];
  if (count < 0xFFFF) ++count;
}

std::uint64_t Majority::phrase(const Found& found) const {
  std::uint64_t key = phrase_salt;
  for (std::uint32_t i = found.begin; i < found.end; ++i) key = mix(key, pieces_->items[i].fold);
  return key;
}

void Majority::assign(const Pieces& pieces, const std::vector<Island>& islands,
                      const std::vector<Label>& labels) {
  pieces_ = &pieces;
  labels_ = &labels;
  used_ = 0;
  if (++round_ == 0) {  // wrapped: no entry may look as if it were of this round
    for (Votes& entry : table_) entry.round = 0;
    round_ = 1;
  }
  found_.clear();
  covering_.assign(pieces.items.size(), 0);
  for (const Island& island : islands) {
    const std::size_t before = found_.size();
    read_labels({labels.data() + island.begin, island.end - island.begin}, island.begin, found_);
    for (std::uint32_t i = island.begin; i < island.end; ++i) {
      const std::size_t kind =
          labels[i] == outside ? class_count : static_cast<std::size_t>(class_of_label(labels[i]));
      vote(mix(token_salt, pieces.items[i].fold), kind);
    }
    for (std::size_t f = before; f < found_.size(); ++f) {
      const Found& found = found_[f];
      vote(phrase(found), static_cast<std::size_t>(found.kind));
      for (std::uint32_t i = found.begin; i < found.end; ++i) {
        covering_[i] = static_cast<std::uint32_t>(f + 1);
        // A word inside a longer mention speaks for the word alone elsewhere.
        if (found.end - found.begin > 1 && (pieces.items[i].flags & PieceUpper)) {
          vote(mix(part_salt, pieces.items[i].fold), static_cast<std::size_t>(found.kind));
        }
      }
    }
  }
}

void Majority::features(const Island& island, std::uint32_t i, FeatureList& out) const {
  enum : std::uint64_t {
    TokenVote = 1001,
    PhraseVote,
    PartVote,
    Own,
    OwnBefore,
    OwnAfter,
    OwnFold,
    TokenOwn,
    PartOwn,
    VoteBefore,
    VoteAfter,
    PartPhrase
  };
  out.size = 0;
  const auto put = [&](std::uint64_t which, std::uint64_t value) {
    out.add(mix(value, which * 0x632BE59BD9B4E019u + 7));
  };
  const std::vector<Label>& labels = *labels_;
  const auto& items = pieces_->items;
  const auto token = [&](std::uint32_t at) -> std::uint64_t {
    const Votes* votes = find(mix(token_salt, items[at].fold));
    return votes == nullptr ? 98 : verdict(votes->count, kinds);
  };
  const std::uint64_t own = labels[i];
  const std::uint64_t before = i > island.begin ? labels[i - 1] : 50,
                      after = i + 1 < island.end ? labels[i + 1] : 50;
  const std::uint64_t token_vote = token(i);
  put(TokenVote, token_vote);
  put(TokenOwn, mix(token_vote, own));
  put(Own, own);
  put(OwnBefore, mix(before, own));
  put(OwnAfter, mix(own, after));
  put(OwnFold, mix(own, items[i].fold));
  if (i > island.begin) put(VoteBefore, token(i - 1));
  if (i + 1 < island.end) put(VoteAfter, token(i + 1));
  std::uint64_t phrase_vote = 97;
  if (covering_[i] != 0) {
    const Found& found = found_[covering_[i] - 1];
    phrase_vote = verdict(find(phrase(found))->count, kinds);
    put(PhraseVote, mix(phrase_vote, own));
  }
  const Votes* part = find(mix(part_salt, items[i].fold));
  const bool inside =
      covering_[i] != 0 && found_[covering_[i] - 1].end - found_[covering_[i] - 1].begin > 1;
  if (part != nullptr) {
    std::uint16_t count[kinds];
    std::copy(std::begin(part->count), std::end(part->count), count);
    if (inside) --count[static_cast<std::size_t>(found_[covering_[i] - 1].kind)];
    const std::uint64_t vote = verdict(count, kinds);
    put(PartVote, vote);
    put(PartOwn, mix(vote, own));
    put(PartPhrase, mix(vote, phrase_vote));
  }
}

}  // namespace dateline::entity
