#include "search/snippet.hh"

#include "text/analysis.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <set>
#include <string>

namespace dateline::search {

text::Span best_window(std::string_view text, const std::vector<text::Span>& matches,
                       std::size_t words) {
  const auto size = static_cast<std::uint32_t>(text.size());
  thread_local text::Analysis analysis;
  text::analyse(text, analysis);
  const text::Tokens& tokens = analysis.tokens;
  if (tokens.size() <= words + words / 4) return {0, size};

  // Windows that begin at a sentence or at a match.
  std::vector<std::size_t> starts;
  for (const text::Sentence& sentence : analysis.sentences) starts.push_back(sentence.first_token);
  for (const text::Span match : matches) {
    const auto found =
        std::find_if(tokens.items.begin(), tokens.items.end(),
                     [&](const text::Token& token) { return token.begin >= match.begin; });
    starts.push_back(static_cast<std::size_t>(found - tokens.items.begin()));
  }
  std::sort(starts.begin(), starts.end());
  std::size_t best_start = 0, best_end = std::min(words, tokens.size());
  std::pair<std::size_t, std::size_t> best{0, 0};
  for (const std::size_t start : starts) {
    if (start >= tokens.size()) continue;
    const std::size_t end = std::min(start + words, tokens.size());
    std::set<std::string> distinct;
    std::size_t count = 0;
    for (const text::Span match : matches) {
      if (match.begin < tokens[start].begin || match.end > tokens[end - 1].end) continue;
      ++count;
      distinct.insert(text::fold_name(match.of(text)));
    }
    if (std::pair(distinct.size(), count) > best) {
      best = {distinct.size(), count};
      best_start = start;
      best_end = end;
    }
  }
  // Begin with the sentence if it began shortly before.
  constexpr std::size_t reach = 15;
  for (const text::Sentence& sentence : analysis.sentences) {
    const bool holds = sentence.first_token <= best_start && best_start < sentence.end_token;
    if (holds && best_start - sentence.first_token <= reach) best_start = sentence.first_token;
  }
  // A last few words are shown too, rather than cut off.
  if (tokens.size() - best_end <= 8) best_end = tokens.size();
  const std::uint32_t begin = best_start == 0 ? 0 : tokens[best_start].begin;
  const std::uint32_t end = best_end == tokens.size() ? size : tokens[best_end - 1].end;
  return {begin, end};
}

}  // namespace dateline::search
