#include "corpus/fields.hh"

#include "base/error.hh"
#include "corpus/ascii.hh"
#include "corpus/dateline.hh"

#include <array>
#include <vector>

#include <fmt/format.h>

namespace dateline::corpus {
namespace {

/// A field, its name in a mapping, and its usual keys in order of belief, as plain_key() makes
/// them. source: formats guide, sections 14 to 19 and 26
struct FieldKeys {
  Field field;
  std::string_view name;
  std::string_view keys;
};

constexpr FieldKeys field_keys[] = {
    {Field::Id, "id", "id uid uuid guid docid docno articleid storyid storiesid uri"},
    {Field::Title, "title",
     "title headline headlines headlinesmain hed articletitle name subject titlepage titlerss"},
    {Field::Body, "body",
     "body text content contents maintext article articlebody articletext fulltext textcontent "
     "description abstract"},
    {Field::Published, "published",
     "published publishedat publishdate datepublish datepublished publicationdate pubdate "
     "publisheddate date datetime timestamp createdat firstcreated versioncreated"},
    {Field::Modified, "modified",
     "modified modifiedat datemodify datemodified lastmodified updated updatedat dateupdated"},
    {Field::Source, "source",
     "source sourcename publisher publication medianame outlet domain sourcedomain site provider"},
    {Field::Url, "url", "url link articleurl weburl canonicalurl permalink originalurl"},
    {Field::Author, "author", "authors author creator creators"},
    {Field::Byline, "byline", "byline bylineoriginal"},
    {Field::Language, "language", "lang language inlanguage"},
    {Field::Section, "section", "section sectionname category desk newsdesk"},
    {Field::Dateline, "dateline", "dateline"},
    {Field::Label, "labels",
     "topics tags keywords categories subjects places people persons orgs organizations "
     "organisations companies industries exchanges"},
};

}  // namespace

std::string plain_key(std::string_view key) {
  std::string plain;
  for (const char c : key) {
    if (c != '-' && c != '_' && c != '.' && c != ' ') plain += to_lower(c);
  }
  return plain;
}

FieldMap::FieldMap(const std::map<std::string, std::string>& mapping) {
  for (const FieldKeys& row : field_keys) {
    int rank = 1;
    for (std::string_view rest = row.keys; !rest.empty(); ++rank) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      choices_.emplace(rest.substr(0, end), FieldChoice{row.field, rank});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  for (const auto& [key, name] : mapping) {
    const FieldKeys* found = nullptr;
    std::vector<std::string_view> names;
    for (const FieldKeys& row : field_keys) {
      names.push_back(row.name);
      if (row.name == name) found = &row;
    }
    if (found == nullptr) {
      throw base::Error(base::Code::Usage,
                        fmt::format("unknown field '{}' for the key '{}'", name, key),
                        "fields: " + joined(names));
    }
    choices_[plain_key(key)] = FieldChoice{found->field, 0};
  }
}

std::optional<FieldChoice> FieldMap::find(std::string_view key) const {
  const auto found = choices_.find(key);
  if (found == choices_.end()) return std::nullopt;
  return found->second;
}

bool is_absent(std::string_view value) {
  // Long values cannot be; bodies are not walked over.
  if (value.size() > 64) return false;
  value = trim(value);
  return value.empty() || equal_ignoring_case(value, "none") ||
         equal_ignoring_case(value, "null") || equal_ignoring_case(value, "nan");
}

void set_field(Article& article, Field field, std::string value) {
  switch (field) {
    case Field::Id:
      article.id = trim(value);
      break;
    case Field::Title:
      article.title = trim(value);
      break;
    case Field::Body:
      article.body = std::move(value);
      break;
    case Field::Published:
      article.published = trim(value);
      article.published_origin = DateOrigin::Element;
      break;
    case Field::Modified:
      article.modified = trim(value);
      break;
    case Field::Source:
      article.source = trim(value);
      break;
    case Field::Url:
      article.url = trim(value);
      break;
    case Field::Author:
      article.authors.emplace_back(trim(value));
      break;
    case Field::Byline:
      article.byline = trim(value);
      break;
    case Field::Language:
      article.language = to_lower(trim(value));
      break;
    case Field::Section:
      article.section = trim(value);
      break;
    case Field::Dateline:
      article.dateline = parse_dateline(value);
      break;
    case Field::Label:
      break;
  }
}

}  // namespace dateline::corpus
