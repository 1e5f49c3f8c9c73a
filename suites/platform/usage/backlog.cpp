#include "suites/platform/usage/backlog.h"

#include "base/assert.h"

namespace sangam::suites::platform::usage {

void Backlog::add(std::span<const metering::Counted> counted, Date day) {
  for (const auto& one : counted) {
    const auto [succeeded, refused, failed] = one.by_outcome;
    const auto all = succeeded + refused + failed;
    const Key key{one.tenant, day.days, metering::name(one.meter)};
    auto found = waiting_.find(key);
    if (found == waiting_.end()) {
      if (waiting() >= kWaitingMost) {
        lost_ += all;
        continue;
      }
      found = waiting_
                  .emplace(key, Figure{.tenant = one.tenant,
                                       .day = day.days,
                                       .meter = metering::name(one.meter)})
                  .first;
    }
    found->second.value += static_cast<std::int64_t>(all);
    found->second.refused += static_cast<std::int64_t>(refused);
    found->second.failed += static_cast<std::int64_t>(failed);
  }
}

const Batch* Backlog::next() {
  if (!batch_.figures.empty()) return &batch_;
  if (waiting_.empty()) return nullptr;
  ++batch_.number;
  while (!waiting_.empty() && batch_.figures.size() < kBatchMost) {
    batch_.figures.push_back(waiting_.begin()->second);
    waiting_.erase(waiting_.begin());
  }
  return &batch_;
}

void Backlog::written() {
  SANGAM_ASSERT(!batch_.figures.empty());
  batch_.figures.clear();
}

}  // namespace sangam::suites::platform::usage
