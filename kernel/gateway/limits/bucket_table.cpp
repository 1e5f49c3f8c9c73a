#include "kernel/gateway/limits/bucket_table.h"

#include <bit>
#include <cstring>

#include "base/assert.h"

namespace sangam::gateway::limits {

namespace {

// The finalizer of MurmurHash3: every bit of the input changes half of the output.
constexpr std::uint64_t mix(std::uint64_t value) noexcept {
  value ^= value >> 33U;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33U;
  value *= 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33U);
}

bool is_idle(const Bucket& bucket, std::int64_t now) noexcept {
  return bucket.full_at.load(std::memory_order_relaxed) < now - BucketTable::kIdleNanoseconds &&
         bucket.leased.load(std::memory_order_relaxed) == 0 &&
         bucket.owed.load(std::memory_order_relaxed) == 0 &&
         !bucket.asking.load(std::memory_order_relaxed);
}

// What is of its last user beside the tokens it lacks.
void forget_lease(Bucket& bucket) noexcept {
  bucket.empty_until.store(0, std::memory_order_relaxed);
  bucket.room_at.store(0, std::memory_order_relaxed);
  bucket.leased.store(0, std::memory_order_relaxed);
  bucket.owed.store(0, std::memory_order_relaxed);
  bucket.demand.store(0, std::memory_order_relaxed);
  bucket.expected.store(0, std::memory_order_relaxed);
  bucket.asking.store(false, std::memory_order_relaxed);
}

}  // namespace

std::uint64_t bucket_key(Level level, std::uint64_t number, std::uint64_t part,
                         std::uint64_t seed) noexcept {
  auto key = mix(seed ^ (static_cast<std::uint64_t>(level) + 1));
  key = mix(key ^ number);
  key = mix(std::rotl(key, 23) ^ mix(part + 0x9e3779b97f4a7c15ULL));
  return key == 0 ? 1 : key;
}

std::uint64_t bucket_key(Level level, const Uuid& id, std::uint64_t seed) noexcept {
  std::uint64_t halves[2];
  static_assert(sizeof id == sizeof halves);
  std::memcpy(halves, &id, sizeof halves);
  return bucket_key(level, halves[0], halves[1], seed);
}

BucketTable::BucketTable(std::size_t buckets)
    : mask_(buckets - 1), buckets_(std::make_unique<Bucket[]>(buckets)) {
  SANGAM_ASSERT(std::has_single_bit(buckets));
  SANGAM_ASSERT(buckets >= kProbes);
}

Bucket& BucketTable::find(std::uint64_t key, std::int64_t now) noexcept {
  while (true) {
    for (std::size_t i = 0; i < kProbes; ++i) {
      auto& bucket = buckets_[(key + i) & mask_];
      const auto owner = bucket.key.load(std::memory_order_acquire);
      if (owner == key) return bucket;
      if (owner == 0) break;
    }
    if (auto* claimed = claim(key, now)) return *claimed;
  }
}

// Null when another thread was faster.
Bucket* BucketTable::claim(std::uint64_t key, std::int64_t now) noexcept {
  Bucket* best = nullptr;
  bool idle = false;
  for (std::size_t i = 0; i < kProbes && !idle; ++i) {
    auto& bucket = buckets_[(key + i) & mask_];
    idle = bucket.key.load(std::memory_order_relaxed) == 0 || is_idle(bucket, now);
    if (idle || best == nullptr ||
        bucket.full_at.load(std::memory_order_relaxed) <
            best->full_at.load(std::memory_order_relaxed))
      best = &bucket;
  }
  auto owner = best->key.load(std::memory_order_relaxed);
  if (!best->key.compare_exchange_strong(owner, key, std::memory_order_acq_rel)) return nullptr;
  forget_lease(*best);
  return best;
}

std::size_t BucketTable::in_use(std::int64_t now) const noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i <= mask_; ++i)
    if (buckets_[i].full_at.load(std::memory_order_relaxed) > now) ++count;
  return count;
}

}  // namespace sangam::gateway::limits
