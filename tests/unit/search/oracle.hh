// Whether a query holds, decided the slow way: on the words, sentences and paragraphs of the stored
// text, by trying all of them. It shares the tokenizer and the stemmer with the engine, nothing else.
#pragma once

#include "query/ast.hh"
#include "store/database.hh"
#include "store/passage.hh"
#include "store/terms.hh"
#include "text/analysis.hh"
#include "text/stopwords.hh"

#include <algorithm>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace dateline::support {

/// A token and where it stands.
struct OracleToken {
  std::string written, folded, stem;
  std::size_t sentence = 0, paragraph = 0;
};
using OracleTokens = std::vector<OracleToken>;

struct OracleArticle {
  OracleTokens title, body;
  std::size_t lead_end = 0;  ///< tokens of the body that are its lead
  std::vector<std::pair<std::size_t, std::size_t>> passages;  ///< tokens [begin, end) of the body
  std::string id;
};

/// Spans of tokens [begin, end).
using OracleSpans = std::set<std::pair<std::size_t, std::size_t>>;

class Oracle {
 public:
  explicit Oracle(const store::Database& database)
      : stemmer_(database.manifest().fingerprint.stemmer),
        stopwords_(text::load_stopwords("english")) {
    for (const auto& segment : database.segments()) {
      for (std::uint32_t article = 0; article < segment->article_count; ++article) {
        if (!segment->is_deleted(article)) add(*segment, article);
      }
    }
  }

  const std::vector<OracleArticle>& articles() const { return articles_; }

  /// Ids of the passages that a query holds for.
  std::set<std::string> matches(const query::Node& node) const {
    std::set<std::string> ids;
    for (const OracleArticle& article : articles_) {
      for (std::size_t i = 0; i < article.passages.size(); ++i) {
        if (holds(node, {&article, i, "", false}))
          ids.insert(store::passage_id(article.id, static_cast<std::uint32_t>(i + 1)));
      }
    }
    return ids;
  }

 private:
  /// What a query is asked of: a passage of an article, or the whole of it; a field.
  struct Asked {
    const OracleArticle* article;
    std::size_t passage;
    std::string field;
    bool whole;
  };

  void add(const store::Segment& segment, std::uint32_t number) {
    OracleArticle article;
    article.id = segment.text.article_id(number);
    text::Analysis analysis;
    const std::string title = segment.text.record(number).article.title;
    text::analyse_line(title, analysis);
    article.title = tokens(title, analysis);
    const std::string body = segment.text.body(number);
    text::analyse(body, analysis);
    article.body = tokens(body, analysis);
    const store::ArticleRow& row = segment.text.articles()[number];
    for (std::uint32_t i = 0; i < row.passage_count; ++i) {
      const store::PassageRow& passage = segment.text.passages()[row.first_passage + i];
      std::size_t begin = 0, end = 0;
      for (std::size_t k = 0; k < analysis.tokens.size(); ++k) {
        if (analysis.tokens[k].begin < passage.begin) begin = k + 1;
        if (analysis.tokens[k].begin < passage.end) end = k + 1;
      }
      article.passages.emplace_back(std::min(begin, end), end);
    }
    // The lead: the first paragraph, or the first ones that have 20 words together.
    article.lead_end = article.body.size();
    for (std::size_t k = article.body.size(); k-- > 20;) {
      if (article.body[k].paragraph != article.body[k - 1].paragraph) article.lead_end = k;
    }
    articles_.push_back(std::move(article));
  }

