#pragma once

// ReadyQueue: which job goes next. Tenants take turns, one job each, however many they have; within
// a tenant the lower priority number goes first, and then whoever came first. Pure.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/uuid.h"

namespace sangam::jobs {

struct ReadyJob {
  std::int32_t tenant = 0;
  std::int16_t priority = 0;
  Uuid id;

  friend bool operator==(const ReadyJob&, const ReadyJob&) = default;
};

// One thread. Holds ids only, and of each tenant and priority a window: the rest stays in the
// database until there is room.
class ReadyQueue {
 public:
  void push(const ReadyJob& job);
  // O(jobs taken).
  std::vector<ReadyJob> take(std::size_t most);

  // What is pushed from now on waits since `now`.
  void advance_to(std::int64_t now) noexcept { now_ = now; }
  // Since when the job that has waited longest does; nothing when none waits. O(queues).
  std::optional<std::int64_t> waiting_since() const;

  std::size_t size() const noexcept { return size_; }
  std::size_t size(std::int32_t tenant, std::int16_t priority) const;
  // Forgets all jobs of the tenants for which `condition` holds.
  template <class Condition>
  void erase_tenants(Condition condition) {
    for (auto& [tenant, jobs] : tenants_)
      if (condition(tenant)) clear(jobs);
  }

 private:
  struct Waiting {
    Uuid id;
    std::int64_t since = 0;
  };
  struct TenantJobs {
    std::map<std::int16_t, std::deque<Waiting>> by_priority;
    bool in_turn = false;
  };

  void clear(TenantJobs& jobs);

  std::unordered_map<std::int32_t, TenantJobs> tenants_;
  std::deque<std::int32_t> turns_;  // each tenant with jobs once
  std::size_t size_ = 0;
  std::int64_t now_ = 0;
};

}  // namespace sangam::jobs
