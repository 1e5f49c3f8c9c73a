// What health tells of relay and consumers.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kernel/events/event_service.h"

namespace sangam::events {

namespace {

using telemetry::HealthState;
using telemetry::HealthVerdict;

constexpr std::chrono::seconds kRelayPatience{15};
// What a second of the relay's work clears easily; above it events come late.
constexpr std::int64_t kRelayLagDegraded = 20'000;
constexpr std::int64_t kConsumerLagDegraded = 50'000;

}  // namespace

// Without a term another process may relay: that is not known here.
HealthVerdict EventService::relay_health() const {
  auto verdict = relay_->rounds().verdict("the relay", kRelayPatience);
  if (verdict.state != HealthState::well) return verdict;
  auto reasons = relay_->warnings();
  const auto waiting = relay_->counters().waiting.load();
  if (waiting >= kRelayLagDegraded)
    reasons.push_back(fmt::format("{} events wait in the outbox", waiting));
  if (reasons.empty()) return {};
  return {HealthState::degraded, fmt::format("{}", fmt::join(reasons, "; "))};
}

HealthVerdict EventService::consumers_health() const {
  const auto& head = relay_->head();
  if (head.term.load() == 0) return {HealthState::well, "another process may do this work"};
  std::vector<std::string> reasons;
  for (const auto* runner : consumers()) {
    const auto lag = head.position.load() - runner->counters().position.load();
    if (lag >= kConsumerLagDegraded)
      reasons.push_back(fmt::format("{} is {} events behind", runner->consumer().name, lag));
  }
  if (reasons.empty()) return {};
  return {HealthState::degraded, fmt::format("{}", fmt::join(reasons, "; "))};
}

}  // namespace sangam::events
