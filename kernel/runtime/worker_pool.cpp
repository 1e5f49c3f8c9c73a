#include "kernel/runtime/worker_pool.h"

#include <sys/resource.h>
#include <unistd.h>

#include "base/assert.h"

namespace sangam::runtime {

namespace {

// Computing yields to the event loops, who keep everybody else's requests going. On Linux a
// priority is a thread's own, and lowering it is always allowed.
constexpr int kNiceness = 10;

}  // namespace

WorkerPool::WorkerPool(WorkerPoolSettings settings) : queue_limit_(settings.queue_limit) {
  SANGAM_ASSERT(settings.threads >= 1 && settings.threads <= 256);
  for (std::size_t i = 0; i < settings.threads; ++i) {
    threads_.emplace_back([this] { serve(); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  threads_.clear();
}

bool WorkerPool::submit(Work work) {
  {
    const std::lock_guard lock(mutex_);
    SANGAM_ASSERT(!stopping_);
    if (queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(work));
  }
  wake_.notify_one();
  return true;
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void WorkerPool::serve() {
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    Work work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    work();
    work = nullptr;
    lock.lock();
  }
}

Error pool_busy() {
  Error error(Code::unavailable, "The server is busy computing for others; try again shortly.");
  error.retry_after_seconds = 1;
  return error;
}

}  // namespace sangam::runtime
