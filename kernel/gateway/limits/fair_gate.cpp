#include "kernel/gateway/limits/fair_gate.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::gateway::limits {

std::uint32_t FairGate::most_of(std::uint32_t asked) const noexcept {
  return asked == 0 ? settings_.at_work_a_tenant : std::min(asked, settings_.at_work);
}

bool FairGate::try_enter(std::int32_t tenant, std::uint32_t most) {
  if (at_work_ >= settings_.at_work) return false;
  auto& own = tenants_[tenant];
  if (!own.queue.empty() || own.at_work >= most_of(most)) return false;
  ++own.at_work;
  ++at_work_;
  return true;
}

FairGate::Entry FairGate::enter(Waiter& waiter, std::int32_t tenant, std::uint32_t most) {
  waiter = {.tenant = tenant, .most = most_of(most), .waiting = false};
  if (try_enter(tenant, most)) return Entry::entered;
  auto& own = tenants_[tenant];
  if (own.queue.size() >= settings_.waiting_a_tenant || waiting_ >= settings_.waiting) {
    forget_if_idle(tenant);
    return Entry::full;
  }
  waiter.waiting = true;
  own.queue.push_back(&waiter);
  ++waiting_;
  line_up(tenant, own);
  return Entry::queued;
}

// Takes its place at the end of those who take turns, when it waits and may work.
void FairGate::line_up(std::int32_t number, Tenant& tenant) {
  if (tenant.in_turn || tenant.queue.empty() || tenant.at_work >= tenant.queue.front()->most)
    return;
  tenant.in_turn = true;
  turns_.push_back(number);
}

FairGate::Waiter* FairGate::leave(std::int32_t tenant) {
  auto& own = tenants_.at(tenant);
  SANGAM_ASSERT(own.at_work > 0 && at_work_ > 0);
  --own.at_work;
  --at_work_;
  line_up(tenant, own);
  forget_if_idle(tenant);
  while (!turns_.empty()) {
    const auto next = turns_.front();
    turns_.pop_front();
    const auto found = tenants_.find(next);
    if (found == tenants_.end()) continue;
    auto& chosen = found->second;
    chosen.in_turn = false;
    // All who waited may have given up.
    if (chosen.queue.empty() || chosen.at_work >= chosen.queue.front()->most) {
      forget_if_idle(next);
      continue;
    }
    auto* waiter = chosen.queue.front();
    chosen.queue.pop_front();
    waiter->waiting = false;
    --waiting_;
    ++chosen.at_work;
    ++at_work_;
    line_up(next, chosen);
    return waiter;
  }
  return nullptr;
}

bool FairGate::abandon(Waiter& waiter) {
  if (!waiter.waiting) return false;
  waiter.waiting = false;
  auto& own = tenants_.at(waiter.tenant);
  std::erase(own.queue, &waiter);
  --waiting_;
  forget_if_idle(waiter.tenant);
  return true;
}

void FairGate::forget_if_idle(std::int32_t number) {
  const auto found = tenants_.find(number);
  if (found == tenants_.end()) return;
  const auto& tenant = found->second;
  if (tenant.at_work == 0 && tenant.queue.empty() && !tenant.in_turn) tenants_.erase(found);
}

}  // namespace sangam::gateway::limits
