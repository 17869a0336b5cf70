// Small segments for tests of the store, each paragraph of a body being a passage.
#pragma once

#include "store/segment.hh"
#include "store/segment_writer.hh"

#include <filesystem>
#include <string>
#include <vector>

namespace dateline::store {

struct SmallArticle {
  std::string id, title, body, published = "2022-03-01", source = "Wire";
  std::vector<std::string> people = {};  ///< named in the first passage
};

inline AnalysedArticle analysed(const SmallArticle& from) {
  AnalysedArticle out;
  out.article.id = from.id;
  out.article.title = from.title;
  out.article.body = from.body;
  out.article.published = from.published;
  out.article.source = from.source;
  out.published = temporal::parse_published(from.published);
  text::analyse_line(from.title, out.title);
  text::analyse(from.body, out.body);
  for (const text::Paragraph& paragraph : out.body.paragraphs) {
    Passage passage;
    passage.first_sentence = paragraph.first_sentence;
    passage.end_sentence = paragraph.end_sentence;
    passage.begin = paragraph.span.begin;
    passage.end = paragraph.span.end;
    out.passages.push_back(passage);
  }
  if (out.passages.empty()) out.passages.emplace_back();
  const auto number = [](const char* name) {
    const schema::Schema& schema = schema::Schema::standard();
    return static_cast<std::uint8_t>(&schema.get(name) - schema.fields().data());
  };
  const auto lower = [](std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return text;
  };
  if (!from.source.empty())
    out.names.push_back({number("source"), lower(from.source), from.source});
  for (const std::string& name : from.people)
    out.passages.front().names.push_back({number("person"), lower(name), name});
  return out;
}

/// Write a segment `database/name`.
inline SegmentEntry write_segment(const std::filesystem::path& database, const std::string& name,
                                  const std::vector<SmallArticle>& articles,
                                  std::string dictionary = {}) {
  const Stemmer stemmer("english");
  SegmentWriter writer(database / name, schema::Schema::standard(), stemmer, dictionary);
  for (const SmallArticle& article : articles) writer.add(analysed(article));
  return writer.finish(dictionary);
}

/// Ordinals of the passages that have a term, `0 2 5`.
inline std::string postings(const Segment& segment, const std::string& term) {
  std::string out;
  for (auto at = segment.terms.postlist_begin(term); at != segment.terms.postlist_end(term); ++at)
    out += (out.empty() ? "" : " ") + std::to_string(*at - 1);
  return out;
}

}  // namespace dateline::store
