// The features of a piece. A change here needs a new model_version and a new model.
#include "entity/evidence.hh"
#include "entity/hashing.hh"

#include <algorithm>
#include <bit>

namespace dateline::entity {
namespace {

/// One number for each kind of feature.
enum Template : std::uint64_t {
  Bias,
  Fold,
  Written,
  Before1,
  Before2,
  After1,
  After2,
  Pair1,
  Pair2,
  Around,
  Shape,
  ShapeBefore,
  ShapeAfter,
  ShapePair1,
  ShapePair2,
  ShapeTriple,
  Prefix,
  Suffix,
  SuffixBefore,
  SuffixAfter,
  Position,
  PositionShape,
  Table,
  Capitals,
  CapitalsBefore,
  CapitalsAfter,
  CapitalsFirst,
  Fine,
  FineBefore,
  FineAfter,
  FineBefore2,
  FineAfter2,
  Middle,
  MiddleBefore,
  MiddleAfter,
  MiddleBefore2,
  MiddleAfter2,
  MiddlePair1,
  MiddlePair2,
  MiddleAround,
  Coarse,
  CoarseShape,
  CoarseTriple,
  NameAlone,
  NameBegins,
  NameGoesOn,
  NameAloneBefore,
  NameAloneAfter,
  NameBeginsAfter,
  NameGoesOnBefore,
  NameMask,
  NamePair1,
  NamePair2,
  NameShape,
  ArticleBefore,
  ArticleAfter,
  ArticleClassBefore,
  ArticleClassAfter,
  ArticleNameBefore,
  ArticleNameAfter,
  ArticleCount,
  ArticleSmall,
  ArticlePair1,
  ArticlePair2,
  ArticleTypes,
  FoldCasing,
  LowerWords,
  IslandShape,
  MiddleFold1,
  MiddleFold2,
};

constexpr std::uint64_t edge_before = 0x1111111111111111u, edge_after = 0x2222222222222222u;

std::uint64_t feature(Template which, std::uint64_t a) {
  return mix(a, which * 0x632BE59BD9B4E019u + 1);
}
std::uint64_t feature(Template which, std::uint64_t a, std::uint64_t b) {
  return mix(mix(a, b), which * 0x632BE59BD9B4E019u + 1);
}

/// A piece as context: numbers are alike.
std::uint64_t context(const Piece& piece) {
  return piece.flags & PieceDigit ? mix(piece.shape, 77) : piece.fold;
}

}  // namespace

void Evidence::features(const Island& island, std::uint32_t i, FeatureList& out) const {
  const PieceSentence& sentence = pieces_->sentences[island.sentence];
  out.size = 0;
  own_features(sentence, i, out);
  class_features(sentence, i, out);
  name_features(sentence, i, out);
  article_features(i, out);
}

void Evidence::own_features(const PieceSentence& sentence, std::uint32_t i,
                            FeatureList& out) const {
  const auto& items = pieces_->items;
  const Piece& piece = items[i];
  const std::uint32_t first = sentence.begin, last = sentence.end - 1;
  const auto casing = static_cast<std::uint64_t>(sentence.casing);
  const std::uint64_t before1 = i > first ? context(items[i - 1]) : edge_before;
  const std::uint64_t before2 = i > first + 1 ? context(items[i - 2]) : edge_before;
  const std::uint64_t after1 = i < last ? context(items[i + 1]) : edge_after;
  const std::uint64_t after2 = i + 1 < last ? context(items[i + 2]) : edge_after;
  out.add(feature(Bias, casing));
  out.add(feature(Fold, piece.fold));
  if (sentence.casing != Casing::None) out.add(feature(Written, piece.word));
  out.add(feature(Before1, before1));
  out.add(feature(Before2, before2));
  out.add(feature(After1, after1));
  out.add(feature(After2, after2));
  out.add(feature(Pair1, before1, piece.fold));
  out.add(feature(Pair2, piece.fold, after1));
  out.add(feature(Around, before1, after1));
  const std::uint64_t shape = mix(piece.shape, casing == 0 ? 0 : casing);
  const std::uint64_t shape_before = i > first ? items[i - 1].shape : edge_before;
  const std::uint64_t shape_after = i < last ? items[i + 1].shape : edge_after;
  out.add(feature(Shape, shape));
  out.add(feature(ShapeBefore, shape_before, casing));
  out.add(feature(ShapeAfter, shape_after, casing));
  out.add(feature(ShapePair1, shape_before, shape));
  out.add(feature(ShapePair2, shape, shape_after));
  out.add(feature(ShapeTriple, mix(shape_before, shape), shape_after));
  const std::string_view text = pieces_->text(i);
  if ((piece.flags & PieceLetter) && text.size() > 1) {
    for (std::size_t n = 1; n <= 5 && n < text.size(); ++n) {
      out.add(feature(Prefix, text_hash(text.substr(0, n))));
      out.add(feature(Suffix, text_hash(text.substr(text.size() - n))));
    }
  }
  if (i > first && (items[i - 1].flags & PieceLetter)) {
    const std::string_view before = pieces_->text(i - 1);
    out.add(feature(SuffixBefore, text_hash(before.substr(
                                      before.size() - std::min<std::size_t>(3, before.size())))));
  }
  if (i < last && (items[i + 1].flags & PieceLetter)) {
    const std::string_view after = pieces_->text(i + 1);
    out.add(feature(SuffixAfter, text_hash(after.substr(after.size() -
                                                        std::min<std::size_t>(3, after.size())))));
  }
  const std::uint64_t position = (piece.flags & PieceFirst ? 1 : 0) | (i == first ? 2 : 0) |
                                 (i == last ? 4 : 0) | (sentence.table ? 8 : 0) | casing << 4;
  out.add(feature(Position, position));
  out.add(feature(PositionShape, position, shape));
  if (sentence.table) out.add(feature(Table, shape, mix(shape_before, shape_after)));
  if (sentence.end - sentence.begin <= 6) {
    out.add(feature(IslandShape, mix(sentence.end - sentence.begin, i - first), shape));
  }
}

void Evidence::class_features(const PieceSentence& sentence, std::uint32_t i,
                              FeatureList& out) const {
  const std::uint32_t first = sentence.begin, last = sentence.end - 1;
  const auto casing = static_cast<std::uint64_t>(sentence.casing);
  const auto class_at = [&](std::int64_t offset) -> std::uint32_t {
    const std::int64_t at = i + offset;
    if (at < first) return 1022;
    if (at > last) return 1023;
    return facts_[static_cast<std::size_t>(at)].word_class;
  };
  const auto middle = [&](std::uint32_t c) -> std::uint64_t {
    return c >= 1022 ? c : model_.coarse(static_cast<std::uint16_t>(c)).middle;
  };
  const auto coarse = [&](std::uint32_t c) -> std::uint64_t {
    return c >= 1022 ? c : model_.coarse(static_cast<std::uint16_t>(c)).coarse;
  };
  const std::uint32_t own = class_at(0), b1 = class_at(-1), b2 = class_at(-2), a1 = class_at(1),
                      a2 = class_at(2);
  out.add(feature(Fine, own));
  out.add(feature(FineBefore, b1));
  out.add(feature(FineAfter, a1));
  out.add(feature(FineBefore2, b2));
  out.add(feature(FineAfter2, a2));
  out.add(feature(Middle, middle(own)));
  out.add(feature(MiddleBefore, middle(b1)));
  out.add(feature(MiddleAfter, middle(a1)));
  out.add(feature(MiddleBefore2, middle(b2)));
  out.add(feature(MiddleAfter2, middle(a2)));
  out.add(feature(MiddlePair1, middle(b1), middle(own)));
  out.add(feature(MiddlePair2, middle(own), middle(a1)));
  out.add(feature(MiddleAround, middle(b1), middle(a1)));
  out.add(feature(Coarse, coarse(own)));
  const Piece& piece = pieces_->items[i];
  out.add(feature(CoarseShape, middle(own), mix(piece.shape, casing)));
  out.add(feature(CoarseTriple, mix(coarse(b1), coarse(own)), coarse(a1)));
  out.add(feature(MiddleFold1, middle(b1), piece.fold));
  out.add(feature(MiddleFold2, middle(a1), piece.fold));
  const std::uint64_t capitals = facts_[i].capitals;
  const std::uint64_t head = piece.flags & PieceFirst ? 1 : 0;
  out.add(feature(Capitals, capitals, casing << 1 | head));
  out.add(feature(CapitalsFirst, mix(capitals, facts_[i].frequency), casing << 1 | head));
  if (i > first) out.add(feature(CapitalsBefore, facts_[i - 1].capitals, casing));
  if (i < last) out.add(feature(CapitalsAfter, facts_[i + 1].capitals, casing));
}

void Evidence::name_features(const PieceSentence& sentence, std::uint32_t i,
                             FeatureList& out) const {
  const std::uint32_t first = sentence.begin, last = sentence.end - 1;
  const auto bits = [&](Template which, std::uint16_t mask) {
    for (; mask != 0; mask = static_cast<std::uint16_t>(mask & (mask - 1)))
      out.add(feature(which, static_cast<std::uint64_t>(std::countr_zero(mask))));
  };
  const Facts& own = facts_[i];
  const auto casing = static_cast<std::uint64_t>(sentence.casing);
  bits(NameAlone, own.alone);
  bits(NameBegins, own.begins);
  bits(NameGoesOn, own.goes_on);
  out.add(feature(NameMask, own.alone, mix(own.begins, own.goes_on)));
  const std::uint64_t caps = pieces_->items[i].flags & (PieceCapital | PieceAllCaps | PieceFirst);
  out.add(feature(NameShape, own.alone, caps << 2 | casing));
  if (i > first) {
    const Facts& before = facts_[i - 1];
    bits(NameAloneBefore, before.alone);
    bits(NameGoesOnBefore, before.goes_on);
    out.add(feature(NamePair1, before.alone, own.alone));
  }
  if (i < last) {
    const Facts& after = facts_[i + 1];
    bits(NameAloneAfter, after.alone);
    bits(NameBeginsAfter, after.begins);
    out.add(feature(NamePair2, own.alone, after.alone));
  }
}

/// How the same word stands elsewhere in the article.
void Evidence::article_features(std::uint32_t i, FeatureList& out) const {
  const Piece& piece = pieces_->items[i];
  const Word* entry = find_word(piece.fold);
  if (entry == nullptr) return;
  const std::uint64_t small = std::min<std::uint32_t>(entry->small, 2);
  out.add(feature(ArticleCount, std::min<std::uint32_t>(entry->count, 4), small));
  out.add(feature(ArticleSmall, small, piece.flags & PieceFirst));
  std::uint64_t seen[16 * max_occurrences];
  std::size_t seen_count = 0;
  const auto once = [&](std::uint64_t hash) {
    if (std::find(seen, seen + seen_count, hash) != seen + seen_count) return;
    seen[seen_count++] = hash;
    out.add(hash);
  };
  std::uint16_t types = 0;
  const std::uint32_t known = std::min<std::uint32_t>(entry->count, max_occurrences);
  for (std::uint32_t o = 0; o < known; ++o) {
    const std::uint32_t at = entry->first[o];
    if (at == i) continue;
    const bool has_before = at > 0, has_after = at + 1 < pieces_->items.size();
    const bool head = pieces_->items[at].flags & PieceFirst;
    const std::uint64_t before =
        !has_before || head ? edge_before : context(pieces_->items[at - 1]);
    const std::uint64_t after = !has_after ? edge_after : context(pieces_->items[at + 1]);
    once(feature(ArticleBefore, before));
    once(feature(ArticleAfter, after));
    if (has_before && !head) {
      const Facts& facts = facts_[at - 1];
      const bool upper = pieces_->items[at - 1].flags & PieceUpper;
      once(feature(ArticleClassBefore, model_.coarse(facts.word_class).middle, upper));
      once(feature(ArticleNameBefore, facts.alone, upper));
    }
    if (has_after) {
      const Facts& facts = facts_[at + 1];
      const bool upper = pieces_->items[at + 1].flags & PieceUpper;
      once(feature(ArticleClassAfter, model_.coarse(facts.word_class).middle, upper));
      once(feature(ArticleNameAfter, facts.alone, upper));
    }
    types |= static_cast<std::uint16_t>(facts_[at].begins | facts_[at].goes_on);
  }
  for (; types != 0; types = static_cast<std::uint16_t>(types & (types - 1)))
    out.add(feature(ArticleTypes, static_cast<std::uint64_t>(std::countr_zero(types))));
}

}  // namespace dateline::entity
