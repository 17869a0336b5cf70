#include "search/leaves.hh"

#include "search/names.hh"
#include "store/terms.hh"

#include <algorithm>

namespace dateline::search {
namespace {

/// A headline's count, kept while passages of one article follow each other.
class TitleCount {
 public:
  explicit TitleCount(ExpressionMatcher& matcher) : matcher_(matcher) {}

  unsigned of(std::uint32_t article) {
    if (article != article_) count_ = matcher_.count_title(article);
    article_ = article;
    return count_;
  }

 private:
  ExpressionMatcher& matcher_;
  std::uint32_t article_ = UINT32_MAX;
  unsigned count_ = 0;
};

/// Add all passages of an article.
void add_article(const store::ArticleRow& row, std::uint32_t count, PostingList& list) {
  for (std::uint32_t i = 0; i < row.passage_count; ++i) list.add(row.first_passage + i, count);
}

}  // namespace

SegmentLeaves::SegmentLeaves(const Plan& plan, const store::Segment& segment)
    : plan_(plan),
      segment_(segment),
      text_(schema::Schema::standard().get("text")),
      title_(schema::Schema::standard().get("title")),
      lists_(plan.leaves.size()) {}

const std::shared_ptr<const PostingList>& SegmentLeaves::postings(const std::string& term) {
  const auto found = postings_.find(term);
  if (found != postings_.end()) return found->second;
  return postings_.emplace(term, segment_.postings(term)).first->second;
}

const PostingList& SegmentLeaves::title_postings(const std::string& stem) {
  return *postings(store::make_term(title_, stem));
}

const PostingList& SegmentLeaves::list(std::size_t leaf) {
  const Leaf& wanted = plan_.leaves[leaf];
  if (wanted.terms.size() == 1 && wanted.at_least == 1 && wanted.mentions == 1)
    return *postings(wanted.terms.front());
  std::optional<PostingList>& list = lists_[leaf];
  if (!list) list = evaluate(wanted);
  return *list;
}

void SegmentLeaves::add_bits(std::size_t leaf, Bitmap& result) {
  const Leaf& wanted = plan_.leaves[leaf];
  if (wanted.terms.size() > 1 && wanted.mentions == 1) {
    result |= passages_with(segment_.terms, wanted.terms, segment_.passage_count);
    return;
  }
  for (const std::uint32_t ordinal : list(leaf).ordinals) result.set(ordinal);
}

Bitmap SegmentLeaves::bits(std::size_t leaf) {
  Bitmap result(segment_.passage_count);
  add_bits(leaf, result);
  return result;
}

PostingList SegmentLeaves::evaluate(const Leaf& leaf) {
  PostingList list;
  if (!leaf.terms.empty()) {
    std::vector<const PostingList*> lists;
    for (const std::string& term : leaf.terms) lists.push_back(postings(term).get());
    list = unite(lists);
  } else {
    switch (leaf.scope) {
      case Scope::Passage: {
        const TokenTest& token = leaf.expression.token;
        const bool wildcard_alone =
            leaf.expression.kind == Expression::Kind::Token && !token.form.empty() && !token.exact;
        list = wildcard_alone ? wildcard(leaf) : in_passages(leaf);
        break;
      }
      case Scope::Title:
        list = in_passages(leaf);
        break;
      case Scope::Lead:
        list = in_leads(leaf);
        break;
      case Scope::First:
        list = among_first(leaf);
        break;
    }
  }
  if (leaf.mentions > 1) keep_mentioned(leaf, list);
  if (leaf.at_least > 1) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list.counts[i] < leaf.at_least) continue;
      list.ordinals[kept] = list.ordinals[i];
      list.counts[kept++] = list.counts[i];
    }
    list.ordinals.resize(kept);
    list.counts.resize(kept);
  }
  return list;
}

/// Keep the passages whose article mentions the names often enough. Their headline's mentions count
/// in its first passage, which then is in the list, too.
void SegmentLeaves::keep_mentioned(const Leaf& leaf, PostingList& list) const {
  const std::vector<std::uint32_t> groups = groups_of(leaf.terms, segment_.facets());
  const auto rows = segment_.text.passages();
  std::size_t kept = 0;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::uint32_t article = rows[list.ordinals[begin]].article;
    std::uint64_t times = 0;
    std::size_t end = begin;
    for (; end < list.size() && rows[list.ordinals[end]].article == article; ++end)
      times += segment_.facets().mentions(list.ordinals[end], groups);
    for (; begin < end; ++begin) {
      if (times < leaf.mentions) continue;
      list.ordinals[kept] = list.ordinals[begin];
      list.counts[kept++] = list.counts[begin];
    }
  }
  list.ordinals.resize(kept);
  list.counts.resize(kept);
}

std::uint64_t SegmentLeaves::mentions(std::size_t leaf, std::uint32_t article) const {
  const std::vector<std::uint32_t> groups = groups_of(plan_.leaves[leaf].terms, segment_.facets());
  const store::ArticleRow& row = segment_.text.articles()[article];
  std::uint64_t times = 0;
  for (std::uint32_t i = 0; i < row.passage_count; ++i)
    times += segment_.facets().mentions(row.first_passage + i, groups);
  return times;
}

