// A small corpus, indexed into a folder of its own, and searched.
#pragma once

#include "indexing/indexer.hh"
#include "query/parser.hh"
#include "search/lower.hh"
#include "search/rank.hh"
#include "store/database.hh"
#include "store/passage.hh"
#include "support/temp_dir.hh"
#include "text/stopwords.hh"

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace dateline::support {

struct Doc {
  std::string id, title, body;
  std::string published = {}, source = {}, section = {}, author = {}, language = {};
};

inline std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    char buffer[8];
    if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') {
      std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(c));
      out += buffer;
    } else {
      out += c;
    }
  }
  return out + '"';
}

inline std::string jsonl(const std::vector<Doc>& docs) {
  std::string out;
  for (const Doc& doc : docs) {
    out += "{\"id\":" + json_string(doc.id) + ",\"title\":" + json_string(doc.title) +
           ",\"body\":" + json_string(doc.body);
    for (const auto& [key, value] : {std::pair("published", doc.published),
                                     {"source", doc.source},
                                     {"section", doc.section},
                                     {"language", doc.language}}) {
      if (!value.empty()) out += ",\"" + std::string(key) + "\":" + json_string(value);
    }
    if (!doc.author.empty()) out += ",\"authors\":[" + json_string(doc.author) + "]";
    out += "}\n";
  }
  return out;
}

/// A corpus and the database made of it, `news.db` in the same fresh folder.
class Indexed {
 public:
  Indexed() = default;
  explicit Indexed(const std::vector<Doc>& docs) { add(docs); }

  indexing::IndexOptions options() const {
    indexing::IndexOptions options;
    options.database = dir.path("news.db");
    options.jobs = 1;
    return options;
  }

  /// Index these articles, too. An issue fails the test that calls, save that of an empty file.
  indexing::IndexCounts add(const std::vector<Doc>& docs) { return add(docs, options()); }
  indexing::IndexCounts add(const std::vector<Doc>& docs, indexing::IndexOptions options) {
    options.paths = {dir.write("corpus.jsonl", jsonl(docs))};
    return indexing::index(
        options,
        [&](const base::Issue& issue) {
          if (!docs.empty()) throw std::runtime_error(issue.text());
        },
        [](const indexing::IndexCounts&) {});
  }

  store::Database database() const { return store::Database(dir.path("news.db")); }

  TempDir dir;
};

inline search::Plan plan(const std::string& text, const store::Database& database) {
  static const text::Stopwords stopwords = text::load_stopwords("english");
  return search::lower(query::parse(text), text, {schema::Schema::standard(), database, stopwords});
}

/// All hits, or those asked for.
inline search::Ranking ranking(const std::string& query, const store::Database& database,
                               search::RankOptions options = {.offset = 0, .limit = 100'000}) {
  return search::rank(plan(query, database), database, options);
}

/// `a#1 b#2`, as ranked.
inline std::string ids(const search::Ranking& ranking) {
  std::string out;
  for (const search::Hit& hit : ranking.hits)
    out += (out.empty() ? "" : " ") + store::passage_id(hit.article_id, hit.number);
  return out;
}
inline std::string ids(const std::string& query, const store::Database& database) {
  return ids(ranking(query, database));
}

/// `a#1:0.123456789`, to compare two rankings in all they say.
inline std::string scores(const search::Ranking& ranking) {
  std::string out;
  for (const search::Hit& hit : ranking.hits) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, ":%.9f\n", hit.score);
    out += store::passage_id(hit.article_id, hit.number) + buffer;
  }
  return out;
}

/// Articles of `length` tokens or so a paragraph, made of few words, the same for the same seed.
inline std::vector<Doc> random_docs(int count, unsigned seed, int paragraphs = 3, int length = 60) {
  static const char* words[] = {"oil",    "gas",    "wheat",  "crude",  "price", "export",
                                "tanker", "harbor", "ruble",  "freeze", "rally", "deal",
                                "budget", "steel",  "copper", "grain",  "coal",  "pipeline"};
  const auto next = [&seed](unsigned below) {
    seed = seed * 1103515245 + 12345;
    return (seed >> 16) % below;
  };
  // A product makes the first words the frequent ones.
  const auto word = [&] { return std::string(words[next(19) * next(19) / 19]); };
  std::vector<Doc> docs;
  for (int i = 0; i < count; ++i) {
    Doc doc;
    doc.id = "id" + std::to_string(i);
    for (unsigned k = 2 + next(4); k > 0; --k) doc.title += word() + ' ';
    for (unsigned p = 1 + next(static_cast<unsigned>(paragraphs)); p > 0; --p) {
      std::string paragraph;
      for (int k = 0; k < length; ++k) {
        paragraph += word();
        paragraph += k % 12 == 11 ? ". The " : " ";
      }
      doc.body += paragraph + "end.\n\n";
    }
    const unsigned month = 1 + next(12), day = 1 + next(28);
    char date[16];
    std::snprintf(date, sizeof date, "2022-%02u-%02u", month, day);
    doc.published = i % 7 == 0   ? ""
                    : i % 7 == 1 ? "2022"
                    : i % 7 == 2 ? std::string(date, 7)
                                 : date;
    doc.source = i % 3 == 0 ? "Reuters" : i % 3 == 1 ? "AP" : "";
    docs.push_back(doc);
  }
  return docs;
}

/// A paragraph without names, long enough that what follows it begins another passage.
inline std::string filler() {
  std::string out;
  for (int i = 0; i < 22; ++i) out += "All of it was shipped. ";
  return out + "\n\n";
}

}  // namespace dateline::support
