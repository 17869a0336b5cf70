// Finding entities in an article: the interface behind which rules and trained models stand.
#pragma once

#include "text/analysis.hh"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::entity {

enum class Kind : std::uint8_t { Person, Organisation, Place };

/// `person`, `organisation`, `place`.
std::string_view name(Kind kind);

/// Which text of the article a mention lies in.
enum class Part : std::uint8_t { Title, Body };

/// Where an entity occurs.
struct Mention {
  Part part = Part::Body;
  /// Bytes of that part's text, half-open, without titles (`President`), honorifics (`Mr`) and the
  /// possessive `'s`; legal forms (`Texaco Inc`) are inside.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// What the sentence makes of it.
  Kind kind = Kind::Person;
  /// Canonical name of the entity in this article: the full name that a surname stands for, the
  /// country of a demonym, the long form of an acronym, a company without its legal form; else the
  /// mention as written, white space folded to single blanks.
  std::string name;
  /// What the entity named is: the White House may stand for a place and is an organisation.
  Kind facet = Kind::Person;
  /// A nationality (`Russian`) that speaks of its place: for facets, no mention of a name.
  bool demonym = false;
  /// In the headline or the first passage; set by who cuts passages.
  bool prominent = false;
  bool operator==(const Mention&) const = default;
};

/// The article as the tagger sees it: whole, since how a name is used elsewhere in an article says
/// most about a single mention. The analyses belong to the texts.
struct TaggerInput {
  std::string_view title;
  const text::Analysis& title_analysis;
  std::string_view body;
  const text::Analysis& body_analysis;
};

/// Tags articles one after another; keeps its buffers between calls, so one tagger belongs to one
/// thread.
class Tagger {
 public:
  virtual ~Tagger() = default;

  /// Find the mentions of an article.
  /// out: replaced; ordered by part (title first), then begin; mentions do not overlap
  virtual void tag(const TaggerInput& article, std::vector<Mention>& out) = 0;
};

}  // namespace dateline::entity
