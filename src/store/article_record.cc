#include "store/article_record.hh"

#include "base/digest.hh"
#include "base/error.hh"

namespace dateline::store {
namespace {

void put(std::string_view text, std::string& out) {
  append_varint(text.size(), out);
  out.append(text);
}

class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number() {
    if (at_ == bytes_.size()) damaged();
    const std::uint64_t number = read_varint(bytes_, at_);
    if (static_cast<unsigned char>(bytes_[at_ - 1]) >= 0x80) damaged();
    return number;
  }
  std::string text() {
    const std::uint64_t length = number();
    if (length > bytes_.size() - at_) damaged();
    at_ += length;
    return std::string(bytes_.substr(at_ - length, length));
  }

 private:
  [[noreturn]] static void damaged() {
    throw base::Error(base::Code::Database, "an article record of the database is damaged");
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::uint64_t article_id_digest(std::string_view id) {
  return base::digest64(id);
}

std::uint64_t content_digest(const corpus::Article& article) {
  base::Digest digest;
  for (const std::string* part :
       {&article.title, &article.title_raw, &article.body, &article.published, &article.modified,
        &article.byline, &article.source, &article.section, &article.language, &article.url,
        &article.dateline.place}) {
    digest.add(*part);
  }
  digest.add(article.authors.size());
  for (const std::string& author : article.authors) digest.add(author);
  for (const corpus::Label& label : article.labels) digest.add(label.scheme).add(label.name);
  return digest.value();
}

void append_record(const corpus::Article& article, const std::string& published, std::string& out) {
  for (const std::string* part :
       {&article.id, &article.title, &article.title_raw, &article.published, &published,
        &article.modified, &article.dateline.place, &article.dateline.day, &article.dateline.agency,
        &article.byline, &article.source, &article.section, &article.language, &article.url,
        &article.file}) {
    put(*part, out);
  }
  for (const std::uint64_t number :
       {static_cast<std::uint64_t>(article.published_origin), std::uint64_t{article.dateline.begin},
        std::uint64_t{article.dateline.end}, article.offset, article.length, article.line}) {
    append_varint(number, out);
  }
  append_varint(article.authors.size(), out);
  for (const std::string& author : article.authors) put(author, out);
  append_varint(article.labels.size(), out);
  for (const corpus::Label& label : article.labels) {
    put(label.scheme, out);
    put(label.name, out);
  }
}

ArticleRecord parse_record(std::string_view bytes) {
  Cursor cursor(bytes);
  ArticleRecord record;
  corpus::Article& article = record.article;
  for (std::string* part :
       {&article.id, &article.title, &article.title_raw, &article.published, &record.published,
        &article.modified, &article.dateline.place, &article.dateline.day, &article.dateline.agency,
        &article.byline, &article.source, &article.section, &article.language, &article.url,
        &article.file}) {
    *part = cursor.text();
  }
  article.published_origin = static_cast<corpus::DateOrigin>(cursor.number());
  article.dateline.begin = static_cast<std::uint32_t>(cursor.number());
  article.dateline.end = static_cast<std::uint32_t>(cursor.number());
  article.offset = cursor.number();
  article.length = cursor.number();
  article.line = cursor.number();
  for (std::uint64_t count = cursor.number(); count > 0; --count)
    article.authors.push_back(cursor.text());
  for (std::uint64_t count = cursor.number(); count > 0; --count) {
    std::string scheme = cursor.text();
    article.labels.push_back({std::move(scheme), cursor.text()});
  }
  return record;
}

std::string parse_record_id(std::string_view bytes) {
  return Cursor(bytes).text();
}

}  // namespace dateline::store
