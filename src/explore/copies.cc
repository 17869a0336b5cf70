#include "explore/copies.hh"

#include "base/digest.hh"

#include <algorithm>
#include <array>

namespace dateline::explore {
namespace {

constexpr std::size_t run_length = 4;
constexpr std::size_t least = 8;

std::size_t shared(const Shingles& a, const Shingles& b) {
  std::size_t count = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x < *y) {
      ++x;
    } else if (*y < *x) {
      ++y;
    } else {
      ++count;
      ++x;
      ++y;
    }
  }
  return count;
}

}  // namespace

Shingles shingles(const store::Segment& segment, std::uint32_t article) {
  const store::ArticleRow& row = segment.text.articles()[article];
  Shingles found;
  std::array<std::uint64_t, run_length> last{};  // a ring of the digests of stems
  std::size_t seen = 0;
  for (std::uint32_t i = 0; i < row.passage_count && found.size() < max_shingles; ++i) {
    const std::string_view tokens = segment.forward.passage(row.first_passage + i).tokens;
    for (std::size_t at = 0; at < tokens.size() && found.size() < max_shingles;) {
      const auto stem = static_cast<std::uint32_t>(store::read_varint(tokens, at));
      if (stem >= segment.forward.stem_count()) continue;  // a damaged stream
      last[seen++ % run_length] = base::digest64(segment.forward.stem(stem));
      if (seen < run_length) continue;
      std::uint64_t digest = 0;
      for (std::size_t k = 0; k < run_length; ++k)
        digest = (digest ^ last[(seen + k) % run_length]) * 0x9E3779B97F4A7C15ull;
      found.push_back(digest);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

double containment(const Shingles& a, const Shingles& b) {
  const std::size_t smaller = std::min(a.size(), b.size());
  if (smaller < least) return 0;
  return static_cast<double>(shared(a, b)) / static_cast<double>(smaller);
}

bool near_copies(const Shingles& a, const Shingles& b) {
  if (std::min(a.size(), b.size()) * 3 < std::max(a.size(), b.size())) return false;
  return containment(a, b) >= 0.75;
}

}  // namespace dateline::explore
