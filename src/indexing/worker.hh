// One analysing thread: takes batches of articles, writes segments of its own.
#pragma once

#include "indexing/annotate.hh"
#include "indexing/indexer.hh"
#include "indexing/publisher.hh"
#include "store/segment_writer.hh"
#include "store/terms.hh"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace dateline::indexing {

/// Articles on their way to a worker, with their version numbers.
struct Batch {
  std::vector<corpus::Article> articles;
  std::vector<Version> versions;
  std::uint64_t text_bytes = 0;
};

/// A queue of bounded length between the reading thread and the workers.
class BatchQueue {
 public:
  explicit BatchQueue(std::size_t most) : most_(most) {}

  /// Waits while the queue is full. out: false if a worker has failed, so that reading should end
  bool push(Batch batch);

  /// Waits for a batch. out: false if there will be none
  bool pop(Batch& batch);

  void close();                           ///< no more batches will come
  void fail(std::exception_ptr failure);  ///< a worker can't go on
  void rethrow_failure() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> batches_;
  std::size_t most_;
  bool closed_ = false;
  std::exception_ptr failure_;
};

/// What the workers have done together.
struct WorkCounts {
  std::atomic<std::uint64_t> without_date{0}, without_title{0}, without_body{0}, passages{0},
      segments{0};
};

/// Analyses batches until the queue ends; publishes a segment whenever it has grown large enough,
/// and at the end.
class Worker {
 public:
  Worker(const IndexOptions& options, Publisher& publisher, BatchQueue& queue, WorkCounts& counts);

  /// The thread's work; failures go to the queue.
  void run();

 private:
  void add(corpus::Article& article, const Version& version);
  void finish_segment();

  const IndexOptions& options_;
  store::Stemmer stemmer_;  ///< Snowball's stemmers keep state: one a thread
  Publisher& publisher_;
  BatchQueue& queue_;
  WorkCounts& counts_;
  Annotator annotator_;
  store::AnalysedArticle article_;
  std::unique_ptr<store::SegmentWriter> writer_;
  std::vector<Version> versions_;
};

}  // namespace dateline::indexing
