// An article's body into passages.
#pragma once

#include "store/passage.hh"
#include "text/analysis.hh"

#include <cstdint>
#include <vector>

namespace dateline::indexing {

/// Sizes of passages, in tokens.
struct SplitSizes {
  std::uint32_t least = 100;  ///< a passage is closed once it has these, at the end of a paragraph
  std::uint32_t most =
      150;  ///< longer only if one sentence is, or a short rest has no better place
  std::uint32_t orphan = 25;  ///< a last passage shorter than this joins the one before
};

/// Cut a body into passages of whole sentences.
/// Paragraphs are kept whole where they fit; one longer than `most` is cut into passages of nearly
/// equal length at sentence ends, so that no stub remains. A heading-like line (short, no full stop
/// at its end) opens a passage rather than closing one. out: passages in order holding every
/// sentence once; one without sentences for an empty body
std::vector<store::Passage> split(std::string_view text, const text::Analysis& body,
                                  const SplitSizes& sizes = {});

}  // namespace dateline::indexing
