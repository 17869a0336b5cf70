// What each stage of indexing costs: processor time and allocations on one thread, text per second,
// and the bytes of what is written.
//
// usage: index_stages PATH... [--scratch DIR]
//
// Articles pass through the stages one after another, each stage timed for itself. `annotate` is
// what the indexer calls; the stages set in below it are its parts, called again on their own, so
// on text that is in the caches already: they show proportions and need not add up. The
// words are stemmed once each, as in the indexer, whose writer remembers stems. Segments are written
// below DIR (a new folder in the temporary folder) and removed. The indexer runs annotate and write
// on several threads beside one that reads, so MB/s here is per core.
#include "base/error.hh"
#include "base/issue.hh"
#include "corpus/reader.hh"
#include "indexing/annotate.hh"
#include "indexing/entities.hh"
#include "indexing/indexer.hh"
#include "indexing/split.hh"
#include "schema/field.hh"
#include "store/segment_writer.hh"
#include "store/terms.hh"
#include "temporal/published.hh"
#include "text/analysis.hh"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace {
thread_local std::uint64_t allocations = 0;
}

// All allocations of this program are counted; arrays come here too. Those that C libraries (zstd,
// simdjson's buffers) make by malloc are not.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace {

using namespace dateline;
namespace fs = std::filesystem;

enum Stage { Read, Annotate, Tokenize, Analyse, Date, Split, Tag, Stem, Add, Finish, stage_count };

struct StageName {
  const char* name;
  bool part;  ///< counted in the stage above it, not in the sum
};

constexpr std::array<StageName, stage_count> stage_names{{{"read, decompress, parse", false},
                                                          {"annotate", false},
                                                          {"tokenize alone", true},
                                                          {"sentences and tokens", true},
                                                          {"date", true},
                                                          {"passages", true},
                                                          {"tag names", true},
                                                          {"stem each word once", true},
                                                          {"write: add", false},
                                                          {"write: compact, compress", false}}};

