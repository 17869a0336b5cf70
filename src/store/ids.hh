// Which articles a segment has, by id: what an indexer asks before it writes.
#pragma once

#include "store/manifest.hh"
#include "store/text_file.hh"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace dateline::store {

inline constexpr char ids_name[] = "ids.dl";

/// An article of a segment, found by its id.
struct KnownVersion {
  std::uint32_t article = 0;  ///< ordinal
  std::uint64_t content_digest = 0;
};

/// Write the id file of a finished segment from its text file; none for one that needs no side
/// files. Segments are the same without it;
/// opening their database for writing then takes time in proportion to their articles.
/// errors: Error{Code::Database}
void write_ids(const std::filesystem::path& database, const SegmentEntry& entry);

/// The articles of a segment in order of the digests of their ids: ordinals, mapped, that stand for rows
/// of the text file; made in memory for a segment that has no file of them.
class IdFile {
 public:
  /// errors: Error{Code::Database} if it is damaged, or has not as many articles as it should
  IdFile(const std::filesystem::path& database, const SegmentEntry& entry);

  /// The version of an article that is not among the deleted ordinals, which ascend.
  /// errors: Error{Code::Database} if it names articles that there are not
  std::optional<KnownVersion> find(std::uint64_t id_digest,
                                   const std::vector<std::uint32_t>& deleted) const;

  /// Compare the file with the text file's rows.
  /// errors: Error{Code::Database} if they differ or the checksum does not match
  void verify() const;

 private:
  const ArticleRow& row(std::size_t place) const;

  std::filesystem::path segment_;
  std::optional<SideFile> file_;
  std::optional<ArticleRowFile> text_;
  std::vector<ArticleRow> own_rows_;
  std::unique_ptr<const Packed> own_articles_;  ///< with 8 bytes more
  std::span<const ArticleRow> rows_;
  PackedNumbers articles_;
};

}  // namespace dateline::store
