#include "store/ids.hh"

#include "base/error.hh"
#include "store/files.hh"
#include "store/segment.hh"

#include <algorithm>
#include <numeric>

namespace dateline::store {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t ids_version = 1;
enum Section : std::size_t { IdDigests, ContentDigests, Articles, SectionCount };

/// The three arrays of an id file, side by side.
struct Columns {
  std::vector<std::uint64_t> ids, contents;
  std::vector<std::uint32_t> articles;

  explicit Columns(const TextFile& text) : articles(text.articles().size()) {
    const auto rows = text.articles();
    std::iota(articles.begin(), articles.end(), 0u);
    std::stable_sort(articles.begin(), articles.end(), [&](std::uint32_t a, std::uint32_t b) {
      return rows[a].id_digest < rows[b].id_digest;
    });
    for (const std::uint32_t article : articles) {
      ids.push_back(rows[article].id_digest);
      contents.push_back(rows[article].content_digest);
    }
  }
};

[[noreturn]] void damaged(const fs::path& segment, std::string_view why) {
  throw base::Error(
      base::Code::Database,
      "cannot use '" + (segment / ids_name).string() + "': " + std::string(why),
      "remove the file: it only makes indexing start faster, and is made again by a merge");
}

}  // namespace

void write_ids(const fs::path& database, const SegmentEntry& entry) {
  if (entry.self_contained) return;
  const fs::path segment = database / entry.name;
  const Columns columns(TextFile(segment / text_name));
  write_side_file(segment / ids_name, SideKind::Ids, ids_version,
                  {as_bytes(columns.ids), as_bytes(columns.contents), as_bytes(columns.articles)});
  sync_path(segment);
}

IdFile::IdFile(const fs::path& database, const SegmentEntry& entry) {
  const fs::path segment = database / entry.name;
  const std::uint32_t articles = entry.articles;
  std::error_code failed;
  if (!entry.self_contained && fs::exists(segment / ids_name, failed)) {
    file_.emplace(segment / ids_name, SideKind::Ids, ids_version, SectionCount);
    ids_ = file_->array<std::uint64_t>(IdDigests);
    contents_ = file_->array<std::uint64_t>(ContentDigests);
    articles_ = file_->array<std::uint32_t>(Articles);
  } else {
    Columns columns(open_text(segment, entry));
    own_ids_ = std::move(columns.ids);
    own_contents_ = std::move(columns.contents);
    own_articles_ = std::move(columns.articles);
    ids_ = own_ids_;
    contents_ = own_contents_;
    articles_ = own_articles_;
  }
  if (ids_.size() != articles || contents_.size() != articles || articles_.size() != articles)
    damaged(segment, "it does not fit the segment");
}

std::optional<KnownVersion> IdFile::find(std::uint64_t id_digest,
                                         const std::vector<std::uint32_t>& deleted) const {
  const auto first = std::lower_bound(ids_.begin(), ids_.end(), id_digest);
  for (auto at = static_cast<std::size_t>(first - ids_.begin());
       at < ids_.size() && ids_[at] == id_digest; ++at) {
    if (articles_[at] < articles_.size() &&
        !std::binary_search(deleted.begin(), deleted.end(), articles_[at]))
      return KnownVersion{articles_[at], contents_[at]};
  }
  return std::nullopt;
}

void IdFile::verify(const TextFile& text) const {
  if (!file_) return;
  file_->verify();
  const Columns columns(text);
  const bool same = std::equal(ids_.begin(), ids_.end(), columns.ids.begin(), columns.ids.end()) &&
                    std::equal(contents_.begin(), contents_.end(), columns.contents.begin(),
                               columns.contents.end()) &&
                    std::equal(articles_.begin(), articles_.end(), columns.articles.begin(),
                               columns.articles.end());
  if (!same)
    throw base::Error(base::Code::Database, "ids are not those of the articles in the text file");
}

}  // namespace dateline::store
