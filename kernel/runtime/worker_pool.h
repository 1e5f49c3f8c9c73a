#pragma once

// Threads for computation that would block a loop: password hashing, proofs. Bounded: when the
// queue is full the request is refused (503) instead of waiting without end.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.h"
#include "kernel/runtime/cross_thread.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::runtime {

// Size of a pool. Threads 1..256; queue_limit counts work that waits, without what runs.
struct WorkerPoolSettings {
  std::size_t threads = 1;
  std::size_t queue_limit = 64;
};

// A pool of threads of low priority. Any thread may submit. The destructor runs what waits, then
// joins: loops that await results must still run, or have nobody awaiting.
class WorkerPool {
 public:
  explicit WorkerPool(WorkerPoolSettings settings);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Queues `work`, which must not throw; false when the queue is full.
  [[nodiscard]] bool submit(Work work);
  // Work that waits now.
  std::size_t waiting() const;
  // Whether submit would be refused now: for who would prepare work in vain.
  bool is_full() const { return waiting() >= queue_limit_; }

 private:
  void serve();

  const std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Work> queue_;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

// The Error of a full pool: Code::unavailable, retry after a second.
Error pool_busy();

// Calls `function` on the pool and returns its result, or rethrows what it threw, on `loop`, the
// loop that awaits. Throws Error{Code::unavailable} when the queue is full.
template <class T>
Task<T> run_on(WorkerPool& pool, EventLoop& loop, std::move_only_function<T()> function) {
  using Outcome = std::variant<std::exception_ptr, std::conditional_t<std::is_void_v<T>, bool, T>>;
  CrossThread<Outcome> outcome(loop);
  const bool accepted = pool.submit([&outcome, function = std::move(function)]() mutable {
    Outcome result;
    try {
      if constexpr (std::is_void_v<T>) {
        function();
        result.template emplace<1>(true);
      } else {
        result.template emplace<1>(function());
      }
    } catch (...) {
      result.template emplace<0>(std::current_exception());
    }
    complete(outcome, std::move(result));
  });
  if (!accepted) throw pool_busy();
  Outcome result = co_await outcome;
  if (auto* failure = std::get_if<0>(&result)) std::rethrow_exception(*failure);
  if constexpr (!std::is_void_v<T>) co_return std::get<1>(std::move(result));
}

}  // namespace sangam::runtime
