#include "store/text_file.hh"

#include "base/digest.hh"
#include "base/error.hh"
#include "store/article_record.hh"
#include "text/span.hh"

#include <utility>

namespace dateline::store {
namespace {

constexpr std::uint32_t text_version = 3;
enum Section : std::size_t {
  Dictionary,
  PassageRows,
  TextEnds,
  TextEndOffsets,
  Texts,
  ArticleRows,
  RecordEnds,
  RecordEndOffsets,
  Records,
  Packings,
  SectionCount
};

/// What is packed, in this order.
enum PackedSection : std::size_t { PackedTextEnds, PackedRecordEnds };

// Measured on Reuters, articles of about 700 bytes: 64 KiB halves the size against no dictionary,
// 256 KiB saves 6 % more and costs no time. Records have one of their own: with that of texts they
// do not shrink at all.
constexpr std::size_t text_dictionary_bytes = 256 << 10, record_dictionary_bytes = 32 << 10;
/// Tiles are compressed together until they have this much: 5 % smaller than one by one, and
/// still read in 3 us.
constexpr std::size_t frame_bytes = 4 << 10;
/// Likewise records: a quarter smaller than one by one, read in 1 us.
constexpr std::size_t record_frame_bytes = 512;

/// The bytes that ends, with a leading 0, give to an index.
std::string_view slice(std::string_view bytes, const Ends& ends, std::uint32_t index) {
  const std::uint64_t begin = ends[index], end = ends[index + std::size_t{1}];
  if (begin > end || end > bytes.size())
    throw base::Error(base::Code::Database, "the stored text of the database is damaged");
  return bytes.substr(begin, end - begin);
}

/// Two dictionaries as one string: a varint, the size of that of texts; both.
std::pair<std::string_view, std::string_view> split_dictionary(std::string_view both) {
  if (both.empty()) return {};
  std::size_t at = 0;
  const std::uint64_t size = read_varint(both, at);
  both.remove_prefix(at);
  if (size > both.size())
    throw base::Error(base::Code::Database, "the stored text of the database is damaged");
  return {both.substr(0, size), both.substr(size)};
}

std::uint64_t digest_of(std::string_view dictionary) {
  return dictionary.empty() ? 0 : base::digest64(dictionary);
}

}  // namespace

TextWriter::TextWriter(std::string dictionary)
    : texts_(split_dictionary(dictionary).first, text_dictionary_bytes),
      records_(split_dictionary(dictionary).second, record_dictionary_bytes),
      dictionary_digest_(digest_of(dictionary)) {}

/// Compress the open tiles.
void TextWriter::close_frame() {
  if (frame_tiles_ == 0) return;
  texts_.add(frame_, frame_tiles_);
  frame_.clear();
  frame_tiles_ = 0;
}

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
  close_frame();
  record_.clear();
  append_record(article, published ? published->iso() : std::string(), record_);
  add_record(record_);
}

/// Records are compressed together like tiles, each after its length.
void TextWriter::add_record(std::string_view record) {
  append_varint(record.size(), record_frame_);
  record_frame_.append(record);
  ++record_frame_records_;
  if (record_frame_.size() >= record_frame_bytes) close_record_frame();
}

void TextWriter::close_record_frame() {
  if (record_frame_records_ == 0) return;
  records_.add(record_frame_, record_frame_records_);
  record_frame_.clear();
  record_frame_records_ = 0;
}

void TextWriter::add_passage(std::uint32_t begin, std::uint32_t end, std::string_view tile) {
  passages_.push_back({articles() - 1, begin, end});
  ++articles_.back().passage_count;
  frame_.append(tile);
  ++frame_tiles_;
  if (frame_.size() >= frame_bytes) close_frame();
}

void TextWriter::copy_article(const TextFile& from, std::uint32_t article) {
  close_frame();
  const bool as_is = dictionary_digest_ != 0 && from.dictionary_digest() == dictionary_digest_;
  ArticleRow row = from.articles()[article];
  row.first_passage = passages();
  articles_.push_back(row);
  articles_.back().passage_count = 0;
  const std::uint32_t first = from.articles()[article].first_passage;
  for (std::uint32_t i = first; i < first + row.passage_count; ++i) {
    const PassageRow& passage = from.passages()[i];
    if (!as_is) {
      add_passage(passage.begin, passage.end, from.tile(i));
      continue;
    }
    passages_.push_back({articles() - 1, passage.begin, passage.end});
    ++articles_.back().passage_count;
    texts_.add_packed(from.packed_tile(i));
  }
  add_record(from.record_bytes(article));
}

std::string TextWriter::write(const std::filesystem::path& path) {
  close_frame();
  close_record_frame();
  texts_.finish();
  records_.finish();
  std::string dictionary;
  if (!texts_.dictionary().empty() || !records_.dictionary().empty()) {
    append_varint(texts_.dictionary().size(), dictionary);
    dictionary.append(texts_.dictionary()).append(records_.dictionary());
  }
  SectionPacker packer;
  const auto text_ends = packer.ends(texts_.ends());
  const auto record_ends = packer.ends(records_.ends());
  write_side_file(path, SideKind::Text, text_version,
                  {dictionary, as_bytes(passages_), text_ends.bases, text_ends.offsets,
                   texts_.bytes(), as_bytes(articles_), record_ends.bases, record_ends.offsets,
                   records_.bytes(), packer.packings()});
  return dictionary;
}

ArticleRowFile::ArticleRowFile(const std::filesystem::path& text_file)
    : file_(text_file, SideKind::Text, text_version, SectionCount) {}

std::span<const ArticleRow> ArticleRowFile::rows() const {
  return file_.array<ArticleRow>(ArticleRows);
}

