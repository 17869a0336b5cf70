// Makes the Xapian database of a segment: which passages have which terms.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace dateline::store {

/// Takes passages in document order.
class TermWriter {
 public:
  virtual ~TermWriter() = default;

  /// The number of a term; good until the segment ends.
  virtual std::uint32_t term(std::string_view bytes) = 0;

  /// Give the present passage a term; a second time is ignored.
  /// in: wdf, how often it occurs; 0 if it only filters
  virtual void add(std::uint32_t term, std::uint32_t wdf) = 0;

  virtual void end_passage() = 0;

  /// Memory held, roughly.
  virtual std::uint64_t size_bytes() const = 0;

  /// Write a database of all passages, not synced as a whole; nothing can be added afterwards.
  /// in:     folder, not there yet
  /// errors: Error{Code::Database} with the reason
  virtual void finish(const std::filesystem::path& folder) = 0;
};

/// Bulk: posting lists inverted in memory, tables written once in key order (`glass/`).
/// Library: what Xapian's own writer makes of it, by its public interface.
enum class TermWriterKind { Best, Library };

/// in:  scratch, a folder for files that are removed with it; kind, Best being Bulk if the installed
///      library writes the format that `glass/` knows, and Library otherwise
std::unique_ptr<TermWriter> make_term_writer(const std::filesystem::path& scratch,
                                             TermWriterKind kind = TermWriterKind::Best);

}  // namespace dateline::store
