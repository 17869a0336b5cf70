// The facet file: which names each passage and article carries, for counting without Xapian.
#pragma once

#include "base/interner.hh"
#include "store/side_file.hh"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::store {

/// A name as one passage or article carries it.
/// field:   number of the field in the schema
/// key:     folded name, the same for all spellings
/// display: the name to show
struct FacetName {
  std::uint8_t field = 0;
  std::string key;
  std::string display;
};

/// One value of a segment's facet file. Spellings of one name are values of their own that share a
/// group.
struct FacetValue {
  std::uint8_t field = 0;
  std::uint32_t group = 0;     ///< the first value with the same field and key
  std::uint32_t passages = 0;  ///< passages that carry this spelling
  std::string_view key;
  std::string_view display;
};

/// Collects a segment's facet values in document order.
class FacetWriter {
 public:
  void add_article(const std::vector<FacetName>& names) {
    add(names, article_values_, article_ends_);
  }
  void add_passage(const std::vector<FacetName>& names) {
    add(names, passage_values_, passage_ends_);
  }

  void write(const std::filesystem::path& path) const;
  std::uint64_t size_bytes() const { return 4 * (passage_values_.size() + article_values_.size()); }

 private:
  void add(const std::vector<FacetName>& names, std::vector<std::uint32_t>& values,
           std::vector<std::uint32_t>& ends);

  std::string scratch_;
  base::Interner values_;  ///< field byte, key, NUL, display
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> passage_values_, article_values_;
  std::vector<std::uint32_t> passage_ends_{0}, article_ends_{0};
};

/// A segment's facet file. Reading a damaged one throws Error{Code::Database}.
class FacetFile {
 public:
  explicit FacetFile(const std::filesystem::path& path);

  std::uint32_t size() const { return static_cast<std::uint32_t>(groups_.size()); }
  std::uint32_t group(std::uint32_t value) const { return checked(groups_[checked(value)]); }
  FacetValue value(std::uint32_t number) const;
  std::uint8_t field(std::uint32_t number) const {
    return static_cast<std::uint8_t>(fields_[checked(number)]);
  }

  /// Values of a passage, those of its article left out.
  std::span<const std::uint32_t> of_passage(std::uint32_t ordinal) const {
    return slice(passage_values_, passage_ends_, ordinal);
  }
  std::span<const std::uint32_t> of_article(std::uint32_t ordinal) const {
    return slice(article_values_, article_ends_, ordinal);
  }

  std::size_t passages() const { return passage_ends_.size() - 1; }
  std::size_t articles() const { return article_ends_.size() - 1; }
  const SideFile& file() const { return file_; }

 private:
  [[noreturn]] static void damaged();

  std::uint32_t checked(std::uint32_t value) const {
    if (value >= groups_.size()) damaged();
    return value;
  }
  static std::span<const std::uint32_t> slice(std::span<const std::uint32_t> values,
                                              std::span<const std::uint32_t> ends,
                                              std::uint32_t index) {
    if (index + std::size_t{1} >= ends.size() || ends[index] > ends[index + 1] ||
        ends[index + 1] > values.size()) {
      damaged();
    }
    return values.subspan(ends[index], ends[index + 1] - ends[index]);
  }

  SideFile file_;
  std::string_view bytes_, fields_;
  std::span<const std::uint32_t> ends_, groups_, counts_;
  std::span<const std::uint32_t> passage_ends_, passage_values_, article_ends_, article_values_;
};

}  // namespace dateline::store
