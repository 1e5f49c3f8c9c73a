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

BlockedLog::Kept& BlockedLog::kept_of(StepName step) noexcept {
  return step >= StepName::load ? by_limits_ : by_rules_;
}

bool BlockedLog::has_room_for(StepName step, Timestamp at) {
  const auto second = at.nanoseconds / kNanosecondsPerSecond;
  const std::lock_guard lock(mutex_);
  auto& kept = kept_of(step);
  if (second != kept.second) {
    kept.second = second;
    kept.this_second = 0;
  }
  if (++kept.this_second <= kASecond) return true;
  ++left_out_;
  return false;
}

void BlockedLog::add(BlockedRequest request) {
  cut(request.path);
  const std::lock_guard lock(mutex_);
  auto& requests = kept_of(request.step).requests;
  if (requests.size() == kKept) requests.pop_front();
  requests.push_back(std::move(request));
}

// Both lists are in order of time, so that the newest of both are at their ends.
std::vector<BlockedRequest> BlockedLog::latest(std::int32_t tenant, std::size_t most) const {
  std::vector<BlockedRequest> found;
  const std::lock_guard lock(mutex_);
  auto rule = by_rules_.requests.rbegin();
  auto limit = by_limits_.requests.rbegin();
  const auto rules_end = by_rules_.requests.rend();
  const auto limits_end = by_limits_.requests.rend();
  while (found.size() < most && (rule != rules_end || limit != limits_end)) {
    const bool is_limit = rule == rules_end || (limit != limits_end && rule->at < limit->at);
    const auto& next = is_limit ? *limit++ : *rule++;
    if (tenant == 0 || next.tenant == tenant) found.push_back(next);
  }
  return found;
}

std::uint64_t BlockedLog::left_out() const {
  const std::lock_guard lock(mutex_);
  return left_out_;
}

}  // namespace sangam::gateway
