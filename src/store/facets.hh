// The facet file: which names each passage and article carries, for counting without Xapian.
#pragma once

#include "base/interner.hh"
#include "store/ends.hh"
#include "store/group_row.hh"
#include "store/mention_counts.hh"
#include "store/packed_sections.hh"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::store {

inline constexpr char facets_name[] = "facets.dl";

/// A name as one passage or article carries it.
/// field:   number of the field in the schema, below 64
/// key:     folded name, the same for all spellings
/// display: the name to show
/// times:   how often it is mentioned; 1 for what articles carry as a whole
struct FacetName {
  std::uint8_t field = 0;
  std::string key;
  std::string display;
  std::uint32_t times = 1;
};

/// A name as read from a facet file.
/// group: what all its spellings share
struct FacetValue {
  std::uint8_t field = 0;
  std::uint32_t group = 0;
  std::string_view key;
  std::string_view display;
  std::uint32_t times = 1;
};

/// A spelling of a group with the passages (of a name of articles, the articles) that have it.
struct FacetSpelling {
  std::string_view display;
  std::uint32_t count = 0;
};

/// How much of a segment carries something. Stored as is.
struct FacetTotal {
  std::uint32_t passages = 0;
  std::uint32_t articles = 0;
};

/// One field of a segment. Stored as is.
/// first, end: its groups
/// with:       passages and articles that carry any of them
struct FacetFieldRow {
  std::uint32_t first = 0, end = 0;
  FacetTotal with;
  std::uint32_t of_articles = 0;  ///< 1 if some article carries it as a whole
  std::uint32_t of_passages = 0;  ///< 1 if some passage carries it by itself
};

/// A passage or article that has a group in another spelling than most. Stored as is, in order.
struct FacetVariant {
  std::uint32_t row = 0, group = 0, spelling = 0;
};

/// Collects a segment's facet values in document order: an article, then its passages.
class FacetWriter {
 public:
  void add_article(const std::vector<FacetName>& names);

  /// Names that the article has, too, are its alone.
  void add_passage(const std::vector<FacetName>& names);

  /// Take up all names of another segment's file.
  /// out: for copy_article() and copy_passage()
  std::vector<std::uint32_t> take_names(const class FacetFile& from);
  void copy_article(const FacetFile& from, std::uint32_t ordinal,
                    const std::vector<std::uint32_t>& names);
  void copy_passage(const FacetFile& from, std::uint32_t ordinal,
                    const std::vector<std::uint32_t>& names);

  void write(const std::filesystem::path& path) const;
  std::uint64_t size_bytes() const {
    return 4 * (passages_.names.size() + articles_.names.size()) + times_.bits().size();
  }

 private:
  /// Spellings of rows, all in one list.
  struct Rows {
    std::vector<std::uint32_t> names, ends{0};
  };
  struct Numbering;

  /// A spelling on its way into a row.
  struct Entry {
    std::uint32_t name = 0, times = 1;
  };

  void end_passage(std::uint32_t article);
  std::uint32_t name(std::uint8_t field, std::string_view key, std::string_view display);
  void end_row(Rows& rows);

  std::string scratch_;
  base::Interner keys_;                         ///< field byte, key
  base::Interner spelled_;                      ///< number of the key, 4 bytes; display
  std::vector<std::uint32_t> key_of_, counts_;  ///< by spelling
  Rows passages_, articles_;
  std::vector<std::uint32_t> article_of_;  ///< by passage
  std::vector<Entry> row_;                 ///< being added
  MentionCountsWriter times_;              ///< by name of a passage, all in a row
};

/// A segment's facet file: groups numbered by field, then key, so that a field's are one range and
/// in order. Reading a damaged one throws Error{Code::Database}.
class FacetFile {
 public:
  explicit FacetFile(const SidePlace& place);

  /// Keep the sections within the tables of a self-contained segment.
  void put_into(Xapian::WritableDatabase& tables) const;

  /// Number of groups.
  std::uint32_t size() const { return static_cast<std::uint32_t>(digests_.size()); }

