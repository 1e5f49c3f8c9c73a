#pragma once

// Line: what waits for one endpoint, sent in batches. Sending comes before recording, so a process
// that dies in between sends a batch again: with the same ids, in the same order.

#include <atomic>
#include <functional>

#include "kernel/http/client/client.h"
#include "kernel/store/pool.h"
#include "kernel/vault/vault.h"
#include "suites/platform/webhooks/schedule.h"
#include "suites/platform/webhooks/types.h"

namespace sangam::suites::platform::webhooks {

// Monotonic counters, read by any thread.
struct DeliveryCounters {
  std::atomic<std::uint64_t> delivered{0};
  std::atomic<std::uint64_t> failed{0};    // attempts
  std::atomic<std::uint64_t> given_up{0};  // messages, after the last try
  std::atomic<std::uint64_t> disabled{0};  // endpoints, by us
  std::atomic<std::int64_t> lines{0};      // endpoints that are being sent to
  // Endpoints of all tenants: disabled by us, and enabled ones whose last messages failed.
  std::atomic<std::int64_t> switched_off{0};
  std::atomic<std::int64_t> failing{0};
};

// Where lines work. Everything outlives them.
struct Workshop {
  runtime::EventLoop& loop;
  store::Pool& app;  // of that loop
  http::client::Client& client;
  vault::Vault& vault;
  DeliveryCounters& counters;
  std::function<bool()> may_send;  // false once the lease is lost, or we stop
};

struct LineName {
  std::int32_t tenant = 0;
  Uuid endpoint;

  friend auto operator<=>(const LineName&, const LineName&) = default;
};

// Messages of a batch at most, and how long it may take before it is recorded.
inline constexpr std::int64_t kBatchMost = 100;
inline constexpr std::chrono::seconds kBatchTime{1};
// Of an endpoint whose order does not matter, sent at the same time.
inline constexpr std::size_t kUnorderedAtOnce = 8;
inline constexpr std::chrono::seconds kReplyLimit{20};

// Sends what is due until there is no more, or may_send() says no. Does not throw: what the
// database cannot do now is left for later.
Task<void> work_off(const Workshop& shop, LineName name);

}  // namespace sangam::suites::platform::webhooks
