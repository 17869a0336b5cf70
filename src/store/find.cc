#include "store/find.hh"

#include "base/nearest.hh"
#include "store/passage.hh"

#include <algorithm>
#include <charconv>
#include <functional>

namespace dateline::store {
namespace {

/// `article#3` cut at its last `#`: the article's id and the number, 0 if there is none.
std::pair<std::string, std::uint32_t> cut_passage(const std::string& id) {
  const std::size_t sign = id.rfind('#');
  if (sign == std::string::npos) return {id, 0};
  std::uint32_t number = 0;
  const char* const end = id.data() + id.size();
  const auto parsed = std::from_chars(id.data() + sign + 1, end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end || number == 0) return {id, 0};
  return {id.substr(0, sign), number};
}

std::optional<ArticleRef> find_article(const Database& database, const std::string& id) {
  const std::uint64_t digest = article_id_digest(id);
  for (std::uint32_t i = 0; i < database.segments().size(); ++i) {
    const Segment& segment = database.segment(i);
    const auto rows = segment.text.articles();
    for (std::uint32_t article = 0; article < rows.size(); ++article) {
      if (rows[article].id_digest == digest && !segment.is_deleted(article) &&
          segment.text.article_id(article) == id)
        return ArticleRef{i, article, 0};
    }
  }
  return std::nullopt;
}

void each_id(const Database& database, const std::function<void(std::string)>& take) {
  for (const auto& segment : database.segments()) {
    for (std::uint32_t article = 0; article < segment->text.articles().size(); ++article) {
      if (!segment->is_deleted(article)) take(segment->text.article_id(article));
    }
  }
}

/// Whether a text could be within two edits of a word: of its three thirds one is then unharmed.
bool may_be_near(const std::string& text, const std::string& word) {
  if (text.size() + 2 < word.size() || text.size() > word.size() + 2) return false;
  const std::size_t third = word.size() / 3;
  if (third == 0) return true;
  return text.starts_with(std::string_view(word).substr(0, third)) ||
         text.find(word.substr(third, third)) != std::string::npos ||
         text.ends_with(std::string_view(word).substr(2 * third));
}

}  // namespace

std::optional<ArticleRef> find_id(const Database& database, const std::string& id) {
  if (const auto whole = find_article(database, id)) return whole;
  const auto [article_id, number] = cut_passage(id);
  if (number == 0) return std::nullopt;
  auto found = find_article(database, article_id);
  if (!found) return std::nullopt;
  const Segment& segment = database.segment(found->segment);
  if (number > segment.text.articles()[found->article].passage_count) return std::nullopt;
  found->passage = number;
  return found;
}

std::optional<std::string> similar_id(const Database& database, const std::string& id) {
  const auto [wanted, number] = cut_passage(id);
  constexpr std::size_t most = 10'000, least_begin = 3;
  std::string longer;
  std::vector<std::string> near;
  each_id(database, [&, &word = wanted](std::string known) {
    if (word.size() >= least_begin && known.starts_with(word) &&
        (longer.empty() || known < longer)) {
      longer = known;
    }
    if (near.size() < most && may_be_near(known, word)) near.push_back(std::move(known));
  });
  std::optional<std::string> best;
  if (!longer.empty()) {
    best = longer;
  } else {
    std::sort(near.begin(), near.end());  // the same one for any number of segments
    best = base::nearest(wanted, {near.begin(), near.end()});
  }
  if (!best || number == 0) return best;
  const std::string passage = passage_id(*best, number);
  return find_id(database, passage) ? passage : best;
}

}  // namespace dateline::store