/// Passages that may hold an expression: those with the stems it cannot do without.
std::shared_ptr<const PostingList> SegmentLeaves::candidates(const Expression& expression,
                                                             const schema::Field& field) {
  const std::vector<std::string>& stems = expression.token.stems;
  if (expression.kind == Expression::Kind::Token && stems.size() == 1)
    return postings(store::make_term(field, stems.front()));
  std::vector<std::shared_ptr<const PostingList>> parts;
  for (const std::string& stem : stems) parts.push_back(postings(store::make_term(field, stem)));
  for (const Expression& child : expression.children) {
    parts.push_back(candidates(child, field));
    if (expression.kind == Expression::Kind::Near && expression.negated) return parts.front();
  }
  std::vector<const PostingList*> lists;
  for (const auto& part : parts) lists.push_back(part.get());
  if (lists.empty()) return std::make_shared<PostingList>();
  const bool any =
      expression.kind == Expression::Kind::Token || expression.kind == Expression::Kind::Any;
  return std::make_shared<PostingList>(any ? unite(lists) : intersect(std::move(lists)));
}

/// A wildcard alone: where all words of a stem begin so, its postings say all.
PostingList SegmentLeaves::wildcard(const Leaf& leaf) {
  const std::vector<bool> outside = stems_outside(segment_.forward, leaf.expression.token.form);
  std::vector<const PostingList*> sure, doubtful;
  for (const std::string& stem : leaf.expression.token.stems) {
    const auto number = segment_.forward.find(stem);
    if (number)
      (outside[*number] ? doubtful : sure).push_back(postings(store::make_term(text_, stem)).get());
  }
  PostingList certain = sure.empty() ? PostingList{} : unite(sure);
  if (doubtful.empty()) return certain;
  const PostingList open = unite(doubtful);
  ExpressionMatcher matcher(leaf.expression, segment_);
  TitleCount title(matcher);
  const auto rows = segment_.text.passages();
  PostingList checked;
  for (const std::uint32_t ordinal : open.ordinals) {
    const unsigned count = matcher.count_passage(ordinal) + title.of(rows[ordinal].article);
    if (count > 0) checked.add(ordinal, count);
  }
  // Where both have a passage, the checked count holds all.
  PostingList result;
  for (std::size_t i = 0, k = 0; i < certain.size() || k < checked.size();) {
    const std::uint32_t left = i < certain.size() ? certain.ordinals[i] : UINT32_MAX;
    const std::uint32_t right = k < checked.size() ? checked.ordinals[k] : UINT32_MAX;
    result.add(std::min(left, right), right <= left ? checked.counts[k] : certain.counts[i]);
    i += left <= right ? 1 : 0;
    k += right <= left ? 1 : 0;
  }
  return result;
}

/// In a passage's text or its headline, or in the headline alone.
PostingList SegmentLeaves::in_passages(const Leaf& leaf) {
  ExpressionMatcher matcher(leaf.expression, segment_);
  PostingList result;
  if (!matcher.possible()) return result;
  TitleCount title(matcher);
  const bool title_only = leaf.scope == Scope::Title;
  const auto rows = segment_.text.passages();
  const auto open = candidates(leaf.expression, title_only ? title_ : text_);
  for (const std::uint32_t ordinal : open->ordinals) {
    const unsigned count =
        (title_only ? 0 : matcher.count_passage(ordinal)) + title.of(rows[ordinal].article);
    if (count > 0) result.add(ordinal, count);
  }
  return result;
}

PostingList SegmentLeaves::in_leads(const Leaf& leaf) {
  ExpressionMatcher matcher(leaf.expression, segment_);
  PostingList result;
  const auto rows = segment_.text.passages();
  const auto articles = segment_.text.articles();
  const auto open = candidates(leaf.expression, text_);
  for (const std::uint32_t ordinal : open->ordinals) {
    const store::ArticleRow& article = articles[rows[ordinal].article];
    if (article.first_passage != ordinal) continue;
    const std::size_t count = matcher.lead(ordinal).size();
    if (count > 0) add_article(article, static_cast<std::uint32_t>(count), result);
  }
  return result;
}

PostingList SegmentLeaves::among_first(const Leaf& leaf) {
  ExpressionMatcher matcher(leaf.expression, segment_);
  PostingList result;
  const auto rows = segment_.text.passages();
  const auto articles = segment_.text.articles();
  const auto before = segment_.forward.tokens_before();
  const auto open = candidates(leaf.expression, text_);
  for (const std::uint32_t ordinal : open->ordinals) {
    const std::uint32_t first = articles[rows[ordinal].article].first_passage;
    const std::uint32_t offset = before[ordinal] - before[first];
    if (offset >= leaf.within_first) continue;
    const std::size_t count = matcher.first(ordinal, leaf.within_first - offset).size();
    if (count > 0) result.add(ordinal, static_cast<std::uint32_t>(count));
  }
  return result;
}

std::vector<std::pair<std::uint32_t, std::uint64_t>> SegmentLeaves::article_counts(
    std::size_t leaf) {
  const Leaf& wanted = plan_.leaves[leaf];
  ExpressionMatcher matcher(wanted.expression, segment_);
  std::vector<std::pair<std::uint32_t, std::uint64_t>> counts;
  if (!matcher.possible()) return counts;
  const auto rows = segment_.text.passages();
  const auto open = candidates(wanted.expression, text_);
  for (const std::uint32_t ordinal : open->ordinals) {
    const std::uint32_t article = rows[ordinal].article;
    if (counts.empty() || counts.back().first != article)
      counts.emplace_back(article, matcher.count_title(article));
    counts.back().second += matcher.count_passage(ordinal);
  }
  std::erase_if(counts, [](const auto& one) { return one.second == 0; });
  return counts;
}

}  // namespace dateline::search
