#include "store/segment.hh"

#include "base/error.hh"
#include "store/self_contained.hh"

#include <fmt/format.h>

namespace dateline::store {

namespace {

std::shared_ptr<const Tables> opened(const std::filesystem::path& folder, const SegmentEntry& entry,
                                     unsigned remote_timeout_ms) {
  if (entry.remote.empty()) return Tables::in_folder(folder);
  auto tables = Tables::at_server(entry.remote, remote_timeout_ms);
  // The server may have come to serve another segment than the one listed.
  const SegmentEntry served = describe(*tables).entry;
  if (served.passages != entry.passages || served.articles != entry.articles ||
      served.text_bytes != entry.text_bytes) {
    throw ServerError(entry.remote,
                      fmt::format("server '{}' serves another segment than the one listed; start it "
                                  "with the segment that was joined, or join it anew",
                                  entry.remote));
  }
  return tables;
}

SidePlace place(const std::filesystem::path& folder, const SegmentEntry& entry,
                const std::shared_ptr<const Tables>& tables, const char* name) {
  if (entry.self_contained) return {tables, name};
  return folder / name;
}

}  // namespace

TextFile open_text(const std::filesystem::path& folder, const SegmentEntry& entry) {
  if (!entry.self_contained) return TextFile(folder / text_name);
  return TextFile({opened(folder, entry, default_remote_timeout_ms), text_name});
}

Segment::Segment(const std::filesystem::path& folder, const SegmentEntry& entry,
                 unsigned remote_timeout_ms)
    : name(entry.name),
      remote(entry.remote),
      passage_count(entry.passages),
      article_count(entry.articles),
      text_bytes(entry.text_bytes),
      tables(opened(folder, entry, remote_timeout_ms)),
      terms(tables->database()),
      forward(place(folder, entry, tables, forward_name)),
      text(place(folder, entry, tables, text_name)),
      facets_place_(place(folder, entry, tables, facets_name)),
      live_articles_(entry.articles),
      live_passages_(entry.passages),
      postings_(entry.passages) {
  // What lies here is looked at here, so that damage is told at once.
  const bool facets_fit = !remote.empty() || (facets().passages() == passage_count &&
                                              facets().articles() == article_count);
  const bool fits = terms.get_doccount() == passage_count &&
                    terms.get_lastdocid() == passage_count && forward.passages() == passage_count &&
                    forward.titles() == article_count && text.passages().size() == passage_count &&
                    text.articles().size() == article_count && facets_fit;
  if (!fits) {
    throw base::Error(
        base::Code::Database,
        fmt::format("segment '{}' is damaged: its files do not fit together", tables->place()),
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

const FacetFile& Segment::facets() const {
  std::call_once(facets_known_, [&] {
    facets_.emplace(facets_place_);
    const bool fits = facets_->passages() == passage_count && facets_->articles() == article_count;
    if (!remote.empty() && !fits) FacetFile::damaged();  // else told when the segment is opened
  });
  return *facets_;
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
