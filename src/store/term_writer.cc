#include "store/term_writer.hh"

#include "base/error.hh"
#include "glass/database_writer.hh"
#include "store/xapian.hh"

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace dateline::store {

namespace fs = std::filesystem;

namespace {

/// Documents in one small database. Measured on Reuters passages: 1,000 to 5,000 are alike; below,
/// lists split into many chunks; above, the inverter slows down.
constexpr std::uint32_t batch_documents = 2500;
/// Unsynced, since nothing in a scratch folder outlives a crash; what lasts is synced at the end.
constexpr int scratch_flags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                              Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC;

/// Documents gather in small databases that are compacted into one at the end: Xapian's inverter is
/// fastest on small batches.
class LibraryTermWriter final : public TermWriter {
 public:
  explicit LibraryTermWriter(fs::path scratch) : scratch_(std::move(scratch)) {}

  std::uint32_t term(std::string_view bytes) override { return terms_.intern(bytes); }

  void add(std::uint32_t term, std::uint32_t wdf) override {
    if (term >= last_passage_.size()) last_passage_.resize(terms_.size());
    if (std::exchange(last_passage_[term], passages_ + 1) == passages_ + 1) return;
    with_xapian("index a passage", [&] {
      name_.assign(terms_.at(term));
      if (wdf == 0) {
        document_.add_boolean_term(name_);
      } else {
        document_.add_term(name_, wdf);
      }
    });
  }

  void end_passage() override {
    with_xapian("index a passage", [&] {
      if (!batch_) {
        batches_.push_back((scratch_ / std::to_string(batches_.size())).string());
        batch_.emplace(batches_.back(), scratch_flags);
      }
      batch_->add_document(document_);
      document_ = Xapian::Document();
    });
    ++passages_;
    if (++documents_ == batch_documents) flush();
  }

  std::uint64_t size_bytes() const override { return 0; }

  void finish(const fs::path& folder) override {
    flush();
    with_xapian(fmt::format("write segment '{}'", folder.string()), [&] {
      Xapian::Database all;
      for (const std::string& batch : batches_) all.add_database(Xapian::Database(batch));
      all.compact(folder.string());
    });
  }

 private:
  void flush() {
    if (!batch_) return;
    with_xapian("write a batch of passages", [&] {
      batch_->commit();
      batch_->close();
    });
    batch_.reset();
    documents_ = 0;
  }

  fs::path scratch_;
  base::Interner terms_;
  Xapian::Document document_;
  std::optional<Xapian::WritableDatabase> batch_;
  std::uint32_t documents_ = 0, passages_ = 0;  ///< of the open batch; of all
  std::vector<std::uint32_t> last_passage_;     ///< by term: the last that has it, from 1
  std::vector<std::string> batches_;
  std::string name_;
};

class BulkTermWriter final : public TermWriter {
 public:
  explicit BulkTermWriter(glass::EmptyVersion version) : version_(std::move(version)) {}

  std::uint32_t term(std::string_view bytes) override { return inverter_.term(bytes); }
  void add(std::uint32_t term, std::uint32_t wdf) override { inverter_.add(term, wdf); }
  void end_passage() override { inverter_.end_document(); }
  std::uint64_t size_bytes() const override { return inverter_.size_bytes(); }

  void finish(const fs::path& folder) override {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) {
      throw base::Error(base::Code::Database,
                        fmt::format("cannot create '{}': {}", folder.string(), failed.message()));
    }
    glass::write_database(folder, inverter_, version_);
  }

 private:
  glass::Inverter inverter_;
  glass::EmptyVersion version_;
};

/// What the installed library makes of no documents.
std::optional<glass::EmptyVersion> empty_version(const fs::path& scratch) {
  const fs::path folder = scratch / "empty";
  with_xapian("make an empty database", [&] {
    Xapian::WritableDatabase empty(folder.string(), scratch_flags);
    empty.commit();
    empty.close();
  });
  std::ifstream file(folder / "iamglass", std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  return glass::read_empty_version(bytes);
}

}  // namespace

std::unique_ptr<TermWriter> make_term_writer(const fs::path& scratch, TermWriterKind kind) {
  if (kind == TermWriterKind::Best) {
    if (auto version = empty_version(scratch))
      return std::make_unique<BulkTermWriter>(std::move(*version));
  }
  return std::make_unique<LibraryTermWriter>(scratch);
}

}  // namespace dateline::store
