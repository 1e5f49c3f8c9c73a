#pragma once

// BucketTable: the buckets of everybody who asks, found by a key of 64 bits. Its memory is fixed:
// who has all tokens needs no bucket, so theirs is given to the next who does.

#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/uuid.h"
#include "kernel/gateway/limits/bucket.h"

namespace sangam::gateway::limits {

// What a bucket is of.
enum class Level : std::uint8_t { address, tenant, operation_class, user, key };

// The key of a bucket: the same in every process with the same `seed`. Ids are ours, so nobody
// chooses them; for addresses, which clients choose, the seed is to be secret. Never 0.
std::uint64_t bucket_key(Level level, const Uuid& id, std::uint64_t seed = 0) noexcept;
std::uint64_t bucket_key(Level level, std::uint64_t number, std::uint64_t part,
                         std::uint64_t seed = 0) noexcept;

// Any thread, without locks.
class BucketTable {
 public:
  // Looked at for one key.
  static constexpr std::size_t kProbes = 16;
  // A bucket that has been full for so long is given away: nobody who found it is still at it.
  static constexpr std::int64_t kIdleNanoseconds = 1'000'000'000;

  // `buckets` is a power of two, at least kProbes; 64 bytes each.
  explicit BucketTable(std::size_t buckets);

  // The bucket of `key`, which may be a new one. Where all that may be its are in use, it takes
  // over the one that is full soonest, with what that lacks: who floods with keys is served less,
  // never more. O(kProbes).
  Bucket& find(std::uint64_t key, std::int64_t now) noexcept;

  // Buckets with less than all tokens. O(buckets).
  std::size_t in_use(std::int64_t now) const noexcept;
  std::size_t size() const noexcept { return mask_ + 1; }

 private:
  Bucket* claim(std::uint64_t key, std::int64_t now) noexcept;

  const std::size_t mask_;
  std::unique_ptr<Bucket[]> buckets_;
};

}  // namespace sangam::gateway::limits
