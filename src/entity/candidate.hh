// What the first look at an article leaves for the second.
#pragma once

#include "entity/article_names.hh"
#include "entity/tagger.hh"

#include <cstdint>

namespace dateline::entity {

/// A stretch of tokens that may be a mention.
struct Candidate {
  enum class State : std::uint8_t {
    Sure,     ///< a mention of `name`
    Pending,  ///< one of `name` if the article confirms it elsewhere
    Bare,     ///< capitalised words that no rule knows; `name` is none
    Titled,   ///< the same behind a title: a person in any case
    Dropped,  ///< taken over by another candidate
  };

  Part part = Part::Body;
  State state = State::Bare;
  bool cue = false;         ///< something beside it speaks for a person
  std::uint32_t begin = 0;  ///< tokens, half-open
  std::uint32_t end = 0;
  std::uint32_t name = ArticleNames::none;  ///< in the article's names
};

}  // namespace dateline::entity
