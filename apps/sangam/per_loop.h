#pragma once

// PerLoop<T>: one T a loop, made and destroyed on it.

#include <functional>
#include <memory>
#include <vector>

#include "base/assert.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::apps {

// Made and destroyed on the main thread while the loops run.
template <class T>
class PerLoop {
 public:
  PerLoop(runtime::LoopGroup& loops,
          const std::function<std::unique_ptr<T>(runtime::EventLoop&)>& make)
      : loops_(loops) {
    all_.resize(loops.size());
    for (std::size_t i = 0; i < loops.size(); ++i)
      loops.call(i, [&, i] { all_[i] = make(loops_.loop(i)); });
  }
  ~PerLoop() {
    for (std::size_t i = 0; i < loops_.size(); ++i)
      loops_.call(i, [this, i] { all_[i].reset(); });
  }
  PerLoop(const PerLoop&) = delete;
  PerLoop& operator=(const PerLoop&) = delete;

  // Of one of the loops, on its thread.
  T& of(const runtime::EventLoop& loop) {
    for (std::size_t i = 0; i < loops_.size(); ++i)
      if (&loops_.loop(i) == &loop) return *all_[i];
    SANGAM_ASSERT(false);
    return *all_.front();
  }

 private:
  runtime::LoopGroup& loops_;
  std::vector<std::unique_ptr<T>> all_;
};

}  // namespace sangam::apps
