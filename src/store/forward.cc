#include "store/forward.hh"

#include "base/error.hh"

#include <algorithm>
#include <numeric>

namespace dateline::store {
namespace {

constexpr std::uint32_t forward_version = 1;
enum Section : std::size_t {
  StemBytes,
  StemEnds,
  SortedStems,
  PassageEnds,
  Passages,
  TitleEnds,
  Titles,
  SectionCount
};

void append_stream(std::string_view tokens, std::string_view marks, std::string& out) {
  append_varint(tokens.size(), out);
  out.append(tokens);
  out.append(marks);
}

TokenStream decode(std::string_view stream) {
  std::size_t at = 0;
  const std::uint64_t length = std::min<std::uint64_t>(read_varint(stream, at), stream.size() - at);
  return {stream.substr(at, length), stream.substr(at + length)};
}

/// The slice of `bytes` that an array of ends, with a leading 0, gives to an index.
std::string_view slice(std::string_view bytes, std::span<const std::uint64_t> ends,
                       std::uint32_t index) {
  const std::uint64_t begin = ends[index], end = ends[index + 1];
  return begin <= end && end <= bytes.size() ? bytes.substr(begin, end - begin)
                                             : std::string_view{};
}

}  // namespace

void ForwardWriter::add_passage(const text::Analysis& body, const std::vector<std::uint32_t>& stems,
                                std::uint32_t first_sentence, std::uint32_t end_sentence) {
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
}

void ForwardWriter::add_title(const std::vector<std::uint32_t>& stems) {
  thread_local std::string tokens;
  tokens.clear();
  for (const std::uint32_t stem : stems) append_varint(stem, tokens);
  append_stream(tokens, {}, titles_);
  title_ends_.push_back(titles_.size());
}

void ForwardWriter::add_encoded_passage(std::string_view stream) {
  passages_.append(stream);
  passage_ends_.push_back(passages_.size());
}

void ForwardWriter::add_encoded_title(std::string_view stream) {
  titles_.append(stream);
  title_ends_.push_back(titles_.size());
}

void ForwardWriter::write(const std::filesystem::path& path, const base::Interner& stems) const {
  std::string bytes;
  std::vector<std::uint32_t> ends, sorted(stems.size());
  for (std::uint32_t id = 0; id < stems.size(); ++id) {
    bytes.append(stems.at(id));
    ends.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  std::iota(sorted.begin(), sorted.end(), 0u);
  std::sort(sorted.begin(), sorted.end(),
            [&](std::uint32_t a, std::uint32_t b) { return stems.at(a) < stems.at(b); });
  write_side_file(path, SideKind::Forward, forward_version,
                  {bytes, as_bytes(ends), as_bytes(sorted), as_bytes(passage_ends_), passages_,
                   as_bytes(title_ends_), titles_});
}

bool TokenStream::contains(const EncodedPhrase& phrase) const {
  // A number ends with a byte below 128, so a hit is whole if the byte before it is one.
  for (std::size_t from = 0; (from = tokens.find(phrase, from)) != std::string_view::npos; ++from) {
    if (from == 0 || static_cast<unsigned char>(tokens[from - 1]) < 0x80) return true;
  }
  return false;
}

ForwardFile::ForwardFile(const std::filesystem::path& path)
    : file_(path, SideKind::Forward, forward_version, SectionCount),
      stem_bytes_(file_.bytes(StemBytes)),
      passages_(file_.bytes(Passages)),
      titles_(file_.bytes(Titles)),
      stem_ends_(file_.array<std::uint32_t>(StemEnds)),
      sorted_(file_.array<std::uint32_t>(SortedStems)),
      passage_ends_(file_.array<std::uint64_t>(PassageEnds)),
      title_ends_(file_.array<std::uint64_t>(TitleEnds)) {
  if (passage_ends_.empty() || title_ends_.empty() || sorted_.size() != stem_ends_.size()) {
    throw base::Error(base::Code::Database,
                      "'" + path.string() + "' is damaged: its tables do not fit");
  }
}

TokenStream ForwardFile::passage(std::uint32_t ordinal) const {
  return decode(encoded_passage(ordinal));
}
TokenStream ForwardFile::title(std::uint32_t article) const {
  return decode(encoded_title(article));
}

std::string_view ForwardFile::encoded_passage(std::uint32_t ordinal) const {
  return slice(passages_, passage_ends_, ordinal);
}
std::string_view ForwardFile::encoded_title(std::uint32_t article) const {
  return slice(titles_, title_ends_, article);
}

std::string_view ForwardFile::stem(std::uint32_t id) const {
  const std::uint32_t begin = id == 0 || id > stem_ends_.size() ? 0 : stem_ends_[id - 1];
  if (id >= stem_ends_.size() || begin > stem_ends_[id] || stem_ends_[id] > stem_bytes_.size()) {
    throw base::Error(base::Code::Database, "the forward file of the database is damaged",
                      "index the corpus again into a new database");
  }
  return stem_bytes_.substr(begin, stem_ends_[id] - begin);
}

std::optional<std::uint32_t> ForwardFile::find(std::string_view wanted) const {
  const auto found =
      std::lower_bound(sorted_.begin(), sorted_.end(), wanted,
                       [&](std::uint32_t id, std::string_view text) { return stem(id) < text; });
  if (found == sorted_.end() || stem(*found) != wanted) return std::nullopt;
  return *found;
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
