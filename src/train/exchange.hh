// Word classes by the exchange algorithm: words that stand between the same neighbours come together.
#pragma once

#include <cstdint>
#include <vector>

namespace dateline::train {

/// How often b followed a.
struct Pair {
  std::uint32_t a = 0, b = 0;
  std::uint32_t count = 0;
};

/// Sort the words into classes so that the mutual information of neighbouring classes is as high as
/// single moves make it.
/// in:     words, number of them, in falling frequency; pairs, each at most once; classes; rounds,
///         over all words
/// out:    class of each word, from 0
/// source: Kneser and Ney 1993, Martin, Liermann and Ney 1998. The result depends on the input alone.
std::vector<std::uint32_t> exchange(std::uint32_t words, const std::vector<Pair>& pairs,
                                    std::uint32_t classes, unsigned rounds);

}  // namespace dateline::train
