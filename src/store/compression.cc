#include "store/compression.hh"

#include "base/error.hh"

#include <algorithm>

#include <fmt/format.h>
#define ZDICT_STATIC_LINKING_ONLY  // for ZDICT_trainFromBuffer_fastCover
#include <zdict.h>
#include <zstd.h>

namespace dateline::store {
namespace {

constexpr int level = 3;
/// Strings waiting for a dictionary. More makes it little better (measured on Reuters: 8 MB saves
/// 0.3 % against 2 MB) and training takes time in proportion.
constexpr std::size_t waiting_bytes = 4 << 20;
constexpr std::size_t max_samples = 4000, max_sample_bytes = 2048;
constexpr std::size_t min_samples = 1000;  // fewer do not save what the dictionary costs
/// A dictionary takes at most a sixteenth of what it was trained on, or this.
constexpr std::size_t small_dictionary_bytes = 64 << 10, dictionary_part = 16;
/// Parameters of training: what the library would choose among several takes four times as long and
/// makes texts 1 % larger (measured on Reuters; any segment of 100 to 400 bytes does as well).
constexpr unsigned segment_bytes = 200, compared_bytes = 8, table_bits = 20;
/// A string is at most a body, and no reader yields a larger one.
constexpr unsigned long long max_text_bytes = 1ull << 31;
/// What every frame begins with is left out.
constexpr std::string_view frame_magic{"\x28\xB5\x2F\xFD", 4};

using CompressionContext = std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)>;

std::string train(std::string_view texts, const std::vector<std::size_t>& sizes,
                  std::size_t dictionary_bytes) {
  if (sizes.size() < min_samples) return {};
  // Samples from all over, since a corpus is often sorted by source or date.
  const std::size_t step = std::max<std::size_t>(1, sizes.size() / max_samples);
  std::string samples;
  std::vector<std::size_t> sample_sizes;
  std::size_t at = 0;
  for (std::size_t i = 0; i < sizes.size(); at += sizes[i++]) {
    if (i % step != 0) continue;
    sample_sizes.push_back(std::min(sizes[i], max_sample_bytes));
    samples.append(texts.substr(at, sample_sizes.back()));
  }
  std::string dictionary(
      std::min(dictionary_bytes, std::max(small_dictionary_bytes, texts.size() / dictionary_part)),
      '\0');
  ZDICT_fastCover_params_t parameters{};
  parameters.k = segment_bytes;
  parameters.d = compared_bytes;
  parameters.f = table_bits;
  parameters.accel = 1;
  parameters.zParams.compressionLevel = level;
  const std::size_t made = ZDICT_trainFromBuffer_fastCover(
      dictionary.data(), dictionary.size(), samples.data(), sample_sizes.data(),
      static_cast<unsigned>(sample_sizes.size()), parameters);
  if (ZDICT_isError(made)) return {};  // too uniform to learn from: plain compression does
  dictionary.resize(made);
  return dictionary;
}

}  // namespace

struct PackedWriter::Encoder {
  explicit Encoder(const std::string& dictionary) {
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);  // a damaged text is not shown
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_dictIDFlag, 0);    // there is but one
    if (!dictionary.empty())
      ZSTD_CCtx_loadDictionary(context.get(), dictionary.data(), dictionary.size());
  }

  void append(std::string_view text, std::string& out) {
    frame.resize(std::max(frame.size(), ZSTD_compressBound(text.size())));
    const std::size_t size =
        ZSTD_compress2(context.get(), frame.data(), frame.size(), text.data(), text.size());
    if (ZSTD_isError(size)) {
      throw base::Error(base::Code::Internal,
                        fmt::format("cannot compress text: {}", ZSTD_getErrorName(size)));
    }
    out.append(frame, frame_magic.size(), size - frame_magic.size());
  }

  CompressionContext context{ZSTD_createCCtx(), &ZSTD_freeCCtx};
  std::string frame;
};

PackedWriter::PackedWriter(std::string_view dictionary, std::size_t dictionary_bytes)
    : dictionary_(dictionary), dictionary_bytes_(dictionary_bytes) {
  if (!dictionary_.empty()) encoder_ = std::make_unique<Encoder>(dictionary_);
}

PackedWriter::~PackedWriter() = default;
PackedWriter::PackedWriter(PackedWriter&&) noexcept = default;

void PackedWriter::add(std::string_view text, std::uint32_t slots) {
  if (encoder_) {
    pack(text, slots);
    return;
  }
  waiting_.append(text);
  waiting_sizes_.push_back({static_cast<std::uint32_t>(text.size()), slots});
  if (waiting_.size() >= waiting_bytes) finish();
}

void PackedWriter::add_packed(std::string_view packed) {
  finish();
  bytes_.append(packed);
  ends_.push_back(bytes_.size());
}

void PackedWriter::finish() {
  if (!encoder_) {
    std::vector<std::size_t> sizes;
    for (const Waiting& one : waiting_sizes_) sizes.push_back(one.size);
    dictionary_ = train(waiting_, sizes, dictionary_bytes_);
    encoder_ = std::make_unique<Encoder>(dictionary_);
  }
  std::string_view rest = waiting_;
  for (const Waiting& one : waiting_sizes_) {
    pack(rest.substr(0, one.size), one.slots);
    rest.remove_prefix(one.size);
  }
  waiting_ = {};
  waiting_sizes_ = {};
}

void PackedWriter::pack(std::string_view text, std::uint32_t slots) {
  if (!text.empty()) encoder_->append(text, bytes_);
  for (std::uint32_t i = 0; i < slots; ++i) ends_.push_back(bytes_.size());
}

struct Unpacker::Decoder {
  std::string dictionary;  ///< made ready when it is first needed
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(), &ZSTD_freeDCtx};
  std::unique_ptr<ZSTD_DDict, decltype(&ZSTD_freeDDict)> ready{nullptr, &ZSTD_freeDDict};
  std::string frame{frame_magic};
};

Unpacker::Unpacker(std::string_view dictionary) : decoder_(std::make_unique<Decoder>()) {
  decoder_->dictionary = dictionary;
}
Unpacker::~Unpacker() = default;
Unpacker::Unpacker(Unpacker&&) noexcept = default;

std::string Unpacker::unpack(std::string_view packed) {
  if (packed.empty()) return {};
  Decoder& decoder = *decoder_;
  if (!decoder.ready && !decoder.dictionary.empty()) {
    decoder.ready.reset(ZSTD_createDDict(decoder.dictionary.data(), decoder.dictionary.size()));
  }
  std::string& frame = decoder.frame.assign(frame_magic).append(packed);
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  std::string text;
  bool good = size <= max_text_bytes;  // an unknown size is a very large number
  if (good) {
    text.resize(size);
    good = size == (decoder.ready ? ZSTD_decompress_usingDDict(decoder.context.get(), text.data(),
                                                               size, frame.data(), frame.size(),
                                                               decoder.ready.get())
                                  : ZSTD_decompressDCtx(decoder.context.get(), text.data(), size,
                                                        frame.data(), frame.size()));
  }
  if (!good) throw base::Error(base::Code::Database, "the stored text of the database is damaged");
  return text;
}

}  // namespace dateline::store
