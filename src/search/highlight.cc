#include "search/highlight.hh"

#include "schema/field.hh"
#include "temporal/calendar_unit.hh"

#include <algorithm>

namespace dateline::search {
namespace {

/// Whether days were looked for in an article.
bool has_days(const store::Segment& segment, std::uint32_t article) {
  const auto& fields = schema::Schema::standard().fields();
  for (const store::FacetValue& name : segment.facets().names_of_article(article)) {
    if (name.field < fields.size() && fields[name.field].name == "lang")
      return temporal::DayFinder::reads(name.display);
  }
  return true;
}

}  // namespace

Highlighter::Highlighter(const Plan& plan, const store::Database& database)
    : database_(database), segments_(database.segments().size()), mentioned_(plan.mentioned) {
  if (!mentioned_.empty())
    finder_ = std::make_unique<temporal::DayFinder>(temporal::Grammar::english());
  // Each matcher has a table over all stems, so single words share one.
  Leaf words;
  words.expression.kind = Expression::Kind::Any;
  const auto close = [&] {
    if (!words.expression.children.empty()) leaves_.push_back(words);
    words.expression.children.clear();
  };
  for (const std::size_t number : plan.highlights) {
    const Leaf& leaf = plan.leaves[number];
    const bool word = leaf.expression.kind == Expression::Kind::Token &&
                      leaf.scope == Scope::Passage && leaf.at_least == 1;
    if (!word) {
      leaves_.push_back(leaf);
      continue;
    }
    words.expression.children.push_back(leaf.expression);
    if (words.expression.children.size() == max_expression_tokens) close();
  }
  close();
}

std::vector<Highlighter::Ready>& Highlighter::ready(std::uint32_t segment) {
  std::vector<Ready>& list = segments_[segment];
  if (list.size() == leaves_.size()) return list;
  for (const Leaf& leaf : leaves_) {
    list.push_back(
        {&leaf, std::make_unique<ExpressionMatcher>(leaf.expression, database_.segment(segment))});
  }
  return list;
}

/// How often a leaf holds in a passage's text. in: offset, of the passage in the article's tokens
std::size_t Highlighter::found(Ready& one, std::uint32_t ordinal, std::uint32_t offset) {
  switch (one.leaf->scope) {
    case Scope::Lead:
      return one.matcher->lead(ordinal).size();
    case Scope::First:
      return one.leaf->within_first <= offset
                 ? 0
                 : one.matcher->first(ordinal, one.leaf->within_first - offset).size();
    default:
      return one.matcher->passage(ordinal).size();
  }
}

std::vector<text::Span> Highlighter::passage(store::PassageRef passage, std::string_view text) {
  const store::Segment& segment = database_.segment(passage.segment);
  const std::uint32_t article = segment.text.passages()[passage.ordinal].article;
  const std::uint32_t first = segment.text.articles()[article].first_passage;
  const auto before = segment.forward.tokens_before();
  Spans all;
  for (Ready& one : ready(passage.segment)) {
    if (one.leaf->scope == Scope::Title) continue;
    if (one.leaf->scope == Scope::Lead && passage.ordinal != first) continue;
    const unsigned in_title = one.leaf->at_least > 1 && one.leaf->scope == Scope::Passage
                                  ? one.matcher->count_title(article)
                                  : 0;
    if (found(one, passage.ordinal, before[passage.ordinal] - before[first]) + in_title <
        one.leaf->at_least)
      continue;
    const Spans spans = one.matcher->parts();
    all.insert(all.end(), spans.begin(), spans.end());
  }
  std::vector<text::Span> marked = bytes(std::move(all), text);
  mark_days(segment, article, text, false, marked);
  return marked;
}

std::vector<text::Span> Highlighter::title(std::uint32_t segment, std::uint32_t article,
                                           std::string_view text) {
  Spans all;
  for (Ready& one : ready(segment)) {
    if (one.leaf->scope != Scope::Passage && one.leaf->scope != Scope::Title) continue;
    one.matcher->title(article);
    const Spans spans = one.matcher->parts();
    all.insert(all.end(), spans.begin(), spans.end());
  }
  std::vector<text::Span> marked = bytes(std::move(all), text);
  mark_days(database_.segment(segment), article, text, true, marked);
  return marked;
}

/// Mark the expressions that speak of what is asked for, beside what is marked already.
/// in: line, whether the text is a headline
void Highlighter::mark_days(const store::Segment& segment, std::uint32_t article,
                            std::string_view text, bool line, std::vector<text::Span>& marked) {
  if (!finder_ || !has_days(segment, article)) return;
  line ? text::analyse_line(text, analysis_) : text::analyse(text, analysis_);
  std::optional<temporal::Day> published;
  const store::ArticleRow& row = segment.text.articles()[article];
  if (row.knows(temporal::Precision::Day))
    published = temporal::Day::from_serial(row.published_day);
  finder_->find(text, analysis_, published, days_);
  for (const temporal::MentionedDay& day : days_) {
    const bool asked =
        std::any_of(mentioned_.begin(), mentioned_.end(),
                    [&](const temporal::DayRange& range) { return speaks_of(day, range); });
    if (asked) marked.push_back({day.begin, day.end});
  }
  std::sort(marked.begin(), marked.end(), [](text::Span a, text::Span b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::size_t kept = 0;
  for (const text::Span span : marked) {
    if (kept > 0 && span.begin < marked[kept - 1].end) {
      marked[kept - 1].end = std::max(marked[kept - 1].end, span.end);
    } else {
      marked[kept++] = span;
    }
  }
  marked.resize(kept);
}

std::vector<text::Span> Highlighter::bytes(Spans spans, std::string_view text) {
  std::vector<text::Span> merged;
  if (spans.empty()) return merged;
  text::tokenize(text, tokens_);
  std::sort(spans.begin(), spans.end(), [](TokenSpan a, TokenSpan b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::uint32_t end_token = 0;
  for (const TokenSpan span : spans) {
    if (span.end > tokens_.size()) continue;  // of a damaged file
    const text::Span found{tokens_[span.begin].begin, tokens_[span.end - 1].end};
    if (!merged.empty() && span.begin < end_token) {
      merged.back().end = std::max(merged.back().end, found.end);
    } else {
      merged.push_back(found);
    }
    end_token = std::max(end_token, span.end);
  }
  return merged;
}

}  // namespace dateline::search