  /// A field's row; an empty one for a field that the segment does not have.
  FacetFieldRow field(std::size_t number) const {
    return number < fields_.size() ? fields_[number] : FacetFieldRow{};
  }
  std::uint8_t field_of(std::uint32_t group) const {
    return static_cast<std::uint8_t>(group_fields_[checked(group)]);
  }

  /// The field of each group, a byte each.
  const std::string& fields_of_groups() const { return group_fields_; }

  std::string_view key(std::uint32_t group) const;
  std::uint64_t digest(std::uint32_t group) const { return digests_[checked(group)]; }
  FacetTotal total(std::uint32_t group) const {
    return {static_cast<std::uint32_t>(total_passages_[checked(group)]),
            static_cast<std::uint32_t>(total_articles_[group])};
  }

  /// The group of a name.
  std::optional<std::uint32_t> find(std::size_t field, std::string_view key) const;

  /// The groups of a field whose names hold a text that is not empty, ascending.
  std::vector<std::uint32_t> groups_with(std::size_t number, std::string_view text) const;

  /// Spellings of a group, the most frequent first, ties by bytes; at least one.
  std::size_t spelling_count(std::uint32_t group) const;
  FacetSpelling spelling(std::uint32_t group, std::size_t index) const;

  /// Groups of a passage, those of its article left out: by field, within a field as it was given.
  GroupRow of_passage(std::uint32_t ordinal) const {
    return row(passage_groups_, passage_ends_, ordinal);
  }
  GroupRow of_article(std::uint32_t ordinal) const {
    return row(article_groups_, article_ends_, ordinal);
  }

  /// How often a passage mentions the names of a set, all together; the headline's mentions count in
  /// the first passage of the article.
  /// in: groups, ascending
  std::uint32_t mentions(std::uint32_t ordinal, std::span<const std::uint32_t> groups) const;

  /// The same, spelled as the passage or article spells them.
  std::vector<FacetValue> names_of_passage(std::uint32_t ordinal) const;
  std::vector<FacetValue> names_of_article(std::uint32_t ordinal) const {
    return names(of_article(ordinal), article_variants_, ordinal);
  }

  std::size_t passages() const { return passage_ends_.size() - 1; }
  std::size_t articles() const { return article_ends_.size() - 1; }
  const SideFile& file() const { return file_; }

  [[noreturn]] static void damaged();

 private:
  friend class FacetWriter;

  std::uint32_t checked(std::uint32_t group) const {
    if (group >= digests_.size()) damaged();
    return group;
  }
  static GroupRow row(const PackedNumbers& groups, const Ends& ends, std::uint32_t index) {
    if (index + std::size_t{1} >= ends.size()) damaged();
    const std::uint64_t begin = ends[index], end = ends[index + std::size_t{1}];
    if (begin > end || end > groups.size()) damaged();
    return {groups, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  std::uint32_t end_spelling(std::uint32_t group) const;
  std::uint32_t first_spelling(std::uint32_t group) const;
  std::uint32_t spelling_in(std::span<const FacetVariant> variants, std::uint32_t row,
                            std::uint32_t group) const;
  std::string_view display(std::uint32_t spelling) const;
  std::vector<FacetValue> names(const GroupRow& groups, std::span<const FacetVariant> variants,
                                std::uint32_t row) const;

  SideFile file_;
  std::span<const FacetFieldRow> fields_;
  std::string_view key_bytes_, display_bytes_;
  std::string group_fields_;  ///< by group
  std::span<const std::uint64_t> digests_;
  PackedNumbers total_passages_, total_articles_;
  Ends key_ends_, spelling_ends_, display_ends_;  ///< each with a 0 before the first
  PackedNumbers counts_;
  Ends passage_ends_, article_ends_;
  PackedNumbers passage_groups_, article_groups_;
  std::span<const FacetVariant> passage_variants_, article_variants_;
  MentionCounts times_;
};

}  // namespace dateline::store
