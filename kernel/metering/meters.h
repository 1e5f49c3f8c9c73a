#pragma once

// Meters: what tenants use, counted where it happens. Counting costs some nanoseconds: each thread
// adds to a table of its own, and one reader takes now and then what has come since.
//
//   metering::meters().count(tenant, metering::Meter::jobs, metering::Outcome::succeeded);

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/describe.h"

namespace sangam::metering {

// What is counted; calls by who made them. The names are kept in the database.
enum class Meter : std::uint8_t {
  calls_person,        // by people, in a session
  calls_api_key,       // by programs, with a key
  calls_access_token,  // by programs of others, with an access token
  calls_directory,     // by a directory, over SCIM
  events,              // that were put into the log
  webhook_deliveries,  // attempts at an endpoint
  jobs,                // that are over
};
SANGAM_ENUM(Meter, calls_person, calls_api_key, calls_access_token, calls_directory, events,
            webhook_deliveries, jobs)
inline constexpr std::size_t kMeters = 7;

// How it went: refused is the caller's fault (4xx), failed ours or that of whom we asked.
enum class Outcome : std::uint8_t { succeeded, refused, failed };
inline constexpr std::size_t kOutcomes = 3;

// Of one tenant and meter, by outcome.
struct Counted {
  std::int32_t tenant = 0;
  Meter meter = Meter::calls_person;
  std::array<std::uint64_t, kOutcomes> by_outcome{};
};

class ThreadTable;

// count() from any thread; take() from one at a time. May go before the threads that counted.
class Meters {
 public:
  static constexpr std::size_t kTenantsAThread = 131'072;
  // Tenants beside those, between two readings.
  static constexpr std::size_t kTenantsBeside = 131'072;

  // `tenants_a_thread` is a power of two.
  explicit Meters(std::size_t tenants_a_thread = kTenantsAThread);
  ~Meters();
  Meters(const Meters&) = delete;
  Meters& operator=(const Meters&) = delete;

  // The first count of a thread makes its table. `tenant` is positive.
  void count(std::int32_t tenant, Meter meter, Outcome outcome, std::uint32_t by = 1) noexcept;

  // What was counted since the last take(); nothing twice, nothing left out. O(tenants x threads).
  std::vector<Counted> take();

  // What there was no room for.
  std::uint64_t lost() const noexcept { return lost_.load(std::memory_order_relaxed); }

 private:
  struct Seen;
  using Cells = std::array<std::uint32_t, kMeters * kOutcomes>;

  ThreadTable* table_of_thread() noexcept;
  std::shared_ptr<ThreadTable> table_for_thread();
  void count_beside(std::int32_t tenant, std::size_t cell, std::uint32_t by) noexcept;

  const std::size_t tenants_a_thread_;
  const std::uint64_t id_;  // no two in a process have the same
  std::mutex mutex_;
  std::vector<std::unique_ptr<Seen>> tables_;
  std::unordered_map<std::int32_t, Cells> beside_;
  std::atomic<std::uint64_t> lost_{0};
};

// That of the process.
Meters& meters();

}  // namespace sangam::metering
