#include "store/text_file.hh"

#include "base/error.hh"
#include "store/article_record.hh"
#include "text/span.hh"

#include <algorithm>

#include <fmt/format.h>
#include <zdict.h>
#include <zstd.h>

namespace dateline::store {
namespace {

constexpr std::uint32_t text_version = 1;
enum Section : std::size_t {
  Dictionary,
  PassageRows,
  TextEnds,
  Texts,
  ArticleRows,
  RecordEnds,
  Records,
  SectionCount
};

// Measured on passages of about 600 bytes: 64 KiB halves the size against no dictionary, more gives
// little.
constexpr std::size_t dictionary_bytes = 64 << 10;
constexpr std::size_t max_samples = 12000;
constexpr std::size_t min_samples = 2000;  // fewer passages do not save what the dictionary costs
constexpr int level = 3;
/// A passage is at most a body, and no reader yields a larger one.
constexpr unsigned long long max_text_bytes = 1ull << 31;

/// The bytes that an array of ends, with a leading 0, gives to an index.
std::string_view slice(std::string_view bytes, std::span<const std::uint64_t> ends,
                       std::uint32_t index) {
  const std::uint64_t begin = ends[index], end = ends[index + 1];
  if (begin > end || end > bytes.size())
    throw base::Error(base::Code::Database, "the stored text of the database is damaged");
  return bytes.substr(begin, end - begin);
}

std::string train(const std::string& texts, const std::vector<std::uint64_t>& ends) {
  const std::size_t count = ends.size() - 1;
  if (count < min_samples) return {};
  // Samples from all over the segment, since a corpus is often sorted by source or date.
  const std::size_t step = std::max<std::size_t>(1, count / max_samples);
  std::string samples;
  std::vector<std::size_t> sizes;
  for (std::size_t i = 0; i < count; i += step) {
    const std::uint64_t size = std::min<std::uint64_t>(ends[i + 1] - ends[i], 2048);
    samples.append(texts, ends[i], size);
    sizes.push_back(size);
  }
  std::string dictionary(dictionary_bytes, '\0');
  const std::size_t made =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                            static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(made)) return {};  // too uniform to learn from: plain compression does
  dictionary.resize(made);
  return dictionary;
}

/// Compresses slices of a buffer one by one, with or without a dictionary.
class Encoder {
 public:
  explicit Encoder(const std::string& dictionary) : context_(ZSTD_createCCtx(), &ZSTD_freeCCtx) {
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);  // a damaged text is not shown
    if (!dictionary.empty()) {
      ZSTD_CCtx_loadDictionary(context_.get(), dictionary.data(), dictionary.size());
    }
  }

  void append(std::string_view text, std::string& out) {
    const std::size_t begin = out.size(), bound = ZSTD_compressBound(text.size());
    out.resize(begin + bound);
    const std::size_t size =
        ZSTD_compress2(context_.get(), out.data() + begin, bound, text.data(), text.size());
    if (ZSTD_isError(size)) {
      throw base::Error(base::Code::Internal,
                        fmt::format("cannot compress text: {}", ZSTD_getErrorName(size)));
    }
    out.resize(begin + size);
  }

  /// All slices of a buffer, back to back.
  std::string encode(const std::string& texts, const std::vector<std::uint64_t>& ends,
                     std::vector<std::uint64_t>& encoded_ends) {
    std::string out;
    out.reserve(texts.size() / 2);
    encoded_ends = {0};
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
      append(std::string_view(texts).substr(ends[i], ends[i + 1] - ends[i]), out);
      encoded_ends.push_back(out.size());
    }
    return out;
  }

 private:
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context_;
};

}  // namespace

void TextWriter::add_article(const corpus::Article& article,
                             const std::optional<temporal::Published>& published) {
  ArticleRow row;
  row.id_digest = article_id_digest(article.id);
  row.content_digest = content_digest(article);
  row.published_seconds = published ? published->instant_utc_seconds() : ArticleRow::no_instant;
  if (published) {
    row.published_day = published->day.serial();
    row.published_precision = 1 + static_cast<std::uint32_t>(published->precision);
  }
  row.first_passage = passages();
  row.body_bytes = static_cast<std::uint32_t>(article.body.size());
  articles_.push_back(row);
  append_record(article, published ? published->iso() : std::string(), records_);
  record_ends_.push_back(records_.size());
}

void TextWriter::add_passage(std::uint32_t begin, std::uint32_t end, std::string_view tile) {
  passages_.push_back({articles() - 1, begin, end});
  ++articles_.back().passage_count;
  texts_.append(tile);
  text_ends_.push_back(texts_.size());
}

void TextWriter::copy_article(const TextFile& from, std::uint32_t article) {
  ArticleRow row = from.articles()[article];
  for (std::uint32_t i = row.first_passage; i < row.first_passage + row.passage_count; ++i) {
    const PassageRow& passage = from.passages()[i];
    passages_.push_back({articles(), passage.begin, passage.end});
    texts_.append(from.tile(i));
    text_ends_.push_back(texts_.size());
  }
  row.first_passage = passages() - row.passage_count;
  articles_.push_back(row);
  records_.append(from.record_bytes(article));
  record_ends_.push_back(records_.size());
}

