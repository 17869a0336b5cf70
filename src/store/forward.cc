#include "store/forward.hh"

#include "base/error.hh"

#include <algorithm>
#include <numeric>

namespace dateline::store {
namespace {

constexpr std::uint32_t forward_version = 4;
enum Section : std::size_t {
  StemBytes,
  StemEnds,
  StemEndOffsets,
  SortedStems,
  PassageEnds,
  PassageEndOffsets,
  Passages,
  TitleEnds,
  TitleEndOffsets,
  Titles,
  TokenEnds,
  TitleTokenEnds,
  WordBytes,
  WordEnds,
  WordEndOffsets,
  WordStems,
  Prose,
  Packings,
  SectionCount
};

/// What is packed, in this order.
enum PackedSection : std::size_t {
  PackedStemEnds,
  PackedSortedStems,
  PackedPassageEnds,
  PackedTitleEnds,
  PackedWordEnds,
  PackedWordStems
};

void append_stream(std::string_view tokens, std::string_view marks, std::string& out) {
  append_varint(tokens.size(), out);
  out.append(tokens);
  out.append(marks);
}

TokenStream decode(std::string_view stream) {
  std::size_t at = 0;
  const std::uint64_t stated = read_varint(stream, at);
  const std::uint64_t length = std::min<std::uint64_t>(stated, stream.size() - at);
  return {stream.substr(at, length), stream.substr(at + length)};
}

/// Numbers of a stream: each ends with a byte below 128.
std::uint32_t token_count(std::string_view tokens) {
  return static_cast<std::uint32_t>(std::count_if(tokens.begin(), tokens.end(), [](char byte) {
    return static_cast<unsigned char>(byte) < 0x80;
  }));
}

/// Append a stream with its stems numbered anew; its marks count bytes, which the new numbers
/// change.
void append_renumbered(const TokenStream& stream, const std::vector<std::uint32_t>& numbers,
                       std::string& out) {
  thread_local std::string tokens, marks;
  tokens.clear();
  marks.clear();
  std::size_t mark_at = 0, next_mark = SIZE_MAX, old_previous = 0, new_previous = 0;
  bool paragraph = false;
  const auto read_mark = [&] {
    if (mark_at >= stream.marks.size()) {
      next_mark = SIZE_MAX;
      return;
    }
    const std::uint64_t mark = read_varint(stream.marks, mark_at);
    paragraph = (mark & 1) != 0;
    next_mark = old_previous + mark / 2;
    old_previous = next_mark;
  };
  read_mark();
  for (std::size_t at = 0;;) {
    while (next_mark <= at) {
      append_varint((tokens.size() - new_previous) * 2 + (paragraph ? 1 : 0), marks);
      new_previous = tokens.size();
      read_mark();
    }
    if (at >= stream.tokens.size()) break;
    const std::uint64_t stem = read_varint(stream.tokens, at);
    if (stem >= numbers.size())
      throw base::Error(base::Code::Database, "the forward file of the database is damaged");
    append_varint(numbers[stem], tokens);
  }
  append_stream(tokens, marks, out);
}

/// The numbers of strings in the order of their bytes.
std::vector<std::uint32_t> in_order(const base::Interner& strings) {
  std::vector<std::uint32_t> sorted(strings.size());
  std::iota(sorted.begin(), sorted.end(), 0u);
  std::sort(sorted.begin(), sorted.end(),
            [&](std::uint32_t a, std::uint32_t b) { return strings.at(a) < strings.at(b); });
  return sorted;
}

/// Streams that lie end to end.
struct Streams {
  std::string bytes;
  std::vector<std::uint64_t> ends{0};
};

/// How often each number occurs in streams.
void count_numbers(const std::string& streams, const std::vector<std::uint64_t>& ends,
                   std::vector<std::uint32_t>& counts) {
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    const std::string_view tokens =
        decode(std::string_view(streams).substr(ends[i], ends[i + 1] - ends[i])).tokens;
    for (std::size_t at = 0; at < tokens.size();) ++counts[read_varint(tokens, at)];
  }
}

Streams renumbered(const std::string& streams, const std::vector<std::uint64_t>& ends,
                   const std::vector<std::uint32_t>& numbers) {
  Streams out;
  out.bytes.reserve(streams.size());
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    append_renumbered(decode(std::string_view(streams).substr(ends[i], ends[i + 1] - ends[i])),
                      numbers, out.bytes);
    out.ends.push_back(out.bytes.size());
  }
  return out;
}

/// The slice of `bytes` that ends, with a leading 0, give to an index.
std::string_view slice(std::string_view bytes, const Ends& ends, std::uint32_t index) {
  const std::uint64_t begin = ends[index], end = ends[index + std::size_t{1}];
  return begin <= end && end <= bytes.size() ? bytes.substr(begin, end - begin)
                                             : std::string_view{};
}

