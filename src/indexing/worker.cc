#include "indexing/worker.hh"

#include "indexing/entities.hh"

namespace dateline::indexing {

bool BatchQueue::push(Batch batch) {
  std::unique_lock guard(mutex_);
  changed_.wait(guard, [&] { return batches_.size() < most_ || failure_; });
  if (failure_) return false;
  batches_.push_back(std::move(batch));
  changed_.notify_all();
  return true;
}

bool BatchQueue::pop(Batch& batch) {
  std::unique_lock guard(mutex_);
  changed_.wait(guard, [&] { return !batches_.empty() || closed_ || failure_; });
  if (batches_.empty() || failure_) return false;
  batch = std::move(batches_.front());
  batches_.pop_front();
  changed_.notify_all();
  return true;
}

void BatchQueue::close() {
  const std::lock_guard guard(mutex_);
  closed_ = true;
  changed_.notify_all();
}

void BatchQueue::fail(std::exception_ptr failure) {
  const std::lock_guard guard(mutex_);
  if (!failure_) failure_ = std::move(failure);
  changed_.notify_all();
}

void BatchQueue::rethrow_failure() const {
  const std::lock_guard guard(mutex_);
  if (failure_) std::rethrow_exception(failure_);
}

Worker::Worker(const IndexOptions& options, Publisher& publisher, BatchQueue& queue,
               WorkCounts& counts)
    : options_(options),
      stemmer_(options.stemmer),
      publisher_(publisher),
      queue_(queue),
      counts_(counts),
      annotator_(schema::Schema::standard(), options.entities ? make_tagger() : nullptr,
                 options.dates) {}

void Worker::run() {
  try {
    Batch batch;
    while (queue_.pop(batch)) {
      for (std::size_t i = 0; i < batch.articles.size(); ++i)
        add(batch.articles[i], batch.versions[i]);
      if (writer_ && writer_->buffered_bytes() > options_.segment_bytes) finish_segment();
    }
    finish_segment();
  } catch (...) {
    writer_.reset();
    queue_.fail(std::current_exception());
  }
}

void Worker::add(corpus::Article& article, const Version& version) {
  if (!writer_) {
    writer_ = std::make_unique<store::SegmentWriter>(
        publisher_.next_folder(), schema::Schema::standard(), stemmer_, publisher_.dictionary());
  }
  article_.article = std::move(article);
  annotator_.annotate(article_);
  writer_->add(article_);
  versions_.push_back(version);
  counts_.passages += article_.passages.size();
  if (!article_.published) ++counts_.without_date;
  if (article_.article.title.empty()) ++counts_.without_title;
  if (article_.article.body.empty()) ++counts_.without_body;
}

void Worker::finish_segment() {
  if (!writer_) return;
  std::string dictionary;
  store::SegmentEntry entry =
      writer_->finish(dictionary, options_.self_contained ? &publisher_.fingerprint() : nullptr);
  publisher_.keep_dictionary(std::move(dictionary));
  writer_.reset();
  publisher_.publish(std::move(entry), versions_);
  versions_.clear();
  ++counts_.segments;
}

}  // namespace dateline::indexing
