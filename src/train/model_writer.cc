#include "train/model_writer.hh"

#include "base/digest.hh"
#include "base/error.hh"
#include "entity/hashing.hh"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

namespace dateline::train {
namespace {

using namespace entity;

/// Slots for a table filled to nine tenths.
std::uint32_t slots_for(std::size_t entries) {
  return static_cast<std::uint32_t>(entries * 10 / 9 + 16);
}

/// Put entries into slots in the order of their hashes, so that the bytes do not depend on how they came.
template <class Entry, class Hash, class Put>
void fill(std::vector<Entry> entries, std::uint32_t slots, Hash hash, Put put) {
  std::sort(entries.begin(), entries.end(),
            [&](const Entry& a, const Entry& b) { return hash(a) < hash(b); });
  std::vector<std::uint16_t> marks(slots);
  for (const Entry& entry : entries) {
    std::uint32_t at = slot_of(hash(entry), slots);
    while (marks[at] != 0) {
      if (marks[at] == mark_of(hash(entry))) break;  // the first one wins, as in looking up
      at = at + 1 == slots ? 0 : at + 1;
    }
    if (marks[at] != 0) continue;
    marks[at] = mark_of(hash(entry));
    put(at, marks[at], entry);
  }
}

template <class T>
void append(std::string& out, const std::vector<T>& items) {
  out.append(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T));
}

}  // namespace

void write_model(const std::filesystem::path& path, const ModelParts& parts, float largest) {
  ModelHeader header;
  header.step = parts.step;
  header.scale.fill(largest / 127);
  header.feature_slots = slots_for(parts.rows.size());
  header.word_slots = slots_for(parts.words->rows.size());
  header.name_slots = slots_for(parts.names->size());
  header.class_slots = static_cast<std::uint32_t>(parts.words->coarse.size());

  std::vector<ModelSlot> words(header.word_slots), names(header.name_slots);
  fill(
      parts.words->rows, header.word_slots, [](const WordRow& row) { return text_hash(row.word); },
      [&](std::uint32_t at, std::uint16_t mark, const WordRow& row) {
        words[at] = {mark,
                     static_cast<std::uint16_t>(row.facts.word_class | row.facts.capitals << 10 |
                                                row.facts.frequency << 13)};
      });
  using Name = std::pair<std::uint64_t, std::uint16_t>;
  fill(
      std::vector<Name>(parts.names->begin(), parts.names->end()), header.name_slots,
      [](const Name& name) { return name.first; },
      [&](std::uint32_t at, std::uint16_t mark, const Name& name) {
        names[at] = {mark, name.second};
      });
  std::vector<std::uint16_t> marks(header.feature_slots);
  std::vector<std::int8_t> rows(header.feature_slots * row_size);
  fill(
      parts.rows, header.feature_slots, [](const FeatureRow& row) { return row.hash; },
      [&](std::uint32_t at, std::uint16_t mark, const FeatureRow& row) {
        marks[at] = mark;
        for (std::size_t k = 0; k < row_size; ++k) {
          const float scaled = std::round(row.weights[k] * 127 / largest);
          rows[at * row_size + k] = static_cast<std::int8_t>(std::clamp(scaled, -127.0f, 127.0f));
        }
      });
  std::string body;
  append(body, words);
  append(body, names);
  append(body, marks);
  append(body, parts.words->coarse);
  append(body, rows);
  header.digest = base::digest64(body);
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(body.data(), static_cast<std::streamsize>(body.size()));
  if (!out.flush()) throw base::Error(base::Code::Input, "cannot be written", {}, path.string());
}

}  // namespace dateline::train