double cpu_s() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// A folder that goes with its owner.
class Scratch {
 public:
  explicit Scratch(const fs::path& parent)
      : path_(parent / fmt::format("dateline-stages-{}", getpid())) {
    fs::create_directories(path_);
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

class Stages {
 public:
  explicit Stages(const fs::path& scratch)
      : scratch_(scratch),
        annotator_(schema::Schema::standard(), indexing::make_tagger(), {}),
        tagger_(indexing::make_tagger()),
        stemmer_("english") {}

  void take(corpus::Article& article) {
    text_bytes_ += article.title.size() + article.body.size();
    ++articles_;
    analysed_.article = std::move(article);
    time(Annotate, [&] { annotator_.annotate(analysed_); });
    parts(analysed_.article);
    passages_ += analysed_.passages.size();
    time(Add, [&] {
      if (!writer_) {
        writer_ = std::make_unique<store::SegmentWriter>(
            scratch_.path() / std::to_string(segments_++), schema::Schema::standard(), stemmer_,
            dictionary_);
      }
      writer_->add(analysed_);
    });
    if (writer_->buffered_bytes() > indexing::segment_share(indexing::default_memory_bytes, 2))
      finish();
  }

  void finish() {
    if (!writer_) return;
    std::string name;
    time(Finish, [&] { name = writer_->finish(dictionary_).name; });
    writer_.reset();
    for (const auto& file : fs::directory_iterator(scratch_.path() / name))
      file_bytes_[file.path().filename().string()] += file.file_size();
  }

  void set_reading(double all_s) { spent_[Read] = all_s - inside_s_; }

  /// Time of the sink, to be taken off that of reading.
  void inside(double seconds) { inside_s_ += seconds; }

  void print() const {
    double sum = 0;
    for (int i = 0; i < stage_count; ++i) sum += stage_names[i].part ? 0 : spent_[i];
    const double megabytes = static_cast<double>(text_bytes_) / 1e6;
    fmt::print("{} articles, {} passages, {:.1f} MB of text, {} words, {} different, {} segments\n",
               articles_, passages_, megabytes, tokens_, words_.size(), segments_);
    fmt::print("{:30} {:>9} {:>8} {:>9} {:>12}\n", "stage", "CPU s", "share", "MB/s",
               "allocations");
    std::uint64_t all = 0;
    const auto row = [&](const std::string& name, double seconds, std::uint64_t made) {
      fmt::print("{:30} {:9.2f} {:7.1f}% {:9.1f} {:12.1f}\n", name, seconds, 100 * seconds / sum,
                 megabytes / seconds, static_cast<double>(made) / static_cast<double>(articles_));
    };
    for (int i = 0; i < stage_count; ++i) {
      const bool part = stage_names[i].part;
      row((part ? "    " : "") + std::string(stage_names[i].name), spent_[i], made_[i]);
      all += part ? 0 : made_[i];
    }
    row("sum of the stages not set in", sum, all);
    fmt::print("\n{:30} {:>12} {:>14}\n", "file", "bytes", "a text byte");
    std::uint64_t bytes = 0;
    for (const auto& [name, size] : file_bytes_) {
      if (size > 0) {
        fmt::print("{:30} {:12} {:14.3f}\n", name, size,
                   static_cast<double>(size) / static_cast<double>(text_bytes_));
      }
      bytes += size;
    }
    fmt::print("{:30} {:12} {:14.3f}\n", "all", bytes,
               static_cast<double>(bytes) / static_cast<double>(text_bytes_));
  }

 private:
  template <typename Work>
  void time(Stage stage, Work work) {
    const double start = cpu_s();
    const std::uint64_t before = allocations;
    work();
    spent_[stage] += cpu_s() - start;
    made_[stage] += allocations - before;
  }

  /// The parts of annotate(), and of what a writer does with words.
  void parts(const corpus::Article& article) {
    time(Tokenize, [&] { text::tokenize(article.body, tokens_alone_); });
    tokens_ += tokens_alone_.size();
    time(Analyse, [&] {
      text::analyse_line(article.title, title_);
      text::analyse(article.body, body_);
    });
    time(Date, [&] { temporal::parse_published(article.published, {}); });
    time(Split, [&] { indexing::split(article.body, body_); });
    if (article.language.empty() || article.language.starts_with("en")) {
      mentions_.clear();
      time(Tag, [&] { tagger_->tag({article.title, title_, article.body, body_}, mentions_); });
    }
    fresh_.clear();
    for (std::size_t i = 0; i < body_.tokens.size(); ++i) {
      const auto [word, is_new] = words_.emplace(body_.tokens.text(i));
      if (is_new) fresh_.push_back(&*word);
    }
    time(Stem, [&] {
      for (const std::string* word : fresh_) stem_bytes_ += stemmer_.stem(*word).size();
    });
  }

  Scratch scratch_;
  indexing::Annotator annotator_;
  std::unique_ptr<entity::Tagger> tagger_;
  store::Stemmer stemmer_;
  std::unique_ptr<store::SegmentWriter> writer_;
  std::string dictionary_;
  store::AnalysedArticle analysed_;
  text::Tokens tokens_alone_;
  text::Analysis title_, body_;
  std::vector<entity::Mention> mentions_;
  std::unordered_set<std::string> words_;
  std::vector<const std::string*> fresh_;

  std::array<double, stage_count> spent_{};
  std::array<std::uint64_t, stage_count> made_{};  ///< allocations
  std::map<std::string, std::uint64_t> file_bytes_;
  double inside_s_ = 0;
  std::uint64_t text_bytes_ = 0, articles_ = 0, passages_ = 0, tokens_ = 0, stem_bytes_ = 0;
  std::size_t segments_ = 0;
};

void run(int count, char** arguments) {
  std::vector<std::string> paths;
  fs::path scratch = fs::temp_directory_path();
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--scratch" && i + 1 < count) {
      scratch = arguments[++i];
    } else {
      paths.push_back(argument);
    }
  }
  if (paths.empty())
    throw base::Error(base::Code::Usage, "no corpus given", "index_stages PATH... [--scratch DIR]");
  Stages stages(scratch);
  std::uint64_t issues = 0;
  corpus::ReadCounts counts;
  const double start = cpu_s();
  corpus::read_corpus(
      paths, {}, counts, [&](const base::Issue&) { ++issues; },
      [&](corpus::Article& article) {
        const double before = cpu_s();
        stages.take(article);
        stages.inside(cpu_s() - before);
        return true;
      });
  stages.set_reading(cpu_s() - start);
  stages.finish();
  if (issues > 0) fmt::print("{} bad records or repairs\n", issues);
  stages.print();
}

}  // namespace

int main(int count, char** arguments) {
  try {
    run(count, arguments);
    return 0;
  } catch (const base::Error& error) {
    std::fputs(error.report().c_str(), stderr);
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
  }
  return 2;
}
