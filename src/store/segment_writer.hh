// Builds one segment aside: documents, then side files, then one compacted whole.
#pragma once

#include "schema/field.hh"
#include "store/forward.hh"
#include "store/manifest.hh"
#include "store/passage.hh"
#include "store/term_writer.hh"
#include "store/terms.hh"
#include "store/text_file.hh"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace dateline::store {

/// How often a headline's words count in the length and frequencies of each of its passages.
/// Part of the format: a change is a new database version.
inline constexpr std::uint32_t title_weight = 1;

/// Takes analysed articles and writes them as one segment. An unfinished segment leaves nothing
/// behind but its scratch folder.
class SegmentWriter {
 public:
  /// in: folder, not there yet; made as scratch, and the finished segment with finish()
  /// dictionary, for compressing text, of an earlier segment, or empty
  SegmentWriter(std::filesystem::path folder, const schema::Schema& schema, const Stemmer& stemmer,
                std::string dictionary = {}, TermWriterKind kind = TermWriterKind::Best);
  ~SegmentWriter();

  void add(const AnalysedArticle& article);

  std::uint32_t passages() const { return text_.passages(); }
  std::uint32_t articles() const { return text_.articles(); }

  /// Memory held, roughly.
  std::uint64_t buffered_bytes() const;

  /// Write everything, synced. Nothing can be added afterwards.
  /// out:    the entry for the manifest, its name being that of the folder; dictionary, the one
  ///         used
  /// in:     self_contained, null, or the analysis that a self-contained segment is to name
  /// errors: Error{Code::Database} with the reason (disk full, …); the scratch folder is then
  /// removed
  SegmentEntry finish(std::string& dictionary, const Fingerprint* self_contained = nullptr);

 private:
  void add_passage(const AnalysedArticle& article, const Passage& passage);
  void count_stem(std::uint32_t stem, std::uint32_t times);
  std::uint32_t stem_term(const schema::Field& field, std::uint32_t stem,
                          std::vector<std::uint32_t>& known);
  std::uint32_t name_term(const schema::Field& field, std::string_view value);

  std::filesystem::path folder_, scratch_;
  const schema::Schema& schema_;
  const schema::Field &text_field_, &title_field_;
  Lexicon lexicon_;
  ForwardWriter forward_;
  TextWriter text_;
  FacetWriter facets_;
  std::uint64_t text_bytes_ = 0;

  std::unique_ptr<TermWriter> terms_;
  std::vector<std::uint32_t> text_terms_, title_terms_;  ///< by stem; none: not made yet

  std::vector<std::uint32_t> body_stems_, title_stems_;  ///< of the present article's tokens
  std::vector<std::uint32_t> counts_, counted_;          ///< by stem; stems of the present passage
  std::vector<std::uint32_t> article_terms_;
  std::string scratch_term_;
};

}  // namespace dateline::store
