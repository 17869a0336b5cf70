#include "entity/model.hh"

#include "base/data.hh"
#include "base/digest.hh"
#include "base/error.hh"

#include <algorithm>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dateline::entity {
namespace {

[[noreturn]] void unfit(const std::filesystem::path& path, const char* why) {
  throw base::Error(base::Code::Data, why, "install the data files of this version again",
                    path.string());
}

/// A search in a table without a free slot would not end.
template <class Slot, class Free>
bool has_free(const Slot* table, std::size_t slots, Free free) {
  return std::any_of(table, table + slots, free);
}

}  // namespace

Model::Model(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) unfit(path, "the entity model cannot be opened");
  struct stat facts {};
  if (::fstat(file, &facts) != 0 || static_cast<std::size_t>(facts.st_size) < sizeof(ModelHeader)) {
    ::close(file);
    unfit(path, "the entity model is cut off");
  }
  size_ = static_cast<std::size_t>(facts.st_size);
  void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) unfit(path, "the entity model cannot be mapped");
  data_ = static_cast<const char*>(mapped);
  header_ = reinterpret_cast<const ModelHeader*>(data_);
  const char* why = nullptr;
  const std::size_t features = header_->feature_slots, words = header_->word_slots;
  const std::size_t names = header_->name_slots, classes = header_->class_slots;
  const std::size_t expected = sizeof(ModelHeader) + (words + names) * sizeof(ModelSlot) +
                               features * (2 + row_size) + classes * sizeof(CoarseClass);
  if (header_->magic != ModelHeader{}.magic || header_->version != model_version) {
    why = "the entity model is of another kind or version";
  } else if (expected != size_ || features == 0 || words == 0 || names == 0 || classes < 1024) {
    why = "the entity model is cut off";
  } else if (base::digest64({data_ + sizeof(ModelHeader), size_ - sizeof(ModelHeader)}) !=
             header_->digest) {
    why = "the entity model is damaged";
  }
  const char* at = data_ + sizeof(ModelHeader);
  words_ = reinterpret_cast<const ModelSlot*>(at);
  names_ = words_ + words;
  marks_ = reinterpret_cast<const std::uint16_t*>(names_ + names);
  classes_ = reinterpret_cast<const CoarseClass*>(marks_ + features);
  rows_ = reinterpret_cast<const std::int8_t*>(classes_ + classes);
  if (why == nullptr) {
    const auto free = [](const ModelSlot& slot) { return slot.mark == 0; };
    const bool sound = has_free(words_, words, free) && has_free(names_, names, free) &&
                       has_free(marks_, features, [](std::uint16_t mark) { return mark == 0; });
    if (!sound) why = "the entity model is damaged";
  }
  if (why != nullptr) {
    ::munmap(mapped, size_);
    unfit(path, why);
  }
}

Model::~Model() {
  ::munmap(const_cast<char*>(data_), size_);
}

WordFacts Model::word(std::uint64_t hash) const {
  const std::uint16_t value = find(words_, header_->word_slots, hash);
  return {static_cast<std::uint16_t>(value & 1023), static_cast<std::uint8_t>(value >> 10 & 7),
          static_cast<std::uint8_t>(value >> 13)};
}

const Model& standard_model() {
  static const Model model(base::data_root() / "index/model/english-news.model");
  return model;
}

}  // namespace dateline::entity
