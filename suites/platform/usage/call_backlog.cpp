#include "suites/platform/usage/call_backlog.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace sangam::suites::platform::usage {

void CallBacklog::fill(std::vector<metering::CallCount> counts) {
  SANGAM_ASSERT(empty());
  waiting_ = std::move(counts);
  done_ = 0;
}

CallBatch CallBacklog::next() const noexcept {
  SANGAM_ASSERT(!empty());
  const auto rest = std::span(waiting_).subspan(done_);
  return {.number = number_, .counts = rest.first(std::min(rest.size(), kBatchMost))};
}

void CallBacklog::written() noexcept {
  done_ += next().counts.size();
  ++number_;
}

}  // namespace sangam::suites::platform::usage
