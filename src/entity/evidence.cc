#include "entity/evidence.hh"

#include "entity/hashing.hh"

#include <algorithm>

namespace dateline::entity {

std::uint64_t name_key(const Pieces& pieces, std::uint32_t i) {
  std::string_view text = pieces.text(i);
  if (text.size() > 1 && text.back() == '.') {
    text.remove_suffix(1);
    return text_hash(text);
  }
  return pieces.items[i].fold;
}

void Evidence::assign(const Pieces& pieces) {
  pieces_ = &pieces;
  facts_.assign(pieces.items.size(), Facts{});
  islands_.clear();
  find_facts();
  for (std::uint32_t s = 0; s < pieces.sentences.size(); ++s) {
    find_islands(s);
  }
  find_words();
}

/// Every piece's class is needed beside islands too; only small words and marks are looked up once more.
void Evidence::find_facts() {
  for (const PieceSentence& sentence : pieces_->sentences) {
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const Piece& piece = pieces_->items[i];
      Facts& facts = facts_[i];
      WordFacts known = model_.word(piece.word);
      const bool lower_too = (piece.flags & PieceFirst) && (piece.flags & PieceCapital);
      const bool without_case = sentence.casing == Casing::None;
      if (without_case || (piece.flags & PieceAllCaps && known.frequency == 0)) {
        // The form that running text would have: with a capital, or folded.
        const WordFacts small = model_.word(piece.fold);
        if (small.frequency > known.frequency || without_case) known = small;
        if (piece.flags & PiecePlain) {
          char title[32];
          const std::string_view folded = pieces_->text(i);
          if (folded.size() > 1 && folded.size() <= sizeof title && folded[0] >= 'a' &&
              folded[0] <= 'z') {
            std::copy(folded.begin(), folded.end(), title);
            title[0] = static_cast<char>(title[0] & ~0x20);
            const WordFacts titled = model_.word(text_hash({title, folded.size()}));
            if (titled.frequency > known.frequency) known = titled;
          }
        }
      } else if (lower_too) {
        // At the head of a sentence most words are small ones in disguise.
        const WordFacts small = model_.word(piece.fold);
        if (small.frequency > 0 && (small.capitals <= 3 || known.frequency == 0)) known = small;
      }
      facts.word_class = known.word_class;
      facts.capitals = known.capitals;
      facts.frequency = known.frequency;
    }
    find_names(sentence);
  }
}

void Evidence::find_names(const PieceSentence& sentence) {
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    const Piece& piece = pieces_->items[i];
    if (!(piece.flags & PieceLetter)) continue;
    std::uint64_t key = name_key(*pieces_, i);
    facts_[i].alone |= model_.name(key);
    if (!(piece.flags & PieceUpper) && sentence.casing != Casing::None) continue;
    const auto limit = std::min<std::uint32_t>(sentence.end, i + max_name_pieces);
    for (std::uint32_t last = i + 1; last < limit; ++last) {
      key = mix(key, name_key(*pieces_, last));
      const std::uint16_t types = model_.name(key);
      if (types == 0) continue;
      facts_[i].begins |= types;
      for (std::uint32_t j = i + 1; j <= last; ++j) facts_[j].goes_on |= types;
    }
  }
}

/// A capital that may be a name's: not the one of a common word at the head of a sentence.
bool Evidence::capital(const PieceSentence& sentence, std::uint32_t i) const {
  const Piece& piece = pieces_->items[i];
  if (sentence.casing == Casing::None) return (piece.flags & PieceLetter) != 0;
  if (!(piece.flags & PieceUpper)) return false;
  if (!(piece.flags & PieceFirst) || (piece.flags & PieceAllCaps)) return true;
  return !(facts_[i].capitals == 1 && facts_[i].frequency >= 4);
}

/// A small piece that names hold between capitals: `of`, `and the`, `&`, `'s`, a stop.
bool Evidence::fills_gap(std::uint32_t i) const {
  const Piece& piece = pieces_->items[i];
  if (piece.flags & PieceWord) return piece.folded_length <= 4;
  if (piece.end - piece.begin > 1) return false;
  const char mark = pieces_->text(i)[0];
  return mark == '&' || mark == '.' || mark == '\'' || mark == '-' || mark == '/';
}

