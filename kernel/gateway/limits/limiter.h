#pragma once

// Limiter: decides whether a request has tokens, from the buckets of this process, or from leases
// of those that it shares with others.

#include <array>
#include <memory>
#include <optional>
#include <span>

#include "base/task.h"
#include "kernel/gateway/limits/bucket_table.h"
#include "kernel/gateway/limits/hierarchy.h"
#include "kernel/gateway/limits/sharer.h"

namespace sangam::gateway::limits {

struct LimiterSettings {
  std::size_t identities = 65'536;  // buckets of tenants, users and keys; a power of two
  std::size_t addresses = 32'768;   // of addresses; these are never shared
  std::optional<SharerSettings> shared;
};

// What one request is to take from.
struct Claims {
  std::array<Claim, kClaimsMost> list;
  std::size_t count = 0;
  bool shared = true;  // with other processes, if limits are

  std::span<const Claim> all() const noexcept { return {list.data(), count}; }
  void add(Claim claim) noexcept {
    if (count < list.size()) list[count++] = claim;
  }
};

struct Verdict {
  std::optional<Refusal> refusal;  // nothing: admitted
  bool alone = false;              // limits are to be shared and Redis is gone
};

// Any thread.
class Limiter {
 public:
  // `seed` is random and stays in this process: addresses are hashed with it.
  Limiter(const LimiterSettings& settings, std::uint64_t seed);

  BucketTable& identities() noexcept { return identities_; }
  BucketTable& addresses() noexcept { return addresses_; }
  std::uint64_t seed() const noexcept { return seed_; }

  // Without waiting; nothing when a lease must be waited for. Some hundred nanoseconds.
  std::optional<Verdict> decide(const Claims& claims, std::int64_t now);
  // After that: waits for leases, twice the patience of the sharer at most.
  Task<Verdict> wait(Claims claims, runtime::EventLoop& loop);

  // How long a claim has to wait, as far as this process knows; 0: it has a token, or may get one.
  static std::int64_t wait_for(const Claim& claim, bool leased, std::int64_t now) noexcept;
  // Tokens that a claim has left, as far as this process knows: all, before it took any.
  static std::int64_t tokens_left(const Claim& claim, bool leased, std::int64_t now) noexcept;

  // Whether limits are to be shared, and whether they are.
  bool is_to_share() const noexcept { return sharer_ != nullptr; }
  bool shares() const noexcept { return sharer_ != nullptr && sharer_->answers(); }
  SharerCounts shared_counts() const noexcept {
    return sharer_ ? sharer_->counts() : SharerCounts{};
  }

 private:
  std::optional<Verdict> decide_leased(const Claims& claims, std::int64_t now);

  BucketTable identities_;
  BucketTable addresses_;
  const std::uint64_t seed_;
  std::unique_ptr<Sharer> sharer_;  // last: its buckets outlive it
};

}  // namespace sangam::gateway::limits