/// The first of so many places that is not before what is sought; a view of numbers would say it
/// shorter, but clang 14 does not take the library's.
template <typename Before>
std::uint32_t first_not_before(std::uint32_t count, const Before& before) {
  std::uint32_t low = 0, high = count;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (before(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/// One of many strings that lie end to end.
std::string_view string_at(std::string_view bytes, const Ends& ends, std::uint32_t index) {
  const std::size_t next = index + std::size_t{1};
  if (next >= ends.size() || ends[index] > ends[next] || ends[next] > bytes.size()) {
    throw base::Error(base::Code::Database, "the forward file of the database is damaged",
                      "index the corpus again into a new database");
  }
  return bytes.substr(ends[index], ends[next] - ends[index]);
}

}  // namespace

void ForwardWriter::add_passage(const text::Analysis& body, const std::vector<std::uint32_t>& stems,
                                std::uint32_t first_sentence, std::uint32_t end_sentence,
                                std::uint8_t prose) {
  thread_local std::string tokens, marks;
  tokens.clear();
  marks.clear();
  std::size_t previous = 0;
  for (std::uint32_t i = first_sentence; i < end_sentence; ++i) {
    const text::Sentence& sentence = body.sentences[i];
    if (i > first_sentence) {
      const bool paragraph = sentence.paragraph != body.sentences[i - 1].paragraph;
      append_varint((tokens.size() - previous) * 2 + (paragraph ? 1 : 0), marks);
      previous = tokens.size();
    }
    for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k)
      append_varint(stems[k], tokens);
  }
  append_stream(tokens, marks, passages_);
  passage_ends_.push_back(passages_.size());
  const std::uint32_t length =
      first_sentence == end_sentence
          ? 0
          : body.sentences[end_sentence - 1].end_token - body.sentences[first_sentence].first_token;
  token_ends_.push_back(token_ends_.back() + length);
  prose_.push_back(static_cast<char>(prose));
}

void ForwardWriter::add_title(const std::vector<std::uint32_t>& stems) {
  thread_local std::string tokens;
  tokens.clear();
  for (const std::uint32_t stem : stems) append_varint(stem, tokens);
  append_stream(tokens, {}, titles_);
  title_ends_.push_back(titles_.size());
  title_token_ends_.push_back(title_token_ends_.back() + static_cast<std::uint32_t>(stems.size()));
}

void ForwardWriter::add_renumbered_passage(const TokenStream& stream,
                                           const std::vector<std::uint32_t>& numbers,
                                           std::uint8_t prose) {
  append_renumbered(stream, numbers, passages_);
  passage_ends_.push_back(passages_.size());
  token_ends_.push_back(token_ends_.back() + token_count(stream.tokens));
  prose_.push_back(static_cast<char>(prose));
}

void ForwardWriter::add_renumbered_title(const TokenStream& stream,
                                         const std::vector<std::uint32_t>& numbers) {
  append_renumbered(stream, numbers, titles_);
  title_ends_.push_back(titles_.size());
  title_token_ends_.push_back(title_token_ends_.back() + token_count(stream.tokens));
}

void ForwardWriter::write(const std::filesystem::path& path, const Vocabulary& vocabulary) const {
  const base::Interner &stems = vocabulary.stems, &words = vocabulary.words;
  std::vector<std::uint32_t> counts(stems.size()), by_count(stems.size()), numbers(stems.size());
  count_numbers(passages_, passage_ends_, counts);
  count_numbers(titles_, title_ends_, counts);
  std::iota(by_count.begin(), by_count.end(), 0u);
  std::stable_sort(by_count.begin(), by_count.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return counts[a] > counts[b]; });
  for (std::uint32_t i = 0; i < by_count.size(); ++i) numbers[by_count[i]] = i;

  std::string bytes, word_bytes;
  std::vector<std::uint64_t> ends{0}, word_ends{0};
  std::vector<std::uint32_t> word_stems;
  for (const std::uint32_t id : by_count) {
    bytes.append(stems.at(id));
    ends.push_back(bytes.size());
  }
  for (const std::uint32_t word : in_order(words)) {
    word_bytes.append(words.at(word));
    word_ends.push_back(word_bytes.size());
    word_stems.push_back(numbers[vocabulary.stem_of_word[word]]);
  }
  std::vector<std::uint32_t> sorted = in_order(stems);
  for (std::uint32_t& id : sorted) id = numbers[id];
  const Streams passages = renumbered(passages_, passage_ends_, numbers);
  const Streams titles = renumbered(titles_, title_ends_, numbers);
  SectionPacker packer;
  const auto stem_ends = packer.ends(ends);
  const std::string_view sorted_stems = packer.numbers(sorted);
  const auto passage_ends = packer.ends(passages.ends);
  const auto title_ends = packer.ends(titles.ends);
  const auto ends_of_words = packer.ends(word_ends);
  const std::string_view stems_of_words = packer.numbers(word_stems);
  write_side_file(
      path, SideKind::Forward, forward_version,
      {bytes, stem_ends.bases, stem_ends.offsets, sorted_stems, passage_ends.bases,
       passage_ends.offsets, passages.bytes, title_ends.bases, title_ends.offsets, titles.bytes,
       as_bytes(token_ends_), as_bytes(title_token_ends_), word_bytes, ends_of_words.bases,
       ends_of_words.offsets, stems_of_words, prose_, packer.packings()});
}

