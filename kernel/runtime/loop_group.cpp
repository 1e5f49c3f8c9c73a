#include "kernel/runtime/loop_group.h"

#include <latch>

#include "base/assert.h"

namespace sangam::runtime {

LoopGroup::LoopGroup(std::size_t count) {
  SANGAM_ASSERT(count >= 1);
  for (std::size_t i = 0; i < count; ++i)
    loops_.push_back(std::make_unique<EventLoop>());
}

LoopGroup::~LoopGroup() { stop(); }

void LoopGroup::start() {
  SANGAM_ASSERT(threads_.empty());
  for (auto& loop : loops_) {
    threads_.emplace_back([&loop = *loop] { loop.run(); });
  }
}

void LoopGroup::stop() {
  if (threads_.empty()) return;
  // Posted, so that a loop whose thread has not entered run() yet stops too.
  for (auto& loop : loops_) {
    loop->post([&loop = *loop] { loop.stop(); });
  }
  threads_.clear();
}

void LoopGroup::call(std::size_t index, Work function) {
  SANGAM_ASSERT(!threads_.empty() && !loops_[index]->is_current());
  std::latch done(1);
  loops_[index]->post([&function, &done] {
    function();
    done.count_down();
  });
  done.wait();
}

}  // namespace sangam::runtime
