#include "kernel/lane/fair_queue.h"

#include "base/assert.h"

namespace sangam::lane {

bool FairQueue::push(Request& request) {
  if (size_ >= capacity_) return false;
  auto& queue = waiting_[request.tenant()];
  if (queue.empty()) turns_.push_back(request.tenant());
  queue.push_back(&request);
  ++size_;
  return true;
}

Request* FairQueue::pop() {
  if (empty()) return nullptr;
  const auto tenant = turns_.front();
  turns_.pop_front();
  const auto queue = waiting_.find(tenant);
  SANGAM_ASSERT(queue != waiting_.end() && !queue->second.empty());
  Request* request = queue->second.front();
  queue->second.pop_front();
  if (queue->second.empty()) waiting_.erase(queue);
  else turns_.push_back(tenant);
  --size_;
  return request;
}

void FairQueue::put_back(Request& request) {
  auto& queue = waiting_[request.tenant()];
  if (queue.empty()) turns_.push_back(request.tenant());
  queue.push_front(&request);
  ++size_;
}

}  // namespace sangam::lane