ForwardFile::ForwardFile(const SidePlace& place)
    : file_(place, SideKind::Forward, forward_version, SectionCount),
      stem_bytes_(file_.view(StemBytes)),
      word_bytes_(file_.view(WordBytes)),
      passages_(file_.view(Passages)),
      titles_(file_.view(Titles)),
      prose_(file_.bytes(Prose)),
      token_ends_(file_.array<std::uint32_t>(TokenEnds)),
      title_token_ends_(file_.array<std::uint32_t>(TitleTokenEnds)) {
  const SectionUnpacker packed(file_, Packings);
  stem_ends_ = packed.ends(StemEnds, PackedStemEnds);
  sorted_ = packed.numbers(SortedStems, PackedSortedStems);
  passage_ends_ = packed.ends(PassageEnds, PackedPassageEnds);
  title_ends_ = packed.ends(TitleEnds, PackedTitleEnds);
  word_ends_ = packed.ends(WordEnds, PackedWordEnds);
  word_stems_ = packed.numbers(WordStems, PackedWordStems);
  const bool packed_fit = stem_ends_.fits() && sorted_.fits() && passage_ends_.fits() &&
                          title_ends_.fits() && word_ends_.fits() && word_stems_.fits();
  if (!packed_fit || passage_ends_.size() == 0 || title_ends_.size() == 0 ||
      stem_ends_.size() != sorted_.size() + 1 || word_ends_.size() != word_stems_.size() + 1 ||
      token_ends_.size() != passage_ends_.size() || prose_.size() != passages() ||
      title_token_ends_.size() != title_ends_.size()) {
    throw base::Error(base::Code::Database,
                      "'" + place.file.string() + "' is damaged: its tables do not fit");
  }
}

void ForwardFile::put_into(Xapian::WritableDatabase& tables) const {
  std::vector<SideSection> sections;
  for (std::size_t i = 0; i < SectionCount; ++i)
    sections.push_back({file_.bytes(i), i == Passages || i == Titles});
  put_side_data(tables, forward_name, forward_version, sections);
}

/// The bytes of a stream, read if they lie within tables.
std::string_view ForwardFile::stream(std::size_t section, const Ends& ends,
                                     std::uint32_t index) const {
  const std::string_view bytes = slice(file_.view(section), ends, index);
  if (bytes.empty()) return bytes;
  const auto begin = static_cast<std::size_t>(bytes.data() - file_.view(section).data());
  file_.need(section, begin, begin + bytes.size());
  return bytes;
}

TokenStream ForwardFile::passage(std::uint32_t ordinal) const {
  file_.need(PassageEnds);
  file_.need(PassageEndOffsets);
  return decode(stream(Passages, passage_ends_, ordinal));
}
TokenStream ForwardFile::title(std::uint32_t article) const {
  file_.need(TitleEnds);
  file_.need(TitleEndOffsets);
  return decode(stream(Titles, title_ends_, article));
}

std::string_view ForwardFile::stem(std::uint32_t id) const {
  file_.need(StemBytes);
  file_.need(StemEnds);
  file_.need(StemEndOffsets);
  return string_at(stem_bytes_, stem_ends_, id);
}

std::string_view ForwardFile::word(std::uint32_t number) const {
  file_.need(WordBytes);
  file_.need(WordEnds);
  file_.need(WordEndOffsets);
  return string_at(word_bytes_, word_ends_, number);
}

std::uint32_t ForwardFile::word_stem(std::uint32_t number) const {
  file_.need(WordStems);
  return static_cast<std::uint32_t>(word_stems_[number]);
}

std::pair<std::uint32_t, std::uint32_t> ForwardFile::words_with(std::string_view prefix) const {
  const auto first_not = [&](const auto& before) {
    return first_not_before(word_count(),
                            [&](std::uint32_t middle) { return before(word(middle)); });
  };
  return {
      first_not([&](std::string_view word) { return word < prefix; }),
      first_not([&](std::string_view word) { return word < prefix || word.starts_with(prefix); })};
}

std::uint32_t ForwardFile::sorted_stem(std::uint32_t place) const {
  file_.need(SortedStems);
  return static_cast<std::uint32_t>(sorted_[place]);
}

std::optional<std::uint32_t> ForwardFile::find(std::string_view wanted) const {
  const std::uint32_t place = first_not_before(
      stem_count(), [&](std::uint32_t middle) { return stem(sorted_stem(middle)) < wanted; });
  if (place == stem_count() || stem(sorted_stem(place)) != wanted) return std::nullopt;
  return sorted_stem(place);
}

std::optional<EncodedPhrase> ForwardFile::encode(const std::vector<std::string>& stems) const {
  EncodedPhrase phrase;
  for (const std::string& stem : stems) {
    const auto id = find(stem);
    if (!id) return std::nullopt;
    append_varint(*id, phrase);
  }
  return phrase;
}

}  // namespace dateline::store
