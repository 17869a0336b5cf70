#include "store/merge.hh"

#include "base/error.hh"
#include "store/files.hh"
#include "store/segment.hh"

#include <memory>

namespace dateline::store {

namespace fs = std::filesystem;

namespace {

void append_side_files(const Segment& segment, Vocabulary& vocabulary, ForwardWriter& forward,
                       TextWriter& text, FacetWriter& facets) {
  std::vector<std::uint32_t> numbers(segment.forward.stem_count());
  for (std::uint32_t id = 0; id < numbers.size(); ++id)
    numbers[id] = vocabulary.stems.intern(segment.forward.stem(id));
  for (std::uint32_t word = 0; word < segment.forward.word_count(); ++word) {
    const std::uint32_t stem = segment.forward.word_stem(word);
    if (stem < numbers.size()) vocabulary.add(segment.forward.word(word), numbers[stem]);
  }

  const std::vector<std::uint32_t> names = facets.take_names(segment.facets);
  for (std::uint32_t article = 0; article < segment.article_count; ++article) {
    text.copy_article(segment.text, article);
    forward.add_renumbered_title(segment.forward.title(article), numbers);
    facets.copy_article(segment.facets, article, names);
    const ArticleRow& row = segment.text.articles()[article];
    for (std::uint32_t i = row.first_passage; i < row.first_passage + row.passage_count; ++i) {
      forward.add_renumbered_passage(segment.forward.passage(i), numbers, segment.forward.prose(i));
      facets.copy_passage(segment.facets, i, names);
    }
  }
}

}  // namespace

SegmentEntry merge_segments(const fs::path& database, const std::vector<SegmentEntry>& parts,
                            const fs::path& target, std::string& dictionary) {
  fs::path aside = target;
  aside += ".scratch";
  std::error_code ignored;
  fs::remove_all(aside, ignored);
  SegmentEntry merged;
  merged.name = target.filename().string();
  try {
    Xapian::Database all;
    Vocabulary vocabulary;
    ForwardWriter forward;
    TextWriter text(dictionary);
    FacetWriter facets;
    for (const SegmentEntry& part : parts) {
      const Segment segment(database / part.name, part);
      append_side_files(segment, vocabulary, forward, text, facets);
      all.add_database(segment.terms);
      for (const std::uint32_t article : part.deleted)
        merged.deleted.push_back(merged.articles + article);
      merged.articles += part.articles;
      merged.passages += part.passages;
      merged.text_bytes += part.text_bytes;
    }
    with_xapian("merge segments into '" + target.string() + "'",
                [&] { all.compact(aside.string()); });
    forward.write(aside / forward_name, vocabulary);
    dictionary = text.write(aside / text_name);
    facets.write(aside / facets_name);
    publish_folder(aside, target);
  } catch (...) {
    fs::remove_all(aside, ignored);
    throw;
  }
  return merged;
}

}  // namespace dateline::store
