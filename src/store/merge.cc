#include "store/merge.hh"

#include "base/error.hh"
#include "store/files.hh"
#include "store/rewrite.hh"
#include "store/segment.hh"
#include "store/self_contained.hh"
#include "store/verify.hh"

#include <algorithm>

namespace dateline::store {

namespace fs = std::filesystem;

namespace {

/// The stems that live articles use; all of them if nothing is deleted.
std::vector<bool> stems_in_use(const Segment& segment) {
  std::vector<bool> used(segment.forward.stem_count(), !segment.has_deleted());
  if (!segment.has_deleted()) return used;
  const auto see = [&](const TokenStream& stream) {
    for (std::size_t at = 0; at < stream.tokens.size();) {
      const std::uint64_t stem = read_varint(stream.tokens, at);
      if (stem < used.size()) used[stem] = true;
    }
  };
  for (std::uint32_t article = 0; article < segment.article_count; ++article) {
    if (segment.is_deleted(article)) continue;
    see(segment.forward.title(article));
    const ArticleRow& row = segment.text.articles()[article];
    for (std::uint32_t i = row.first_passage; i < row.first_passage + row.passage_count; ++i)
      see(segment.forward.passage(i));
  }
  return used;
}

void append_side_files(const Segment& segment, Vocabulary& vocabulary, ForwardWriter& forward,
                       TextWriter& text, FacetWriter& facets) {
  const std::vector<bool> used = stems_in_use(segment);
  std::vector<std::uint32_t> numbers(segment.forward.stem_count());
  for (std::uint32_t id = 0; id < numbers.size(); ++id) {
    if (used[id]) numbers[id] = vocabulary.stems.intern(segment.forward.stem(id));
  }
  for (std::uint32_t word = 0; word < segment.forward.word_count(); ++word) {
    const std::uint32_t stem = segment.forward.word_stem(word);
    if (stem < numbers.size() && used[stem])
      vocabulary.add(segment.forward.word(word), numbers[stem]);
  }

  const std::vector<std::uint32_t> names = facets.take_names(segment.facets());
  for (std::uint32_t article = 0; article < segment.article_count; ++article) {
    if (segment.is_deleted(article)) continue;
    text.copy_article(segment.text, article);
    forward.add_renumbered_title(segment.forward.title(article), numbers);
    facets.copy_article(segment.facets(), article, names);
    const ArticleRow& row = segment.text.articles()[article];
    for (std::uint32_t i = row.first_passage; i < row.first_passage + row.passage_count; ++i) {
      forward.add_renumbered_passage(segment.forward.passage(i), numbers, segment.forward.prose(i));
      facets.copy_passage(segment.facets(), i, names);
    }
  }
}

/// Titles and bodies of the deleted articles; no more than the segment has, whatever is damaged.
std::uint64_t deleted_text_bytes(const Segment& segment) {
  std::uint64_t bytes = 0;
  for (std::uint32_t article = 0; article < segment.article_count; ++article) {
    if (!segment.is_deleted(article)) continue;
    bytes += segment.text.articles()[article].body_bytes;
    bytes += segment.text.record(article).article.title.size();
  }
  return std::min(bytes, segment.text_bytes);
}

}  // namespace

SegmentEntry merge_segments(const fs::path& database, const std::vector<SegmentEntry>& parts,
                            const fs::path& target, std::string& dictionary,
                            const Fingerprint* self_contained) {
  fs::path aside = target, scratch = target;
  aside += ".scratch";
  scratch += ".live.scratch";
  std::error_code ignored;
  fs::remove_all(aside, ignored);
  fs::remove_all(scratch, ignored);
  SegmentEntry merged;
  merged.name = target.filename().string();
  try {
    Xapian::Database all;
    Vocabulary vocabulary;
    ForwardWriter forward;
    // With the dictionary that the parts share their texts are copied as they are.
    for (const SegmentEntry& part : parts) {
      if (!dictionary.empty()) break;
      if (part.self_contained) continue;
      dictionary = TextFile(database / part.name / text_name).dictionary();
    }
    TextWriter text(dictionary);
    FacetWriter facets;
    for (const SegmentEntry& part : parts) {
      const Segment segment(database / part.name, part);
      if (segment.live_articles() == 0) continue;
      require_undamaged(database / part.name, segment);  // or the damage would have no sign any more
      append_side_files(segment, vocabulary, forward, text, facets);
      merged.text_bytes += part.text_bytes - deleted_text_bytes(segment);
      // Positions and data of a self-contained part are made anew, if at all.
      const bool as_is = !segment.has_deleted() && !part.self_contained;
      all.add_database(as_is ? segment.terms : live_postings(segment, scratch / part.name));
    }
    merged.articles = text.articles();
    merged.passages = text.passages();
    if (merged.articles == 0) return merged;
    with_xapian("merge segments into '" + target.string() + "'",
                [&] { all.compact(aside.string()); });
    forward.write(aside / forward_name, vocabulary);
    dictionary = text.write(aside / text_name);
    facets.write(aside / facets_name);
    if (self_contained != nullptr) {
      const fs::path whole = scratch / "whole";
      make_self_contained(aside, merged, *self_contained, whole, scratch);
      merged.self_contained = true;
      publish_folder(whole, target);
      fs::remove_all(aside, ignored);
    } else {
      publish_folder(aside, target);
    }
  } catch (...) {
    fs::remove_all(aside, ignored);
    fs::remove_all(scratch, ignored);
    throw;
  }
  fs::remove_all(scratch, ignored);
  return merged;
}

}  // namespace dateline::store
