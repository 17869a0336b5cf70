// The text file: passage text and article records of a segment, compressed in small pieces.
//
// The bytes of a body from where one passage ends to where the next does are a passage's tile; the
// tiles make up the body. Neighbouring tiles of an article are compressed together until they have 2 KiB: the
// first passage's slot holds them all, those of the others are empty. Likewise records of
// neighbouring articles.
#pragma once

#include "corpus/article.hh"
#include "store/compression.hh"
#include "store/packed_sections.hh"
#include "store/passage_data.hh"
#include "temporal/published.hh"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::store {

inline constexpr char text_name[] = "text.dl";

/// Where a passage lies. Stored as is.
/// begin, end: bytes of the article's body, white space at the ends left out
struct PassageRow {
  std::uint32_t article = 0;  ///< ordinal in the segment
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// What ranking, filters and upkeep need of an article without decompressing it. Stored as is.
struct ArticleRow {
  std::uint64_t id_digest = 0;
  std::uint64_t content_digest = 0;  ///< of everything a reader yields, place in the file left out
  std::int64_t published_seconds = no_instant;
  std::uint32_t first_passage = 0;
  std::uint32_t passage_count = 0;
  std::uint32_t body_bytes = 0;
  /// Serial number, temporal::Day; the first of the month or year if coarser.
  std::int32_t published_day : 24 = 0;
  std::uint32_t published_precision : 8 = 0;  ///< 0: no date; else 1 + temporal::Precision

  static constexpr std::int64_t no_instant = INT64_MIN;

  bool knows(temporal::Precision precision) const {
    return published_precision > static_cast<std::uint32_t>(precision);
  }
};

/// An article as stored: what its reader yielded, the body left out, and its parsed date.
struct ArticleRecord {
  corpus::Article article;
  std::string published;  ///< ISO 8601 with the precision it has; empty if none
};

std::uint64_t article_id_digest(std::string_view id);

/// Digest of what an article says, wherever it was read.
std::uint64_t content_digest(const corpus::Article& article);

/// Collects a segment's texts in document order, compressed as they come.
class TextWriter {
 public:
  /// in: dictionary, of an earlier segment, or empty: one is trained if there is enough text to pay
  ///     for it
  explicit TextWriter(std::string dictionary = {});

  /// Begin an article; its passages follow.
  void add_article(const corpus::Article& article,
                   const std::optional<temporal::Published>& published);

  /// Add the next passage of the article begun last.
  /// in: tile, the bytes of the body from where the passage before it ended (or the body begins) to
  /// where this
  ///     one ends; the last one reaches the end of the body. Tiles make up the body, white space
  ///     included
  void add_passage(std::uint32_t begin, std::uint32_t end, std::string_view tile);

  /// Append an article of another segment with its passages; as it is, if the dictionary is the
  /// same.
  void copy_article(const class TextFile& from, std::uint32_t article);

  std::uint32_t passages() const { return static_cast<std::uint32_t>(passages_.size()); }
  std::uint32_t articles() const { return static_cast<std::uint32_t>(articles_.size()); }
  std::uint64_t size_bytes() const { return texts_.size_bytes() + records_.size_bytes(); }

  /// Write the file. Nothing can be added afterwards.
  /// out:    the dictionary used, which may be empty
  std::string write(const std::filesystem::path& path);

 private:
  void close_frame();
  void add_record(std::string_view record);
  void close_record_frame();

  PackedWriter texts_, records_;
  std::uint64_t dictionary_digest_;  ///< of the dictionary given; 0: none was
  std::string frame_;                ///< tiles to be compressed together
  std::uint32_t frame_tiles_ = 0;
  std::string record_, record_frame_;
  std::uint32_t record_frame_records_ = 0;
  std::vector<PassageRow> passages_;
  std::vector<ArticleRow> articles_;
};

/// The article rows of a text file alone, unchecked: reading them touches no more of the file than the
/// rows that are looked at.
class ArticleRowFile {
 public:
  explicit ArticleRowFile(const std::filesystem::path& text_file);
  std::span<const ArticleRow> rows() const;

 private:
  SideFile file_;
};

/// A segment's text file; of a self-contained segment, its rows and the data of its documents.
class TextFile {
 public:
  explicit TextFile(const SidePlace& place);
  ~TextFile();
  TextFile(TextFile&&) noexcept;

  /// Keep the rows within the tables of a self-contained segment; texts and records are data of its
  /// documents (passage_data.hh).
  void put_into(Xapian::WritableDatabase& tables) const;

  std::span<const PassageRow> passages() const { return passages_; }
  std::span<const ArticleRow> articles() const { return articles_; }

  /// A passage's text, white space at its ends left out.
  std::string passage(std::uint32_t ordinal) const;

  /// The article's body as it was read.
  std::string body(std::uint32_t article) const;

  ArticleRecord record(std::uint32_t article) const;

  /// The id of an article alone.
  std::string article_id(std::uint32_t article) const;

  /// For copying: the tile of a passage, also as stored; the record of an article.
  std::string tile(std::uint32_t ordinal) const;
  std::string record_bytes(std::uint32_t article) const;
  std::string_view packed_tile(std::uint32_t ordinal) const;

  std::string_view dictionary() const;
  std::uint64_t dictionary_digest() const { return dictionary_digest_; }  ///< 0: there is none
  const SideFile& file() const { return file_; }

 private:
  struct Unpackers;

  bool rows_fit() const;
  std::size_t tile_begin(std::uint32_t ordinal) const;
  std::size_t tile_end(std::uint32_t ordinal) const;

  SideFile file_;
  std::span<const PassageRow> passages_;
  std::span<const ArticleRow> articles_;
  Ends text_ends_, record_ends_;
  std::uint64_t dictionary_digest_;
  std::unique_ptr<Unpackers> unpackers_;
  std::unique_ptr<const PassageReader> documents_;  ///< of a self-contained segment
};

}  // namespace dateline::store
