#include "base/parallel.hh"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace dateline::base {
namespace {

/// Threads that wait for the parts of a job. Started with the first job, joined at the end of the
/// program.
class Helpers {
 public:
  explicit Helpers(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this] { serve(); });
  }
  ~Helpers() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  Helpers(const Helpers&) = delete;
  Helpers& operator=(const Helpers&) = delete;

  void run(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::unique_lock lock(mutex_);
    work_ = &work;
    next_ = 0;
    count_ = left_ = count;
    failed_at_ = count;
    failure_ = nullptr;
    wake_.notify_all();
    take(lock);
    done_.wait(lock, [this] { return left_ == 0; });
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

 private:
  void serve() {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return ended_ || next_ < count_; });
      if (ended_) return;
      take(lock);
    }
  }

  /// Do parts while there are any that nobody has begun.
  void take(std::unique_lock<std::mutex>& lock) {
    while (next_ < count_) {
      const std::size_t mine = next_++;
      const std::function<void(std::size_t)>& work = *work_;
      lock.unlock();
      std::exception_ptr failure;
      try {
        work(mine);
      } catch (...) {
        failure = std::current_exception();
      }
      lock.lock();
      if (failure && mine < failed_at_) {
        failed_at_ = mine;
        failure_ = failure;
      }
      if (--left_ == 0) done_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_, done_;
  const std::function<void(std::size_t)>* work_ = nullptr;
  std::size_t next_ = 0, count_ = 0, left_ = 0, failed_at_ = 0;
  std::exception_ptr failure_;
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace

void parallel_for(std::size_t count, const std::function<void(std::size_t)>& work) {
  constexpr std::size_t most = 8;  // more would wait for memory, not for a processor
  static const std::size_t processors = std::thread::hardware_concurrency();
  static std::mutex one_at_a_time;
  std::unique_lock turn(one_at_a_time, std::defer_lock);
  thread_local bool inside = false;
  if (count > 1 && processors > 1 && !inside && turn.try_lock()) {
    static Helpers helpers(std::min(processors, most) - 1);
    inside = true;
    try {
      helpers.run(count, work);
    } catch (...) {
      inside = false;
      throw;
    }
    inside = false;
    return;
  }
  std::exception_ptr failure;
  for (std::size_t i = 0; i < count; ++i) {
    try {
      work(i);
    } catch (...) {
      if (!failure) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace dateline::base
