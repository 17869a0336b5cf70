#include "indexing/indexer.hh"

#include "base/data.hh"
#include "base/digest.hh"
#include "indexing/entities.hh"
#include "indexing/sources.hh"
#include "indexing/worker.hh"
#include "schema/field.hh"
#include "text/sentence.hh"

#include <set>
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
        told_once_([this, &issues](const base::Issue& issue) {
          // What can't be read is met each time one looks.
          if (options_.watch.count() == 0 || told_.insert(issue.text()).second) issues(issue);
        }),
        progress_(progress),
        jobs_(options_.jobs > 0 ? options_.jobs
                                : std::max(1u, std::thread::hardware_concurrency())) {
    take_present_analysis(options_);
    if (options_.segment_bytes == 0)
      options_.segment_bytes = segment_share(options_.memory_bytes, jobs_);
    counts_.from_input = options_.paths.size() == 1 && options_.paths.front() == "-";
    const store::Stemmer known_stemmer(options_.stemmer);  // or no database is made
    std::error_code failed;
    if (!options_.dry_run) {
      publisher_.emplace(options_.database, fingerprint(options_.stemmer, options_.entities));
      sources_.emplace(options_.database, way_of_reading());
      sources_->let_settle(options_.watch);
      if (options_.reread) sources_->reread();
      options_.read.filter = &*sources_;
    } else if (std::filesystem::exists(options_.database / store::manifest_name, failed)) {
      known_.emplace(options_.database, store::read_manifest(options_.database));
    } else {
      known_.emplace(options_.database, store::Manifest{});
    }
  }

  IndexCounts run() {
    read_once();
    if (options_.watch.count() > 0 && publisher_) {
      while (rest()) read_once();  // to end it between two looks is no interruption
    }
    if (publisher_) publisher_->withdraw();
    return counts_;
  }

  ~Run() { join(); }  // whatever ends a run, its threads end with it
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

 private:
  /// All paths, from reading to what lasts.
  void read_once() {
    const std::uint64_t seen = counts_.read.articles + counts_.read.issues;
    queue_.emplace(2 * jobs_);
    try {
      corpus::read_corpus(options_.paths, options_.read, counts_.read, told_once_,
                          [&](corpus::Article& article) { return take(article); });
      push();
    } catch (...) {
      // Fatal to reading only: what was read before is whole and is kept.
      push();
      join();
      if (publisher_) publisher_->withdraw();
      throw;
    }
    join();
    queue_->rethrow_failure();
    // What is merged is in the database already: whoever asked to stop need not wait for it.
    if (publisher_ && !stopping()) publisher_->merge();
    if (sources_) sources_->commit();
    update();
    if (options_.on_commit && counts_.read.articles + counts_.read.issues > seen)
      options_.on_commit(counts_);
  }

  /// Wait until it is time to look again. out: false if it is time to end
  bool rest() const {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds step(50);
    for (const auto end = Clock::now() + options_.watch; Clock::now() < end;) {
      if (stopping()) return false;
      std::this_thread::sleep_for(step);
    }
    return !stopping();
  }

  bool stopping() const { return options_.stop != nullptr && *options_.stop; }

  /// Digest of what decides, beside its bytes, what reading a file yields.
  std::uint64_t way_of_reading() const {
    base::Digest digest;
    const corpus::ReadOptions& read = options_.read;
    digest.add(DATELINE_VERSION).add(read.format).add(read.id_prefix).add(read.charset);
    digest.add(read.max_record_bytes).add(std::uint64_t{options_.dates.day_first});
    for (const auto& [key, field] : read.mapping) digest.add(key).add(field);
    digest.add(options_.since ? options_.since->iso() : std::string());
    digest.add(std::uint64_t{options_.shard}).add(std::uint64_t{options_.shards});
    return digest.value();
  }

  /// Hand the batch to the workers. They start when there is something to do, since that is when it
  /// pays to load what they need.
  bool push() {
    if (batch_.articles.empty()) return true;
    if (threads_.size() < jobs_) {
      workers_.push_back(std::make_unique<Worker>(options_, *publisher_, *queue_, work_));
      threads_.emplace_back([worker = workers_.back().get()] { worker->run(); });
    }
    return queue_->push(std::exchange(batch_, {}));
  }

  /// Whether an article is asked for at all.
  bool wanted(const corpus::Article& article, std::uint64_t id_digest) {
    if (options_.shards > 1 && id_digest % options_.shards != options_.shard - 1) {
      ++counts_.other_shards;
      return false;
    }
    if (options_.since) {
      const auto published = temporal::parse_published(article.published, options_.dates);
      if (published && published->days().last < *options_.since) {
        ++counts_.before_since;
        return false;
      }
    }
    return true;
  }

  bool take(corpus::Article& article) {
    if (stopping()) {
      counts_.interrupted = true;
      // What standard input gave cannot be read again; it gives no more.
      if (!counts_.from_input) return false;
    }
    Version version;
    version.id_digest = store::article_id_digest(article.id);
    if (!wanted(article, version.id_digest)) {
      tell();
      return true;
    }
    switch (judge(article, version)) {
      case KnownArticles::Verdict::Unchanged:
        ++unchanged_;
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
      if (batch_.text_bytes >= batch_bytes && !push()) return false;
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
    if (queue_) queue_->close();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
    workers_.clear();
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
    counts_.unchanged = unchanged_ + (sources_ ? sources_->unchanged_articles() : 0);
    counts_.unchanged_files = sources_ ? sources_->unchanged_files() : 0;
  }

  IndexOptions options_;
  base::IssueSink told_once_;
  std::set<std::string> told_;
  const ProgressSink& progress_;
  std::optional<Publisher> publisher_;  ///< not in a dry run
  std::optional<KnownArticles> known_;  ///< in a dry run
  std::optional<Sources> sources_;      ///< not in a dry run
  unsigned jobs_;
  std::optional<BatchQueue> queue_;  ///< one for each time of reading
  WorkCounts work_;
  IndexCounts counts_;
  std::uint64_t unchanged_ = 0;  ///< of the articles read
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