std::string TextWriter::write(const std::filesystem::path& path, std::string dictionary) const {
  if (dictionary.empty()) dictionary = train(texts_, text_ends_);
  Encoder encoder(dictionary);
  std::vector<std::uint64_t> text_ends, record_ends;
  const std::string texts = encoder.encode(texts_, text_ends_, text_ends);
  const std::string records = encoder.encode(records_, record_ends_, record_ends);
  write_side_file(path, SideKind::Text, text_version,
                  {dictionary, as_bytes(passages_), as_bytes(text_ends), texts, as_bytes(articles_),
                   as_bytes(record_ends), records});
  return dictionary;
}

/// zstd's contexts are not shared between threads; a segment is read by one at a time.
struct TextFile::Decoder {
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(), &ZSTD_freeDCtx};
  std::unique_ptr<ZSTD_DDict, decltype(&ZSTD_freeDDict)> dictionary{nullptr, &ZSTD_freeDDict};
};

TextFile::TextFile(const std::filesystem::path& path)
    : file_(path, SideKind::Text, text_version, SectionCount),
      passages_(file_.array<PassageRow>(PassageRows)),
      articles_(file_.array<ArticleRow>(ArticleRows)),
      text_ends_(file_.array<std::uint64_t>(TextEnds)),
      record_ends_(file_.array<std::uint64_t>(RecordEnds)),
      decoder_(std::make_unique<Decoder>()) {
  if (text_ends_.size() != passages_.size() + 1 || record_ends_.size() != articles_.size() + 1 ||
      !rows_fit()) {
    throw base::Error(base::Code::Database,
                      "'" + path.string() + "' is damaged: its tables do not fit");
  }
}

/// Whether articles and passages tell the same story, so that nothing reads past a table later.
bool TextFile::rows_fit() const {
  std::size_t next = 0;
  for (std::size_t i = 0; i < articles_.size(); ++i) {
    const ArticleRow& row = articles_[i];
    if (row.first_passage != next || row.passage_count == 0 ||
        row.passage_count > passages_.size() - next) {
      return false;
    }
    if (row.published_day < temporal::Day::min_serial ||
        row.published_day > temporal::Day::max_serial) {
      return false;
    }
    std::uint32_t end = 0;
    for (; next < row.first_passage + std::size_t{row.passage_count}; ++next) {
      const PassageRow& passage = passages_[next];
      if (passage.article != i || passage.begin < end || passage.end < passage.begin ||
          passage.end > row.body_bytes) {
        return false;
      }
      end = passage.end;
    }
  }
  return next == passages_.size();
}

TextFile::~TextFile() = default;
TextFile::TextFile(TextFile&&) noexcept = default;

std::string_view TextFile::dictionary() const {
  return file_.bytes(Dictionary);
}

std::string TextFile::decompress(std::string_view blob) const {
  if (!decoder_->dictionary && !dictionary().empty()) {
    decoder_->dictionary.reset(ZSTD_createDDict(dictionary().data(), dictionary().size()));
  }
  const unsigned long long size = ZSTD_getFrameContentSize(blob.data(), blob.size());
  std::string text;
  bool good = size <= max_text_bytes;  // an unknown size is a very large number
  if (good) {
    text.resize(size);
    good = size == (decoder_->dictionary ? ZSTD_decompress_usingDDict(
                                               decoder_->context.get(), text.data(), size,
                                               blob.data(), blob.size(), decoder_->dictionary.get())
                                         : ZSTD_decompressDCtx(decoder_->context.get(), text.data(),
                                                               size, blob.data(), blob.size()));
  }
  if (!good) throw base::Error(base::Code::Database, "the stored text of the database is damaged");
  return text;
}

std::string TextFile::tile(std::uint32_t ordinal) const {
  return decompress(slice(file_.bytes(Texts), text_ends_, ordinal));
}

std::string TextFile::passage(std::uint32_t ordinal) const {
  const PassageRow& row = passages_[ordinal];
  std::string text = tile(ordinal);
  const bool first = articles_[row.article].first_passage == ordinal;
  const std::size_t tile_begin = first ? 0 : passages_[ordinal - 1].end;
  if (row.begin < tile_begin || row.end < row.begin || row.end - tile_begin > text.size()) {
    throw base::Error(base::Code::Database, "a passage's place in the database is damaged");
  }
  return text.substr(row.begin - tile_begin, row.end - row.begin);
}

std::string TextFile::body(std::uint32_t article) const {
  const ArticleRow& row = articles_[article];
  std::string text;
  text.reserve(row.body_bytes);
  for (std::uint32_t i = 0; i < row.passage_count; ++i) text += tile(row.first_passage + i);
  return text;
}

std::string TextFile::record_bytes(std::uint32_t article) const {
  return decompress(slice(file_.bytes(Records), record_ends_, article));
}

ArticleRecord TextFile::record(std::uint32_t article) const {
  return parse_record(record_bytes(article));
}

std::string TextFile::article_id(std::uint32_t article) const {
  return parse_record_id(record_bytes(article));
}

}  // namespace dateline::store
