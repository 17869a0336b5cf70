// Runs of capitalised words, and where the names in them end.
#pragma once

#include "entity/article_view.hh"

#include <cstdint>

namespace dateline::entity {

/// End of the run of capitalised tokens from `begin`: blanks, hyphens, `&` and the stops of
/// abbreviations join them, so do small particles between two of them (`Ursula von der Leyen`) and
/// the small second half of an East Asian given name (`Kim Jong-un`).
std::uint32_t run_end(const ArticleView& view, std::uint32_t begin, std::uint32_t limit);

/// What stands before a personal name.
enum class Before { Nothing, Title, Honorific };

/// End of the personal name from `begin`, or `begin` if none is there.
/// in:  limit, of the run; before: with a title one word is a name, and needs not be known
std::uint32_t person_end(const ArticleView& view, std::uint32_t begin, std::uint32_t limit,
                         Before before);

/// An organisation's name put together by its form.
struct Organisation {
  std::uint32_t end = 0;       ///< of the mention; 0 if there is none
  std::uint32_t name_end = 0;  ///< of the name without its legal form (`Inc`)
  bool company = false;        ///< its first words alone may stand for it later
};

/// The organisation at `begin`: words closed by a legal form or a noun (`Texaco Inc`, `Kansas
/// Supreme Court`) or opened by a head (`Bank of Foo`). in: end, of the run; limit, of the sentence
Organisation organisation_at(const ArticleView& view, std::uint32_t begin, std::uint32_t end,
                             std::uint32_t limit);

/// End of the place at `begin` by its form (`Pearl River`, `Lake Foo`, `Gulf of Foo`), or `begin`.
std::uint32_t place_end(const ArticleView& view, std::uint32_t begin, std::uint32_t end,
                        std::uint32_t limit);

}  // namespace dateline::entity
