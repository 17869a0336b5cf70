#include "store/ids.hh"

#include "base/error.hh"
#include "store/files.hh"
#include "store/segment.hh"

#include <algorithm>
#include <numeric>

namespace dateline::store {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t ids_version = 2;
enum Section : std::size_t { Articles, Packings, SectionCount };

/// The ordinals of articles in order of their ids.
std::vector<std::uint32_t> in_order(std::span<const ArticleRow> rows) {
  std::vector<std::uint32_t> articles(rows.size());
  std::iota(articles.begin(), articles.end(), 0u);
  std::stable_sort(articles.begin(), articles.end(), [&](std::uint32_t a, std::uint32_t b) {
    return rows[a].id_digest < rows[b].id_digest;
  });
  return articles;
}

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
  const ArticleRowFile text(segment / text_name);
  SectionPacker packer;
  const std::string_view articles = packer.numbers(in_order(text.rows()));
  write_side_file(segment / ids_name, SideKind::Ids, ids_version, {articles, packer.packings()});
  sync_path(segment);
}

IdFile::IdFile(const fs::path& database, const SegmentEntry& entry)
    : segment_(database / entry.name) {
  std::error_code failed;
  if (!entry.self_contained && fs::exists(segment_ / ids_name, failed)) {
    file_.emplace(segment_ / ids_name, SideKind::Ids, ids_version, SectionCount);
    text_.emplace(segment_ / text_name);
    rows_ = text_->rows();
    articles_ = SectionUnpacker(*file_, Packings).numbers(Articles, 0);
  } else {
    const TextFile text = open_text(segment_, entry);
    own_rows_.assign(text.articles().begin(), text.articles().end());
    rows_ = own_rows_;
    Packed packed = pack(in_order(rows_));
    const std::size_t size = packed.bytes.size();
    packed.bytes.append(sizeof(std::uint64_t), '\0');  // reading the last number may look at them
    own_articles_ = std::make_unique<const Packed>(std::move(packed));
    articles_ = {std::string_view(own_articles_->bytes).substr(0, size), own_articles_->packing};
  }
  if (!articles_.fits() || articles_.size() != rows_.size() || rows_.size() != entry.articles)
    damaged(segment_, "it does not fit the segment");
}

const ArticleRow& IdFile::row(std::size_t place) const {
  const std::uint64_t article = articles_[place];
  if (article >= rows_.size()) damaged(segment_, "it names an article that there is not");
  return rows_[article];
}

std::optional<KnownVersion> IdFile::find(std::uint64_t id_digest,
                                         const std::vector<std::uint32_t>& deleted) const {
  std::size_t low = 0, high = articles_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (row(middle).id_digest < id_digest) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (; low < articles_.size() && row(low).id_digest == id_digest; ++low) {
    const auto article = static_cast<std::uint32_t>(articles_[low]);
    if (!std::binary_search(deleted.begin(), deleted.end(), article))
      return KnownVersion{article, rows_[article].content_digest};
  }
  return std::nullopt;
}

void IdFile::verify() const {
  if (!file_) return;
  file_->verify();
  const std::vector<std::uint32_t> wanted = in_order(rows_);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (articles_[i] != wanted[i])
      throw base::Error(base::Code::Database, "ids are not those of the articles in the text file");
  }
}

}  // namespace dateline::store
