#pragma once

// LimitBook: what holds for whom, as all processes know it within a second of a change. Whoever
// asks, asks a copy of their own thread, so that a request takes no lock.

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/uuid.h"
#include "suites/platform/limits/types.h"

namespace sangam::suites::platform::limits {

// Calls of a tenant this month: what was read last, and what came since.
struct MonthCount {
  std::atomic<std::int64_t> read{0};
  std::atomic<std::int64_t> since{0};
  std::int64_t total() const noexcept {
    return read.load(std::memory_order_relaxed) + since.load(std::memory_order_relaxed);
  }
};

// What holds for one tenant. A rate without quota does not limit.
struct Allowed {
  std::string plan;
  std::array<gates::Rate, 6> rates{};  // by LimitKind
  std::uint32_t at_work = 0;           // 0: as the server's settings say
  std::optional<std::int64_t> calls_a_month;

  gates::Rate rate(LimitKind kind) const noexcept { return rates[static_cast<std::size_t>(kind)]; }
};

struct UuidHash {
  std::size_t operator()(const Uuid& id) const noexcept;
};

// One version of the book; immutable.
struct LimitPages {
  Allowed of_all;       // tenants of whom nothing is said
  gates::Rate address;  // of who is not signed in
  std::unordered_map<std::int32_t, Allowed> tenants;
  std::unordered_map<Uuid, gates::Rate, UuidHash> keys;
  // Whether it says anything: otherwise nobody looks further.
  bool says_anything = false;

  const Allowed& of(std::int32_t tenant) const noexcept;
  // What holds for a key: what its owners say, unless the plan allows less.
  gates::Rate of_key(const Allowed& allowed, const Uuid& key) const noexcept;
};

// Any thread.
class LimitBook {
 public:
  LimitBook();

  // As of now; the reference is good until the thread asks again.
  const LimitPages& pages() const;
  std::shared_ptr<const LimitPages> current() const;
  void replace(std::shared_ptr<const LimitPages> pages);

  // What a tenant with a monthly quota has used of it. Takes a lock.
  std::shared_ptr<MonthCount> month_of(std::int32_t tenant);
  // Those that were asked for; they go on being counted.
  std::vector<std::pair<std::int32_t, std::shared_ptr<MonthCount>>> months() const;
  // A new month, or quotas that are no more.
  void forget_months();

 private:
  const std::uint64_t id_;  // no two in a process have the same
  std::atomic<std::uint64_t> version_{1};
  mutable std::mutex mutex_;
  std::shared_ptr<const LimitPages> pages_;
  std::unordered_map<std::int32_t, std::shared_ptr<MonthCount>> months_;
};

// What a tenant's settings say in place of those of its plan.
Allowed allowed(std::string plan, const LimitSettings& of_plan, const LimitSettings& of_tenant);

}  // namespace sangam::suites::platform::limits