/// A segment is read by one thread at a time.
struct TextFile::Unpackers {
  /// The frame unpacked last, since its neighbours are often read next.
  struct Frame {
    std::uint32_t holder = UINT32_MAX;
    std::string bytes;
  };

  const std::string& frame(Unpacker& unpacker, Frame& last, std::uint32_t holder,
                           std::string_view packed) {
    if (last.holder != holder) {
      last.holder = UINT32_MAX;  // in case it throws
      last.bytes = unpacker.unpack(packed);
      last.holder = holder;
    }
    return last.bytes;
  }

  Unpacker texts, records;
  Frame text, record;
};

TextFile::TextFile(const SidePlace& place)
    : file_(place, SideKind::Text, text_version, SectionCount),
      passages_(file_.array<PassageRow>(PassageRows)),
      articles_(file_.array<ArticleRow>(ArticleRows)),
      dictionary_digest_(digest_of(dictionary())) {
  const SectionUnpacker packed(file_, Packings);
  text_ends_ = packed.ends(TextEnds, PackedTextEnds);
  record_ends_ = packed.ends(RecordEnds, PackedRecordEnds);
  const bool ends_fit = text_ends_.fits() && text_ends_.size() == passages_.size() + 1 &&
                        record_ends_.fits() && record_ends_.size() == articles_.size() + 1;
  if ((place.tables == nullptr && !ends_fit) || !rows_fit()) {
    throw base::Error(base::Code::Database,
                      "'" + place.file.string() + "' is damaged: its tables do not fit");
  }
  if (place.tables != nullptr) {
    documents_ = std::make_unique<const PassageReader>(place.tables);
    return;
  }
  const auto [texts, records] = split_dictionary(dictionary());
  unpackers_ = std::make_unique<Unpackers>(Unpackers{Unpacker(texts), Unpacker(records), {}, {}});
}

void TextFile::put_into(Xapian::WritableDatabase& tables) const {
  std::vector<SideSection> sections(SectionCount);
  for (const std::size_t i : {PassageRows, ArticleRows}) sections[i].bytes = file_.bytes(i);
  put_side_data(tables, text_name, text_version, sections);
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

/// Where a passage's tile begins and ends in its body.
std::size_t TextFile::tile_begin(std::uint32_t ordinal) const {
  const bool first = articles_[passages_[ordinal].article].first_passage == ordinal;
  return first ? 0 : passages_[ordinal - 1].end;
}

std::size_t TextFile::tile_end(std::uint32_t ordinal) const {
  const ArticleRow& row = articles_[passages_[ordinal].article];
  const bool last = row.first_passage + row.passage_count == ordinal + 1;
  return last ? row.body_bytes : passages_[ordinal].end;
}

std::string_view TextFile::packed_tile(std::uint32_t ordinal) const {
  return slice(file_.bytes(Texts), text_ends_, ordinal);
}

std::string TextFile::tile(std::uint32_t ordinal) const {
  if (documents_ != nullptr) return documents_->tile(ordinal);
  // The tile lies in the nearest slot before that is not empty, unless the body has no text there.
  const std::uint32_t first = articles_[passages_[ordinal].article].first_passage;
  std::uint32_t holder = ordinal;
  while (holder > first && packed_tile(holder).empty()) --holder;
  const std::string& text =
      unpackers_->frame(unpackers_->texts, unpackers_->text, holder, packed_tile(holder));
  const std::size_t frame_begin = tile_begin(holder), begin = tile_begin(ordinal);
  const std::size_t end = tile_end(ordinal);
  if (begin < frame_begin || end < begin || end - frame_begin > text.size())
    throw base::Error(base::Code::Database, "a passage's place in the database is damaged");
  return text.substr(begin - frame_begin, end - begin);
}

std::string TextFile::passage(std::uint32_t ordinal) const {
  const PassageRow& row = passages_[ordinal];
  const std::string text = tile(ordinal);
  const std::size_t begin = tile_begin(ordinal);
  if (row.begin < begin || row.end < row.begin || row.end - begin > text.size())
    throw base::Error(base::Code::Database, "a passage's place in the database is damaged");
  return text.substr(row.begin - begin, row.end - row.begin);
}

std::string TextFile::body(std::uint32_t article) const {
  const ArticleRow& row = articles_[article];
  std::string text;
  text.reserve(row.body_bytes);
  for (std::uint32_t i = 0; i < row.passage_count; ++i) {
    text += documents_ != nullptr ? documents_->tile(row.first_passage + i)
                                  : unpackers_->texts.unpack(packed_tile(row.first_passage + i));
  }
  return text;
}

std::string TextFile::record_bytes(std::uint32_t article) const {
  if (documents_ != nullptr) return documents_->record(articles_[article].first_passage);
  const std::string_view records = file_.bytes(Records);
  std::uint32_t holder = article;
  while (holder > 0 && slice(records, record_ends_, holder).empty()) --holder;
  std::string_view rest = unpackers_->frame(unpackers_->records, unpackers_->record, holder,
                                            slice(records, record_ends_, holder));
  for (;; ++holder) {
    std::size_t at = 0;
    const std::uint64_t size = read_varint(rest, at);
    if (rest.empty() || size > rest.size() - at)
      throw base::Error(base::Code::Database, "an article record of the database is damaged");
    if (holder == article) return std::string(rest.substr(at, size));
    rest.remove_prefix(at + size);
  }
}

ArticleRecord TextFile::record(std::uint32_t article) const {
  return parse_record(record_bytes(article));
}

std::string TextFile::article_id(std::uint32_t article) const {
  return parse_record_id(record_bytes(article));
}

}  // namespace dateline::store
