#include "kernel/http/turn_queue.h"

#include "base/assert.h"

namespace sangam::http {

TurnQueue::~TurnQueue() { SANGAM_ASSERT(waiting_.empty()); }

void TurnQueue::add(std::coroutine_handle<> waiter) {
  waiting_.push_back(waiter);
  if (waiting_.size() == 1) post();
}

void TurnQueue::post() {
  loop_.post([this] { run_one(); });
}

// The next turn is asked for before this one runs, which may end the queue's life when it was the
// last.
void TurnQueue::run_one() {
  const auto waiter = waiting_.front();
  waiting_.pop_front();
  if (!waiting_.empty()) post();
  waiter.resume();
}

}  // namespace sangam::http
