#include "store/digest.hh"

#include "base/digest.hh"

#include <vector>

namespace dateline::store {
namespace {

/// The digests of a segment's articles.
class SegmentDigest {
 public:
  explicit SegmentDigest(const Segment& segment) : segment_(segment) {
    stems_.reserve(segment.forward.stem_count());
    for (std::uint32_t i = 0; i < segment.forward.stem_count(); ++i)
      stems_.push_back(base::digest64(segment.forward.stem(i)));
  }

  std::uint64_t article(std::uint32_t ordinal) const {
    const ArticleRow& row = segment_.text.articles()[ordinal];
    base::Digest digest;
    digest.add(row.id_digest).add(row.content_digest);
    digest.add(static_cast<std::uint64_t>(row.published_seconds));
    digest.add(static_cast<std::uint32_t>(row.published_day)).add(row.published_precision);
    digest.add(tokens(segment_.forward.title(ordinal)));
    digest.add(names(segment_.facets().of_article(ordinal)));
    for (std::uint32_t i = 0; i < row.passage_count; ++i) {
      const std::uint32_t passage = row.first_passage + i;
      const PassageRow& place = segment_.text.passages()[passage];
      digest.add(place.begin).add(place.end).add(segment_.forward.prose(passage));
      digest.add(tokens(segment_.forward.passage(passage)));
      digest.add(names(segment_.facets().of_passage(passage)));
    }
    return digest.value();
  }

 private:
  std::uint64_t tokens(const TokenStream& stream) const {
    std::uint64_t digest = 1;
    for (std::size_t at = 0; at < stream.tokens.size();) {
      const std::uint64_t stem = read_varint(stream.tokens, at);
      // What names no stem is damage; it counts, so that the digest tells.
      digest = digest * 0x9E3779B97F4A7C15u + (stem < stems_.size() ? stems_[stem] : stem);
    }
    return digest;
  }

  /// A sum, since names of a field come in any order.
  std::uint64_t names(const GroupRow& groups) const {
    std::uint64_t sum = 0;
    for (const std::uint32_t group : groups) {
      base::Digest one;
      sum +=
          one.add(segment_.facets().field_of(group)).add(segment_.facets().digest(group)).value();
    }
    return sum;
  }

  const Segment& segment_;
  std::vector<std::uint64_t> stems_;
};

}  // namespace

std::uint64_t logical_digest(const Database& database) {
  std::uint64_t sum = 0;
  for (const auto& segment : database.segments()) {
    const SegmentDigest digest(*segment);
    for (std::uint32_t i = 0; i < segment->article_count; ++i) {
      if (!segment->is_deleted(i)) sum += digest.article(i);
    }
  }
  const Fingerprint& made = database.manifest().fingerprint;
  base::Digest all;
  all.add(made.schema).add(static_cast<std::uint64_t>(made.tokenizer)).add(made.stemmer);
  all.add(made.sentences).add(made.entities).add(sum).add(database.live_articles());
  return all.value();
}

std::uint64_t passage_digest(const Database& database, PassageRef passage) {
  return base::digest64(database.segment(passage.segment).text.passage(passage.ordinal));
}

}  // namespace dateline::store