  OracleTokens tokens(const std::string& text, const text::Analysis& analysis) const {
    OracleTokens out;
    for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
      const text::Sentence& sentence = analysis.sentences[s];
      for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k) {
        const text::Token& token = analysis.tokens[k];
        const std::string folded(analysis.tokens.text(k));
        out.push_back({text.substr(token.begin, token.end - token.begin), folded,
                       stemmer_.stem(folded), s, sentence.paragraph});
      }
    }
    return out;
  }

  /// Where a word or phrase stands in tokens [begin, end).
  OracleSpans phrase(const query::Node& node, const OracleTokens& all, std::size_t begin,
                     std::size_t end) const {
    text::Tokens wanted;
    text::tokenize(node.text, wanted);
    const auto fits = [&](std::size_t i, const OracleToken& token) {
      const text::Token& at = wanted[i];
      const bool star = node.prefix || (node.kind == query::Kind::Phrase &&
                                        at.end < node.text.size() && node.text[at.end] == '*');
      if (star) return token.folded.starts_with(wanted.text(i));
      if (node.exact) return token.written == node.text.substr(at.begin, at.end - at.begin);
      return token.stem == stemmer_.stem(wanted.text(i));
    };
    OracleSpans spans;
    for (std::size_t at = begin; at + wanted.size() <= end; ++at) {
      bool all_fit = true;
      for (std::size_t i = 0; i < wanted.size() && all_fit; ++i) all_fit = fits(i, all[at + i]);
      if (all_fit) spans.insert({at, at + wanted.size()});
    }
    return spans;
  }

  static bool near(const query::Node& node, std::pair<std::size_t, std::size_t> a,
                   std::pair<std::size_t, std::size_t> b, const OracleTokens& all) {
    const bool apart = a.second <= b.first || b.second <= a.first;
    // One within the other is as near as can be, but no pair of two.
    if (!apart && !node.negated) return false;
    if (node.ordered && b.first < a.second) return false;
    const std::size_t first = std::min(a.first, b.first), last = std::max(a.second, b.second) - 1;
    switch (node.unit) {
      case query::Unit::Words: {
        if (!apart) return true;
        // Words from the last of the one to the first of the other.
        const std::size_t distance =
            a.second <= b.first ? b.first - (a.second - 1) : a.first - (b.second - 1);
        return distance <= node.number;
      }
      case query::Unit::Sentence:
        return all[first].sentence == all[last].sentence;
      case query::Unit::Paragraph:
        return all[first].paragraph == all[last].paragraph;
    }
    return false;
  }

  /// Where a positional expression holds in tokens [begin, end).
  OracleSpans spans(const query::Node& node, const OracleTokens& all, std::size_t begin,
                    std::size_t end) const {
    if (node.kind == query::Kind::Word || node.kind == query::Kind::Phrase)
      return phrase(node, all, begin, end);
    OracleSpans out;
    if (node.kind == query::Kind::Rank || node.kind == query::Kind::Or) {
      for (const query::Node& child : node.children) out.merge(spans(child, all, begin, end));
      return out;
    }
    if (node.kind != query::Kind::Near) throw std::logic_error("not a positional expression");
    const OracleSpans left = spans(node.children[0], all, begin, end);
    const OracleSpans right = spans(node.children[1], all, begin, end);
    for (const auto& a : left) {
      bool any = false;
      for (const auto& b : right) {
        if (!near(node, a, b, all)) continue;
        any = true;
        if (!node.negated) out.insert({std::min(a.first, b.first), std::max(a.second, b.second)});
      }
      if (node.negated && !any) out.insert(a);
    }
    return out;
  }

  /// Spans of a phrase that share words are counted once.
  static std::size_t count(const query::Node& node, const OracleSpans& spans) {
    if (node.kind != query::Kind::Phrase && node.kind != query::Kind::Word) return spans.size();
    std::size_t count = 0, end = 0;
    for (const auto& span : spans) {
      if (span.first < end) continue;
      ++count;
      end = span.second;
    }
    return count;
  }

  std::size_t in_title(const query::Node& node, const OracleArticle& article) const {
    return count(node, spans(node, article.title, 0, article.title.size()));
  }

  std::size_t in_passage(const query::Node& node, const OracleArticle& article,
                         std::size_t passage) const {
    const auto [begin, end] = article.passages[passage];
    return count(node, spans(node, article.body, begin, end));
  }

  std::size_t in_lead(const query::Node& node, const OracleArticle& article) const {
    const auto [begin, end] = article.passages.front();
    return count(node, spans(node, article.body, begin, std::min(end, article.lead_end)));
  }

  /// `at_least` times in what is asked.
  bool words(const query::Node& node, const Asked& asked, std::size_t at_least) const {
    const OracleArticle& article = *asked.article;
    if (asked.field == "title") return in_title(node, article) >= at_least;
    if (asked.field == "lead") return in_lead(node, article) >= at_least;
    const std::size_t title = in_title(node, article);
    if (!asked.whole) return title + in_passage(node, article, asked.passage) >= at_least;
    std::size_t count = title;
    for (std::size_t i = 0; i < article.passages.size(); ++i) count += in_passage(node, article, i);
    return count >= at_least;
  }

  bool first(const query::Node& node, const Asked& asked) const {
    const auto in = [&](std::size_t i) {
      const auto [begin, end] = asked.article->passages[i];
      const OracleSpans found = spans(node.children[0], asked.article->body, begin, end);
      return std::any_of(found.begin(), found.end(),
                         [&](auto span) { return span.first < node.number; });
    };
    if (!asked.whole) return in(asked.passage);
    for (std::size_t i = 0; i < asked.article->passages.size(); ++i) {
      if (in(i)) return true;
    }
    return false;
  }

  static bool length(const std::string& range, std::size_t words) {
    const std::size_t dots = range.find("..");
    const std::string from = range.substr(0, dots);
    const std::string to = dots == std::string::npos ? from : range.substr(dots + 2);
    return (from.empty() || words >= std::stoul(from)) && (to.empty() || words <= std::stoul(to));
  }

  /// A field, a negation, or a group of such.
  static bool narrows(const query::Node& node) {
    if (node.mark == query::Mark::MustNot || node.kind == query::Kind::Field ||
        node.kind == query::Kind::Not)
      return true;
    if (node.kind == query::Kind::Near || node.kind == query::Kind::AtLeast ||
        node.kind == query::Kind::First)
      return false;
    return !node.children.empty() &&
           std::all_of(node.children.begin(), node.children.end(), narrows);
  }

  bool is_stopword(const query::Node& node) const {
    if (node.kind != query::Kind::Word || node.exact || node.prefix) return false;
    text::Tokens tokens;
    text::tokenize(node.text, tokens);
    return tokens.size() == 1 && stopwords_.contains(tokens.text(0));
  }

  bool holds(const query::Node& node, const Asked& asked) const {
    using query::Kind;
    const auto child = [&](const query::Node& one) { return holds(one, asked); };
    switch (node.kind) {
      case Kind::Word:
      case Kind::Phrase:
        if (asked.field == "words") return length(node.text, asked.article->body.size());
        return words(node, asked, 1);
      case Kind::Near:
        return words(node, asked, 1);
      case Kind::AtLeast:
        return words(node.children[0], asked, node.number);
      case Kind::First:
        return first(node, asked);
      case Kind::Field: {
        Asked inside = asked;
        inside.field = node.field;
        return holds(node.children[0], inside);
      }
      case Kind::Article: {
        Asked whole = asked;
        whole.whole = true;
        return holds(node.children[0], whole);
      }
      case Kind::And:
        return std::all_of(node.children.begin(), node.children.end(), child);
      case Kind::Or:
        return std::any_of(node.children.begin(), node.children.end(), child);
      case Kind::Not:
        return !child(node.children[0]);
      case Kind::Rank:
        return rank(node, asked);
      case Kind::Topic:
        break;
    }
    throw std::logic_error("this reference does not know the operator");
  }

  bool rank(const query::Node& node, const Asked& asked) const {
    using query::Mark;
    const bool worded =
        std::any_of(node.children.begin(), node.children.end(), [&](const query::Node& one) {
          return one.kind != query::Kind::Field && one.mark != Mark::MustNot && !is_stopword(one);
        });
    bool any = false, optional = false, required = false;
    for (const query::Node& one : node.children) {
      const bool dropped = worded && one.mark == Mark::None && is_stopword(one);
      if (dropped) continue;
      const bool held = holds(one, asked);
      if (one.mark == Mark::MustNot) {
        if (held) return false;
      } else if (one.mark == Mark::Must || narrows(one)) {
        if (!held) return false;
        required |= one.mark == Mark::Must && one.kind != query::Kind::Field;
      } else {
        optional = true;
        any |= held;
      }
    }
    return any || required || !optional;
  }

  store::Stemmer stemmer_;
  text::Stopwords stopwords_;
  std::vector<OracleArticle> articles_;
};

}  // namespace dateline::support
