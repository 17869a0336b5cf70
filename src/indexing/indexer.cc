#include "indexing/indexer.hh"

#include "base/data.hh"
#include "base/digest.hh"
#include "indexing/entities.hh"
#include "indexing/worker.hh"
#include "schema/field.hh"
#include "text/sentence.hh"

#include <thread>

namespace dateline::indexing {
namespace {

/// Text in one batch: enough that handing it over costs nothing, little enough that small corpora
/// make one segment.
constexpr std::uint64_t batch_bytes = 1u << 20;

/// Stands in a fingerprint for the data of entities that are not looked for.
constexpr std::string_view no_entities = "none";

/// Where the options leave it open, the analysis is that of the database, if there is one.
void take_present_analysis(IndexOptions& options) {
  std::error_code failed;
  if (!std::filesystem::exists(options.database / store::manifest_name, failed)) {
    if (options.stemmer.empty()) options.stemmer = "english";
    return;
  }
  const store::Fingerprint present = store::read_manifest(options.database).fingerprint;
  if (options.stemmer.empty()) options.stemmer = present.stemmer;
  if (present.entities == no_entities) options.entities = false;
}

class Run {
 public:
  Run(IndexOptions options, const base::IssueSink& issues, const ProgressSink& progress)
      : options_(std::move(options)),
        issues_(issues),
        progress_(progress),
        jobs_(options_.jobs > 0 ? options_.jobs
                                : std::max(1u, std::thread::hardware_concurrency())),
        queue_(2 * jobs_) {
    take_present_analysis(options_);
    if (options_.segment_bytes == 0)
      options_.segment_bytes = segment_share(options_.memory_bytes, jobs_);
    const store::Stemmer known_stemmer(options_.stemmer);  // or no database is made
    std::error_code failed;
    if (!options_.dry_run) {
      publisher_.emplace(options_.database, fingerprint(options_.stemmer, options_.entities));
    } else if (std::filesystem::exists(options_.database / store::manifest_name, failed)) {
      known_.emplace(options_.database, store::read_manifest(options_.database));
    } else {
      known_.emplace(options_.database, store::Manifest{});
    }
  }

  IndexCounts run() {
    if (!options_.dry_run) {
      for (unsigned i = 0; i < jobs_; ++i) {
        workers_.push_back(std::make_unique<Worker>(options_, *publisher_, queue_, work_));
        threads_.emplace_back([worker = workers_.back().get()] { worker->run(); });
      }
    }
    try {
      corpus::read_corpus(options_.paths, options_.read, counts_.read, issues_,
                          [&](corpus::Article& article) { return take(article); });
      if (!batch_.articles.empty()) queue_.push(std::move(batch_));
    } catch (...) {
      // Fatal to reading only: what was read before is whole and is kept.
      if (!batch_.articles.empty()) queue_.push(std::move(batch_));
      join();
      if (publisher_) publisher_->withdraw();
      throw;
    }
    join();
    queue_.rethrow_failure();
    if (publisher_) {
      publisher_->merge();
      publisher_->withdraw();
    }
    update();
    return counts_;
  }

  ~Run() { join(); }  // whatever ends a run, its threads end with it
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

 private:
  bool take(corpus::Article& article) {
    if (options_.stop != nullptr && *options_.stop) {
      counts_.interrupted = true;
      return false;
    }
    Version version;
    version.id_digest = store::article_id_digest(article.id);
    switch (judge(article, version)) {
      case KnownArticles::Verdict::Unchanged:
        ++counts_.unchanged;
        tell();
        return true;
      case KnownArticles::Verdict::New:
        ++counts_.added;
        break;
      case KnownArticles::Verdict::Changed:
        ++counts_.replaced;
        break;
    }
    if (options_.dry_run) {
      if (!temporal::parse_published(article.published, options_.dates)) ++work_.without_date;
      if (article.title.empty()) ++work_.without_title;
      if (article.body.empty()) ++work_.without_body;
    } else {
      batch_.text_bytes += article.title.size() + article.body.size();
      batch_.articles.push_back(std::move(article));
      batch_.versions.push_back(version);
      if (batch_.text_bytes >= batch_bytes && !queue_.push(std::exchange(batch_, {}))) return false;
    }
    tell();
    return true;
  }

  KnownArticles::Verdict judge(const corpus::Article& article, Version& version) {
    const std::uint64_t content = store::content_digest(article);
    return publisher_ ? publisher_->see(version.id_digest, content, version.sequence)
                      : known_->see(version.id_digest, content, version.sequence);
  }

  void join() {
    queue_.close();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  void tell() {
    update();
    progress_(counts_);
  }

  void update() {
    counts_.without_date = work_.without_date;
    counts_.without_title = work_.without_title;
    counts_.without_body = work_.without_body;
    counts_.passages = work_.passages;
    counts_.segments = work_.segments;
  }

  IndexOptions options_;
  const base::IssueSink& issues_;
  const ProgressSink& progress_;
  std::optional<Publisher> publisher_;  ///< not in a dry run
  std::optional<KnownArticles> known_;  ///< in a dry run
  unsigned jobs_;
  BatchQueue queue_;
  WorkCounts work_;
  IndexCounts counts_;
  Batch batch_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<std::thread> threads_;
};

}  // namespace

std::uint64_t segment_share(std::uint64_t memory_bytes, unsigned jobs) {
  // Measured: 70 MB whatever is indexed, then 1.6 to 1.8 times what segments hold, since buffers grow and
  // side files are put in order when a segment ends.
  constexpr std::uint64_t base_bytes = 72u << 20, least = 4u << 20;
  const std::uint64_t left = memory_bytes > base_bytes ? memory_bytes - base_bytes : 0;
  return std::max(least, left / 19 * 10 / std::max(1u, jobs));
}

store::Fingerprint fingerprint(const std::string& stemmer, bool entities) {
  store::Fingerprint result;
  result.schema = base::hex(schema::Schema::standard().fingerprint());
  result.tokenizer = text::tokenizer_version;
  result.stemmer = stemmer;
  result.sentences = base::hex(base::digest64(base::read_data("index/sentences/english.tsv")));
  result.entities = entities ? base::hex(entity_digest()) : std::string(no_entities);
  return result;
}

IndexCounts index(const IndexOptions& options, const base::IssueSink& issues,
                  const ProgressSink& progress) {
  return Run(options, issues, progress).run();
}

}  // namespace dateline::indexing
