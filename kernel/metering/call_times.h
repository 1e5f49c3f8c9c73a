#pragma once

// CallTimes: how many calls of each operation a tenant made in each five minutes, how they went and
// how long they took, until somebody takes it away. Of times a histogram is kept, not each of them.
//
//   call_times().record({.tenant = 7, .operation = operation.name, .caller = "key_…", …});

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/timestamp.h"
#include "kernel/metering/meters.h"

namespace sangam::metering {

// Five minutes of UTC, numbered since 1970.
inline constexpr std::int64_t kSlotSeconds = 300;

constexpr std::int32_t slot_of(Timestamp at) noexcept {
  return static_cast<std::int32_t>(at.nanoseconds / (kSlotSeconds * kNanosecondsPerSecond));
}

// Times by their size: bucket 0 is below 100 µs, each further one reaches 2^(1/4) times as far, the
// last has everything from 22 s on.
inline constexpr std::int32_t kTimeBuckets = 73;
std::int32_t time_bucket(std::int64_t nanoseconds) noexcept;
// Where a bucket begins and ends, in microseconds; the last one ends where the next would.
double bucket_begin_us(std::int32_t bucket) noexcept;
double bucket_end_us(std::int32_t bucket) noexcept;

struct RecordedCall {
  std::int32_t tenant = 0;  // positive
  std::string_view operation;
  std::string_view caller;  // id of an API key; empty: anybody else
  Outcome outcome = Outcome::succeeded;
  Timestamp at;                  // when it began, by the machine's clock
  std::int64_t nanoseconds = 0;  // how long it took
};

// Calls that are alike.
struct CallCount {
  std::int32_t tenant = 0;
  std::int32_t slot = 0;
  std::string operation;
  std::string caller;
  std::int32_t bucket = 0;
  std::int64_t value = 0;
  std::int64_t refused = 0;  // of these
  std::int64_t failed = 0;
};

// record() from any thread, take() from one at a time. A tenant has a lock with few others.
class CallTimes {
 public:
  // Combinations of slot, operation and caller: of all tenants, and of one, between two takes. Of a
  // tenant with more, callers are no longer told apart; what does not fit even so is lost.
  static constexpr std::size_t kSeriesMost = 65'536;
  static constexpr std::size_t kSeriesATenant = 2'048;

  void record(const RecordedCall& call) noexcept;

  // What was recorded since the last take(), in no order.
  std::vector<CallCount> take();

  std::uint64_t lost() const noexcept { return lost_.load(std::memory_order_relaxed); }

 private:
  static constexpr std::size_t kShards = 16;

  struct KeyView {
    std::int32_t tenant;
    std::int32_t slot;
    std::string_view operation;
    std::string_view caller;
    bool operator==(const KeyView&) const = default;
  };
  struct Key {
    std::int32_t tenant;
    std::int32_t slot;
    std::string operation;
    std::string caller;
    KeyView view() const noexcept { return {tenant, slot, operation, caller}; }
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(const KeyView& key) const noexcept;
    std::size_t operator()(const Key& key) const noexcept { return (*this)(key.view()); }
  };
  struct Equal {
    using is_transparent = void;
    static KeyView view(const Key& key) noexcept { return key.view(); }
    static KeyView view(const KeyView& key) noexcept { return key; }
    bool operator()(const auto& a, const auto& b) const noexcept { return view(a) == view(b); }
  };
  struct Cell {
    std::int32_t bucket;
    std::array<std::uint32_t, kOutcomes> by_outcome;
  };
  struct Shard {
    std::mutex mutex;
    // Few buckets of a series have anything, so they are searched in turn.
    std::unordered_map<Key, std::vector<Cell>, Hash, Equal> series;
    std::unordered_map<std::int32_t, std::size_t> by_tenant;  // how many series it has
  };

  // The series of `key`, which may be made; null without room.
  std::vector<Cell>* find(Shard& shard, KeyView key);

  std::array<Shard, kShards> shards_;
  std::atomic<std::uint64_t> lost_{0};
};

// That of the process.
CallTimes& call_times();

}  // namespace sangam::metering
