#include "store/passage_data.hh"

#include "base/error.hh"
#include "schema/field.hh"
#include "store/article_record.hh"
#include "store/facets.hh"
#include "store/passage.hh"

#include <charconv>

#include <fmt/format.h>

namespace dateline::store {
namespace {

constexpr std::string_view version_line = "passage_version=1\n";

void put(std::string_view key, std::string_view value, std::string& out) {
  if (value.empty()) return;
  out.append(key).push_back('=');
  for (const char c : value) {
    switch (c) {
      case '\n':
        out.append("\\n");
        break;
      case '\t':
        out.append("\\t");
        break;
      case '\\':
        out.append("\\\\");
        break;
      default:
        out.push_back(c);
    }
  }
  out.push_back('\n');
}

void put(std::string_view key, std::uint64_t number, std::string& out) {
  if (number != 0) out += fmt::format("{}={}\n", key, number);
}

std::string unescaped(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out.push_back(value[i]);
      continue;
    }
    const char c = value[++i];
    out.push_back(c == 'n' ? '\n' : c == 't' ? '\t' : c);
  }
  return out;
}

[[noreturn]] void damaged() {
  throw base::Error(base::Code::Database, "the data of a passage of the database are damaged");
}

/// Visit the lines of data as key and value, the value as it is written.
template <typename Take>
void each_line(std::string_view data, Take take) {
  if (!data.starts_with(version_line)) damaged();
  data.remove_prefix(version_line.size());
  while (!data.empty()) {
    const std::size_t end = data.find('\n');
    const std::size_t sign = data.find('=');
    if (end == std::string_view::npos || sign > end) damaged();
    take(data.substr(0, sign), data.substr(sign + 1, end - sign - 1));
    data.remove_prefix(end + 1);
  }
}

std::uint64_t number_of(std::string_view value) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc() || read.ptr != value.data() + value.size()) damaged();
  return number;
}

struct Text {
  std::string_view key;
  std::string corpus::Article::*value;
};
constexpr Text texts[] = {
    {"article", &corpus::Article::id},
    {"title", &corpus::Article::title},
    {"url", &corpus::Article::url},
    {"source", &corpus::Article::source},
    {"section", &corpus::Article::section},
    {"language", &corpus::Article::language},
    {"title_raw", &corpus::Article::title_raw},
    {"published", &corpus::Article::published},
    {"modified", &corpus::Article::modified},
    {"byline", &corpus::Article::byline},
    {"file", &corpus::Article::file},
};
constexpr std::size_t texts_of_each = 6;  ///< that every passage has

struct Part {
  std::string_view key;
  std::string corpus::Dateline::*value;
};
constexpr Part dateline_parts[] = {{"dateline_place", &corpus::Dateline::place},
                                   {"dateline_day", &corpus::Dateline::day},
                                   {"dateline_agency", &corpus::Dateline::agency}};

struct Number {
  std::string_view key;
  std::uint64_t corpus::Article::*value;
};
constexpr Number numbers[] = {{"offset", &corpus::Article::offset},
                              {"length", &corpus::Article::length},
                              {"line", &corpus::Article::line}};

void put_rest(const corpus::Article& article, std::string& out) {
  for (std::size_t i = texts_of_each; i < std::size(texts); ++i)
    put(texts[i].key, article.*texts[i].value, out);
  for (const Part& part : dateline_parts) put(part.key, article.dateline.*part.value, out);
  put("dateline_begin", article.dateline.begin, out);
  put("dateline_end", article.dateline.end, out);
  put("published_origin", static_cast<std::uint64_t>(article.published_origin), out);
  for (const Number& one : numbers) put(one.key, article.*one.value, out);
  for (const corpus::Label& label : article.labels) {
    put("label_scheme", label.scheme, out);
    put("label", label.name, out);
    if (label.name.empty()) out += "label=\n";
  }
}

void take(std::string_view key, std::string_view value, ArticleRecord& record,
          std::string& label_scheme) {
  corpus::Article& article = record.article;
  if (key == "text") return;
  for (const Text& text : texts) {
    if (key == text.key) article.*text.value = unescaped(value);
  }
  for (const Part& part : dateline_parts) {
    if (key == part.key) article.dateline.*part.value = unescaped(value);
  }
  for (const Number& one : numbers) {
    if (key == one.key) article.*one.value = number_of(value);
  }
  if (key == "date") record.published = unescaped(value);
  if (key == "author") article.authors.push_back(unescaped(value));
  if (key == "dateline_begin")
    article.dateline.begin = static_cast<std::uint32_t>(number_of(value));
  if (key == "dateline_end") article.dateline.end = static_cast<std::uint32_t>(number_of(value));
  if (key == "published_origin")
    article.published_origin = static_cast<corpus::DateOrigin>(number_of(value));
  if (key == "label_scheme") label_scheme = unescaped(value);
  if (key == "label") article.labels.push_back({std::exchange(label_scheme, {}), unescaped(value)});
}

}  // namespace

std::string passage_data(const ArticleRecord& record, std::uint32_t number, std::string_view tile,
                         const std::vector<FacetValue>& names) {
  const corpus::Article& article = record.article;
  std::string out(version_line);
  put("id", passage_id(article.id, number), out);
  for (std::size_t i = 0; i < texts_of_each; ++i) put(texts[i].key, article.*texts[i].value, out);
  put("date", record.published, out);
  for (const std::string& author : article.authors) {
    put("author", author, out);
    if (author.empty()) out += "author=\n";
  }
  const std::vector<schema::Field>& fields = schema::Schema::standard().fields();
  for (const FacetValue& name : names) {
    if (name.field < fields.size() && fields[name.field].kind == schema::FieldKind::Name)
      put("name_" + fields[name.field].name, name.display, out);
  }
  if (number == 1) put_rest(article, out);
  put("text", tile, out);
  return out;
}

std::shared_ptr<const std::string> PassageReader::data(std::uint32_t ordinal) const {
  Kept& place = kept_[ordinal % kept_.size()];
  {
    const std::lock_guard lock(mutex_);
    if (place.ordinal == ordinal) return place.data;
  }
  auto data = std::make_shared<const std::string>(tables_->data(ordinal + 1));
  const std::lock_guard lock(mutex_);
  place = {ordinal, data};
  return data;
}

std::string PassageReader::tile(std::uint32_t ordinal) const {
  const auto lines = data(ordinal);
  std::string text;
  each_line(*lines, [&](std::string_view key, std::string_view value) {
    if (key == "text") text = unescaped(value);
  });
  return text;
}

std::string PassageReader::record(std::uint32_t first) const {
  const auto lines = data(first);
  ArticleRecord record;
  std::string label_scheme;
  each_line(*lines, [&](std::string_view key, std::string_view value) {
    take(key, value, record, label_scheme);
  });
  std::string bytes;
  append_record(record.article, record.published, bytes);
  return bytes;
}

}  // namespace dateline::store
