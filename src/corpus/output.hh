// Where readers put articles and issues.
#pragma once

#include "corpus/fields.hh"
#include "corpus/reader.hh"

#include <cstdint>
#include <string>

namespace dateline::corpus {

/// Finishes articles, counts, and passes on to the caller's sinks.
class Output {
 public:
  /// errors: Error{Code::Usage} for a mapping that names an unknown field
  Output(const ReadOptions& options, ReadCounts& counts, const base::IssueSink& issues,
         const ArticleSink& sink);

  /// Pass an article on after finish(); false if reading has to stop.
  bool yield(Article& article);

  void issue(const std::string& file, std::uint64_t offset, std::uint64_t line,
             std::string message);

  /// Tell of something mended and kept.
  void repaired(const std::string& file, std::uint64_t offset, std::uint64_t line,
                std::string message);

  /// Tell of something left out on purpose; see ReadCounts::notes.
  void note(std::string text);

  void stop() { stopped_ = true; }
  bool stopped() const { return stopped_; }

  const ReadOptions& options() const { return options_; }
  ReadCounts& counts() { return counts_; }
  const FieldMap& fields() const { return fields_; }

 private:
  const ReadOptions& options_;
  ReadCounts& counts_;
  const base::IssueSink& issues_;
  const ArticleSink& sink_;
  FieldMap fields_;
  bool stopped_ = false;
};

/// What all formats have in common: headline furniture off, authors
/// taken from the byline, a date from the url if there is none, an id if there is none (hash of the
/// url, else of title and body: 16 hexadecimal digits), the prefix before it.
void finish(Article& article, const std::string& id_prefix);

}  // namespace dateline::corpus
