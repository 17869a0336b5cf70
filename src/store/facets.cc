#include "store/facets.hh"

#include "base/error.hh"

#include <algorithm>

namespace dateline::store {
namespace {

constexpr std::uint32_t facets_version = 1;
enum Section : std::size_t {
  ValueBytes,
  ValueEnds,
  Fields,
  Groups,
  Counts,
  PassageEnds,
  PassageValues,
  ArticleEnds,
  ArticleValues,
  SectionCount
};

}  // namespace

void FacetWriter::add(const std::vector<FacetName>& names, std::vector<std::uint32_t>& values,
                      std::vector<std::uint32_t>& ends) {
  for (const FacetName& name : names) {
    scratch_.assign(1, static_cast<char>(name.field));
    scratch_.append(name.key).push_back('\0');
    scratch_.append(name.display);
    const std::uint32_t value = values_.intern(scratch_);
    if (value == counts_.size()) counts_.push_back(0);
    ++counts_[value];
    values.push_back(value);
  }
  ends.push_back(static_cast<std::uint32_t>(values.size()));
}

void FacetWriter::write(const std::filesystem::path& path) const {
  std::string bytes, fields;
  std::vector<std::uint32_t> ends, groups;
  base::Interner keys;
  std::vector<std::uint32_t> first_of_key;
  for (std::uint32_t i = 0; i < values_.size(); ++i) {
    const std::string_view value = values_.at(i);
    const std::uint32_t key = keys.intern(value.substr(0, value.find('\0', 1)));
    if (key == first_of_key.size()) first_of_key.push_back(i);
    groups.push_back(first_of_key[key]);
    fields.push_back(value.front());
    bytes.append(value.substr(1));
    ends.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  write_side_file(
      path, SideKind::Facets, facets_version,
      {bytes, as_bytes(ends), fields, as_bytes(groups), as_bytes(counts_), as_bytes(passage_ends_),
       as_bytes(passage_values_), as_bytes(article_ends_), as_bytes(article_values_)});
}

FacetFile::FacetFile(const std::filesystem::path& path)
    : file_(path, SideKind::Facets, facets_version, SectionCount),
      bytes_(file_.bytes(ValueBytes)),
      fields_(file_.bytes(Fields)),
      ends_(file_.array<std::uint32_t>(ValueEnds)),
      groups_(file_.array<std::uint32_t>(Groups)),
      counts_(file_.array<std::uint32_t>(Counts)),
      passage_ends_(file_.array<std::uint32_t>(PassageEnds)),
      passage_values_(file_.array<std::uint32_t>(PassageValues)),
      article_ends_(file_.array<std::uint32_t>(ArticleEnds)),
      article_values_(file_.array<std::uint32_t>(ArticleValues)) {
  if (groups_.size() != ends_.size() || counts_.size() != ends_.size() ||
      fields_.size() != ends_.size() || passage_ends_.empty() || article_ends_.empty() ||
      passage_ends_.back() != passage_values_.size() ||
      article_ends_.back() != article_values_.size()) {
    throw base::Error(base::Code::Database,
                      "'" + path.string() + "' is damaged: its tables do not fit");
  }
}

void FacetFile::damaged() {
  throw base::Error(base::Code::Database, "the facets of the database are damaged",
                    "index the corpus again into a new database");
}

FacetValue FacetFile::value(std::uint32_t number) const {
  const std::uint32_t end = ends_[checked(number)];
  const std::uint32_t begin = number == 0 ? 0 : ends_[number - 1];
  if (begin > end || end > bytes_.size()) damaged();
  const std::string_view both = bytes_.substr(begin, end - begin);
  const std::size_t border = std::min(both.find('\0'), both.size());
  FacetValue value;
  value.field = field(number);
  value.group = checked(groups_[number]);
  value.passages = counts_[number];
  value.key = both.substr(0, border);
  value.display = border < both.size() ? both.substr(border + 1) : std::string_view{};
  return value;
}

}  // namespace dateline::store
