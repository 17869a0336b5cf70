// Article: what every reader yields, whatever format it reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::corpus {

/// Where the text of a publication date was found.
enum class DateOrigin { None, Element, Attribute, Meta, Url, DocNo, Dateline, FileName };

/// The name used in output: `element`, `docno`, …; empty for None.
std::string_view name(DateOrigin origin);

/// A label given by the source itself, apart from what a recogniser finds.
struct Label {
  std::string scheme;  ///< `topics`, `places`, `people`, `orgs`, `companies`, …
  std::string name;
  bool operator==(const Label&) const = default;
};

/// The dateline that opens a story: `BRUSSELS/LONDON, April 9 (Reuters) -`. Parts may be empty.
struct Dateline {
  std::string place;   ///< `BRUSSELS/LONDON`, as written
  std::string day;     ///< `April 9`, as written
  std::string agency;  ///< `Reuters`
  /// The bytes of the body that it takes, begin <= end; both 0 if it was an element of its own.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const Dateline&) const = default;
};

/// One article as published. Absent is empty: no value is ever invented.
/// Strings are valid UTF-8. `body` is the text as given by the source (for JSON: exactly the
/// decoded string), so that byte offsets into it mean something outside this program; hard-wrapped
/// formats keep their line ends. Paragraphs are separated by a blank line, or by single line ends
/// where the lines are not a hard wrap (text/paragraph tells them apart).
struct Article {
  std::string id;         ///< stable, unique in its corpus; never empty
  std::string title;      ///< headline, furniture such as `UPDATE 2-` taken off
  std::string title_raw;  ///< headline as found, if it differs from `title`; else empty
  std::string body;
  std::string published;  ///< date as written in the source; temporal/published parses it
  DateOrigin published_origin = DateOrigin::None;
  std::string modified;  ///< as written in the source
  Dateline dateline;
  std::string byline;
  std::vector<std::string> authors;
  std::string source;  ///< publisher or wire
  std::string section;
  std::string language;  ///< BCP 47, lower case; empty if not stated
  std::string url;
  std::vector<Label> labels;

  std::string file;          ///< as in base::Issue
  std::uint64_t offset = 0;  ///< of the record in the decompressed stream
  std::uint64_t length = 0;  ///< bytes of the record
  std::uint64_t line = 0;    ///< of the record's first byte, from 1

  void clear() { *this = Article{}; }
};

}  // namespace dateline::corpus
