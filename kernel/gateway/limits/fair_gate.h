#pragma once

// FairGate: how many calls are at work at once, of all tenants and of each. Who finds no room waits
// in a queue of their tenant's own, and tenants take turns: one that floods waits for itself.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>

namespace sangam::gateway::limits {

struct GateSettings {
  std::uint32_t at_work = 10;          // of all tenants: a little more than there are sessions
  std::uint32_t at_work_a_tenant = 7;  // fewer than sessions, so that others find one at once
  std::uint32_t waiting = 8'192;       // of all tenants
  std::uint32_t waiting_a_tenant = 1'024;
};

// Of one thread; no clock, no waiting of its own: who is to go on is told by leave().
class FairGate {
 public:
  // Somebody who waits; lives until they were let in or gave up.
  struct Waiter {
    std::int32_t tenant = 0;
    std::uint32_t most = 0;
    bool waiting = false;
  };
  enum class Entry : std::uint8_t {
    entered,
    queued,
    full,  // too many wait already
  };

  explicit FairGate(GateSettings settings) : settings_(settings) {}

  // `most` of the tenant at once; 0: as the settings say, and never more than they do for all.
  // O(1).
  Entry enter(Waiter& waiter, std::int32_t tenant, std::uint32_t most = 0);
  // The same, but nobody is queued: whether there was room. O(1).
  bool try_enter(std::int32_t tenant, std::uint32_t most = 0);
  // A call of the tenant is over. Whoever enters in its place, which counts as at work already; or
  // null. O(1).
  Waiter* leave(std::int32_t tenant);
  // Gives up waiting; false when it was let in meanwhile. O(waiters of the tenant).
  bool abandon(Waiter& waiter);

  std::uint32_t at_work() const noexcept { return at_work_; }
  std::uint32_t waiting() const noexcept { return waiting_; }
  std::size_t tenants() const noexcept { return tenants_.size(); }

 private:
  struct Tenant {
    std::uint32_t at_work = 0;
    bool in_turn = false;
    std::deque<Waiter*> queue;
  };
  std::uint32_t most_of(std::uint32_t asked) const noexcept;
  void line_up(std::int32_t number, Tenant& tenant);
  void forget_if_idle(std::int32_t number);

  const GateSettings settings_;
  std::uint32_t at_work_ = 0;
  std::uint32_t waiting_ = 0;
  std::unordered_map<std::int32_t, Tenant> tenants_;  // that work or wait
  std::deque<std::int32_t> turns_;                    // that wait and may work
};

}  // namespace sangam::gateway::limits
