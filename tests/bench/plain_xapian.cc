// Xapian the way everyone uses it, to have something to compare with: TermGenerator, the English
// stemmer, default BM25Weight.
//
// usage: plain_xapian index DB FILE.jsonl[.gz]... [--unit passage|article] [--no-positions]
//        plain_xapian run DB TOPICS.tsv --stopwords FILE [--depth N] [--unit passage|article]
//
// A document is 100 words of a body, or a whole one (`--unit article`), with the words of the
// headline added to each. A query is the OR of the stemmed words that are not in the list of stop
// words. `run --unit article` keeps the best document of each article. TOPICS are lines of id, tab,
// text; results are the lines of `dateline run --format jsonl`. `index` prints its figures as JSON.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <xapian.h>
#include <zlib.h>

namespace {

using Json = nlohmann::json;
constexpr std::size_t passage_words = 100;
constexpr Xapian::valueno article_slot = 0;

struct Options {
  std::string command;
  std::vector<std::string> paths;
  std::string stopwords;
  unsigned depth = 100;
  bool by_article = false;
  bool positions = true;
};

Options read_options(int count, char** arguments) {
  Options options;
  std::vector<std::string> rest;
  for (int i = 1; i < count; ++i) {
    const std::string name = arguments[i];
    const auto value = [&] {
      if (++i >= count) throw std::runtime_error(name + " needs a value");
      return std::string(arguments[i]);
    };
    if (name == "--unit") {
      options.by_article = value() == "article";
    } else if (name == "--no-positions") {
      options.positions = false;
    } else if (name == "--stopwords") {
      options.stopwords = value();
    } else if (name == "--depth") {
      options.depth = static_cast<unsigned>(std::stoul(value()));
    } else {
      rest.push_back(name);
    }
  }
  if (rest.size() < 3 || (rest[0] != "index" && rest[0] != "run"))
    throw std::runtime_error(
        "usage: plain_xapian index DB FILE... | run DB TOPICS --stopwords FILE");
  options.command = rest[0];
  options.paths.assign(rest.begin() + 1, rest.end());
  return options;
}

/// Lines of a file, which may be compressed with gzip.
class Lines {
 public:
  explicit Lines(const std::string& path) : file_(gzopen(path.c_str(), "rb")), buffer_(1 << 20) {
    if (file_ == nullptr) throw std::runtime_error("cannot open '" + path + "'");
    gzbuffer(file_, 1 << 18);
  }
  ~Lines() { gzclose(file_); }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  bool next(std::string& line) {
    line.clear();
    while (gzgets(file_, buffer_.data(), static_cast<int>(buffer_.size())) != nullptr) {
      line += buffer_.data();
      if (line.back() == '\n') {
        line.pop_back();
        return true;
      }
    }
    return !line.empty();
  }

 private:
  gzFile file_;
  std::vector<char> buffer_;
};

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Spans of 100 words each, words being what white space parts; the last one takes a rest under 50.
std::vector<Span> cut(std::string_view body, bool whole) {
  if (whole) return {{0, body.size()}};
  std::vector<Span> words;
  for (std::size_t i = 0; i < body.size();) {
    while (i < body.size() && std::strchr(" \t\r\n", body[i]) != nullptr) ++i;
    const std::size_t begin = i;
    while (i < body.size() && std::strchr(" \t\r\n", body[i]) == nullptr) ++i;
    if (i > begin) words.push_back({begin, i});
  }
  std::vector<Span> spans;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t last = std::min(first + passage_words, words.size());
    if (words.size() - last < passage_words / 2) last = words.size();
    spans.push_back({words[first].begin, words[last - 1].end});
    first = last;
  }
  if (spans.empty()) spans.push_back({0, 0});  // a headline alone
  return spans;
}

void index(const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  Xapian::WritableDatabase database(options.paths[0], Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator terms;
  terms.set_stemmer(Xapian::Stem("en"));
  const auto add = [&](const std::string& text) {
    if (options.positions) {
      terms.index_text(text);
      terms.increase_termpos();
    } else {
      terms.index_text_without_positions(text);
    }
  };
  std::size_t articles = 0;
  std::size_t documents = 0;
  std::size_t text_bytes = 0;
  std::string line;
  for (std::size_t i = 1; i < options.paths.size(); ++i) {
    for (Lines lines(options.paths[i]); lines.next(line);) {
      const Json record = Json::parse(line);
      const std::string id = record.at("id");
      const std::string title = record.value("title", "");
      const std::string body = record.value("body", "");
      ++articles;
      text_bytes += title.size() + body.size();
      for (const Span span : cut(body, options.by_article)) {
        Xapian::Document document;
        terms.set_document(document);
        terms.set_termpos(0);
        add(title);
        add(body.substr(span.begin, span.end - span.begin));
        document.add_value(article_slot, id);
        document.set_data(id + '\t' + std::to_string(span.begin) + '\t' + std::to_string(span.end));
        database.add_document(document);
        ++documents;
      }
    }
  }
  database.commit();
  database.close();
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::uintmax_t size_bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(options.paths[0]))
    size_bytes += entry.file_size();
  const Json stats = {
      {"articles", articles},
      {"documents", documents},
      {"text_bytes", text_bytes},
      {"elapsed_s", elapsed.count()},
      {"cpu_s", static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                    static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6},
      {"mb_per_s", static_cast<double>(text_bytes) / 1e6 / elapsed.count()},
      {"size_bytes", size_bytes},
      {"bytes_per_text_byte", static_cast<double>(size_bytes) / static_cast<double>(text_bytes)},
      {"peak_memory_bytes", used.ru_maxrss * 1024}};
  std::cout << stats.dump() << '\n';
}

void read_stopwords(const std::string& path, Xapian::SimpleStopper& stopper) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot open the stop words '" + path + "'");
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line[0] != '#') stopper.add(line);
}

void run(const Options& options) {
  const Xapian::Database database(options.paths[0]);
  Xapian::SimpleStopper stopper;
  read_stopwords(options.stopwords, stopper);
  Xapian::QueryParser parser;
  parser.set_stemmer(Xapian::Stem("en"));
  // Not STEM_SOME: it leaves capitalised words unstemmed, and some topics are all capitals.
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL_Z);
  parser.set_stopper(&stopper);
  Xapian::Enquire enquire(database);
  if (options.by_article) enquire.set_collapse_key(article_slot);
  std::string line;
  for (Lines lines(options.paths[1]); lines.next(line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) throw std::runtime_error("a topic without a tab: " + line);
    enquire.set_query(parser.parse_query(line.substr(tab + 1), 0));
    unsigned rank = 0;
    const Xapian::MSet found = enquire.get_mset(0, options.depth);
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
      const std::string data = hit.get_document().get_data();
      const std::size_t first = data.find('\t');
      const std::size_t second = data.find('\t', first + 1);
      const Json result = {{"topic", line.substr(0, tab)},
                           {"article", data.substr(0, first)},
                           {"begin", std::stoul(data.substr(first + 1, second - first - 1))},
                           {"end", std::stoul(data.substr(second + 1))},
                           {"rank", ++rank},
                           {"score", hit.get_weight()}};
      std::cout << result.dump() << '\n';
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  try {
    const Options options = read_options(count, arguments);
    if (options.command == "index") {
      index(options);
    } else {
      run(options);
    }
    return EXIT_SUCCESS;
  } catch (const Xapian::Error& error) {
    std::cerr << "error: " << error.get_description() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "error: " << error.what() << '\n';
  }
  return 2;
}
