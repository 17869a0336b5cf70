#include "store/segment.hh"

#include "base/error.hh"

#include <fmt/format.h>

namespace dateline::store {

Segment::Segment(const std::filesystem::path& folder, const SegmentEntry& entry)
    : name(entry.name),
      passage_count(entry.passages),
      article_count(entry.articles),
      text_bytes(entry.text_bytes),
      terms(
          with_xapian(fmt::format("open segment '{}'", folder.string()),
                      [&] { return Xapian::Database(folder.string(), Xapian::DB_BACKEND_GLASS); })),
      forward(folder / forward_name),
      text(folder / text_name),
      facets(folder / facets_name),
      live_articles_(entry.articles),
      live_passages_(entry.passages),
      postings_(entry.passages) {
  const bool fits = terms.get_doccount() == passage_count &&
                    terms.get_lastdocid() == passage_count && forward.passages() == passage_count &&
                    forward.titles() == article_count && text.passages().size() == passage_count &&
                    text.articles().size() == article_count && facets.passages() == passage_count &&
                    facets.articles() == article_count;
  if (!fits) {
    throw base::Error(
        base::Code::Database,
        fmt::format("segment '{}' is damaged: its files do not fit together", folder.string()),
        "index the corpus again into a new database");
  }
  if (entry.deleted.empty()) return;
  deleted_.resize(article_count);
  for (const std::uint32_t article : entry.deleted) {
    if (article >= article_count || deleted_[article]) continue;
    deleted_[article] = true;
    --live_articles_;
    live_passages_ -= text.articles()[article].passage_count;
  }
}

const Lengths& Segment::lengths() const {
  std::call_once(lengths_known_, [&] {
    const auto before = forward.tokens_before(), title_before = forward.title_tokens_before();
    const auto rows = text.articles();
    lengths_.articles.resize(article_count);
    lengths_.passages.resize(passage_count);
    for (std::uint32_t article = 0; article < article_count; ++article) {
      const std::uint32_t first = rows[article].first_passage;
      const std::uint32_t end = first + rows[article].passage_count;
      const std::uint32_t title = title_before[article + 1] - title_before[article];
      lengths_.articles[article] = before[end] - before[first] + title;
      for (std::uint32_t i = first; i < end; ++i)
        lengths_.passages[i] = before[i + 1] - before[i] + title;
    }
  });
  return lengths_;
}

}  // namespace dateline::store