void Evidence::find_islands(std::uint32_t index) {
  constexpr std::uint32_t max_gap = 2;
  const PieceSentence& sentence = pieces_->sentences[index];
  std::uint32_t i = sentence.begin;
  while (i < sentence.end) {
    if (!capital(sentence, i)) {
      ++i;
      continue;
    }
    Island island{i, i + 1, index};
    // `de Gaulle`, `von der Leyen`; numbers belong to the names beside them.
    while (island.begin > sentence.begin && i - island.begin < max_gap) {
      const Piece& before = pieces_->items[island.begin - 1];
      const bool particle =
          before.folded_length <= 4 && (facts_[island.begin - 1].alone & TypeFamily);
      if (!particle && !(before.flags & PieceDigit)) break;
      if (!islands_.empty() && islands_.back().end > island.begin - 1) break;
      --island.begin;
    }
    std::uint32_t gap = 0;
    for (std::uint32_t j = i + 1; j < sentence.end; ++j) {
      if (capital(sentence, j) || (pieces_->items[j].flags & PieceUpper)) {
        island.end = j + 1;
        gap = 0;
      } else if (gap == 0 && (pieces_->items[j].flags & PieceDigit)) {
        island.end = j + 1;
      } else if (++gap > max_gap || !fills_gap(j)) {
        break;
      }
    }
    islands_.push_back(island);
    i = island.end;
  }
}

Evidence::Word& Evidence::word(std::uint64_t fold) {
  if ((used_ + 1) * 2 > words_.size()) {
    std::vector<Word> old(words_.size() * 2);
    old.swap(words_);
    for (const Word& entry : old) {
      if (entry.round != round_) continue;
      std::size_t at = entry.fold & (words_.size() - 1);
      while (words_[at].round == round_) at = (at + 1) & (words_.size() - 1);
      words_[at] = entry;
    }
  }
  std::size_t at = fold & (words_.size() - 1);
  while (words_[at].round == round_ && words_[at].fold != fold) at = (at + 1) & (words_.size() - 1);
  if (words_[at].round != round_) {
    words_[at] = Word{};
    words_[at].fold = fold;
    words_[at].round = round_;
    ++used_;
  }
  return words_[at];
}

const Evidence::Word* Evidence::find_word(std::uint64_t fold) const {
  std::size_t at = fold & (words_.size() - 1);
  while (words_[at].round == round_) {
    if (words_[at].fold == fold) return &words_[at];
    at = (at + 1) & (words_.size() - 1);
  }
  return nullptr;
}

void Evidence::find_words() {
  used_ = 0;
  if (++round_ == 0) {  // wrapped: no entry may look as if it were of this round
    for (Word& entry : words_) entry.round = 0;
    round_ = 1;
  }
  for (const Island& island : islands_) {
    const bool without_case = pieces_->sentences[island.sentence].casing == Casing::None;
    for (std::uint32_t i = island.begin; i < island.end; ++i) {
      const Piece& piece = pieces_->items[i];
      if (!(piece.flags & PieceUpper) && !without_case) continue;
      Word& entry = word(piece.fold);
      // Where case says nothing, neighbours are headline style: they count only if nothing else does.
      if (entry.count < max_occurrences) entry.first[entry.count] = i;
      ++entry.count;
    }
  }
  for (const PieceSentence& sentence : pieces_->sentences) {
    if (sentence.casing != Casing::Sentence) continue;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const Piece& piece = pieces_->items[i];
      if ((piece.flags & (PieceLetter | PieceUpper)) != PieceLetter) continue;
      // Only words that islands hold matter, so the table stays small.
      if (const Word* entry = find_word(piece.fold))
        ++words_[static_cast<std::size_t>(entry - words_.data())].small;
    }
  }
}

}  // namespace dateline::entity
