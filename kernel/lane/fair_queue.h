#pragma once

// FairQueue: requests that wait for a lane, bounded, taken in turns over tenants, so that one that
// sends much does not make the others wait. Not synchronised.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>

#include "kernel/lane/engine.h"

namespace sangam::lane {

class FairQueue {
 public:
  explicit FairQueue(std::size_t capacity) : capacity_(capacity) {}

  bool empty() const noexcept { return size_ == 0; }
  std::size_t size() const noexcept { return size_; }

  // False when full.
  [[nodiscard]] bool push(Request& request);
  // The next request in turn; null when empty.
  Request* pop();
  // Puts back a request that was popped and is not finished: the next one of its tenant, and the
  // tenant's turn comes after that of everyone who waits, or it would keep them waiting to its end.
  void put_back(Request& request);

 private:
  std::size_t capacity_;
  std::size_t size_ = 0;
  std::unordered_map<std::int32_t, std::deque<Request*>> waiting_;
  std::deque<std::int32_t> turns_;  // tenants that have something waiting
};

}  // namespace sangam::lane
