#pragma once

// Rendezvous across threads: a coroutine on a loop awaits what another thread (a lane, a worker)
// completes. The completing thread gathers what it finished and delivers it with one post, so one
// eventfd write, a batch and loop.

#include <coroutine>
#include <optional>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::runtime {

// What CompletionBatch delivers: links completions into a list without allocating.
class CrossThreadBase {
 public:
  explicit CrossThreadBase(EventLoop& loop) noexcept : loop_(loop) {}
  CrossThreadBase(const CrossThreadBase&) = delete;
  CrossThreadBase& operator=(const CrossThreadBase&) = delete;

  EventLoop& loop() const noexcept { return loop_; }

 protected:
  ~CrossThreadBase() = default;

  bool delivered_ = false;
  std::coroutine_handle<> waiter_;

 private:
  friend class CompletionBatch;
  static void deliver(CrossThreadBase* first);

  EventLoop& loop_;
  CrossThreadBase* next_ = nullptr;
};

// A value that arrives from another thread, once. Lives where the waiter lives (normally in its
// coroutine frame) and must stay there until delivered: whoever takes the obligation to complete it
// always does, with a refusal if need be. Awaited on `loop`'s thread only.
template <class T>
class CrossThread : public CrossThreadBase {
 public:
  explicit CrossThread(EventLoop& loop) noexcept : CrossThreadBase(loop) {}

  bool await_ready() const noexcept { return delivered_; }
  void await_suspend(std::coroutine_handle<> waiter) noexcept { waiter_ = waiter; }
  T await_resume() { return std::move(*value_); }

  // Stores the value; CompletionBatch::add delivers it. Any one thread, once.
  void set(T value) {
    SANGAM_ASSERT(!value_.has_value());
    value_.emplace(std::move(value));
  }

 private:
  std::optional<T> value_;
};

// What one thread has completed and not yet delivered. Used by one thread; reusable after flush().
class CompletionBatch {
 public:
  CompletionBatch() = default;
  ~CompletionBatch() { flush(); }
  CompletionBatch(const CompletionBatch&) = delete;
  CompletionBatch& operator=(const CompletionBatch&) = delete;

  // Gives `completion` its value and queues it; its waiter may be gone right after flush().
  template <class T>
  void add(CrossThread<T>& completion, T value) {
    completion.set(std::move(value));
    append(completion);
  }
  // Delivers everything added: one post a loop, in order of adding.
  void flush();

 private:
  void append(CrossThreadBase& completion);

  struct List {
    EventLoop* loop;
    CrossThreadBase* first;
    CrossThreadBase* last;
  };
  std::vector<List> lists_;  // one a loop: a handful, searched in order
};

// Delivers a single value: one post.
template <class T>
void complete(CrossThread<T>& completion, T value) {
  CompletionBatch batch;
  batch.add(completion, std::move(value));
}

}  // namespace sangam::runtime
