#include "kernel/gateway/blocked_log.h"

namespace sangam::gateway {

namespace {

// Never amid a character: what is shown is valid UTF-8.
void cut(std::string& path) {
  if (path.size() <= BlockedLog::kPathMost) return;
  auto end = BlockedLog::kPathMost;
  while (end > 0 && (static_cast<unsigned char>(path[end]) & 0xc0U) == 0x80U)
    --end;
  path.resize(end);
}

}  // namespace

void BlockedLog::add(BlockedRequest request) {
  cut(request.path);
  const auto second = request.at.nanoseconds / kNanosecondsPerSecond;
  const std::lock_guard lock(mutex_);
  if (second != second_) {
    second_ = second;
    this_second_ = 0;
  }
  if (++this_second_ > kASecond) {
    ++left_out_;
    return;
  }
  if (kept_.size() == kKept) kept_.pop_front();
  kept_.push_back(std::move(request));
}

std::vector<BlockedRequest> BlockedLog::latest(std::int32_t tenant, std::size_t most) const {
  std::vector<BlockedRequest> found;
  const std::lock_guard lock(mutex_);
  for (auto at = kept_.rbegin(); at != kept_.rend() && found.size() < most; ++at)
    if (tenant == 0 || at->tenant == tenant) found.push_back(*at);
  return found;
}

std::uint64_t BlockedLog::left_out() const {
  const std::lock_guard lock(mutex_);
  return left_out_;
}

}  // namespace sangam::gateway
