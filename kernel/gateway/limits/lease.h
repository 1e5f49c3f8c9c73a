#pragma once

// Leases: how several processes share a bucket without asking anybody for every token. The store
// that they share (Redis) holds the bucket; a process leases as many tokens as it expects to need
// in the next 25 ms, spends them from memory, and gives back what it did not need. So there are
// never more tokens than the bucket has, and those that lie idle in leases come back within two
// ticks. All here is pure: the exchange with the store is the sharer's (sharer.h).

#include <cstdint>
#include <optional>
#include <span>

#include "kernel/gateway/limits/hierarchy.h"

namespace sangam::gateway::limits {

inline constexpr std::int64_t kTickNanoseconds = 50'000'000;
// That a bucket is empty is believed for at least and at most so long: others give back.
inline constexpr std::int64_t kBelieveLeast = 5'000'000;
inline constexpr std::int64_t kBelieveMost = kTickNanoseconds;

// What is told to the store of one bucket, and asked of it.
struct LeaseItem {
  Bucket* bucket = nullptr;
  std::uint64_t key = 0;
  Rate rate;
  std::int32_t back = 0;    // tokens given back; below zero: taken without lease
  std::int32_t wanted = 0;  // tokens to be leased
};
// What the store answers.
struct LeaseGrant {
  std::int32_t granted = 0;
  std::int32_t remaining = 0;         // tokens left after that
  std::int64_t wait_nanoseconds = 0;  // until there is one; 0 when there is
};

enum class Leased : std::uint8_t {
  taken,
  refused,  // the store said lately that there is nothing
  missing,  // it must be asked
};

// Counts what was asked for, once a request.
void count_demand(std::span<const Claim> claims) noexcept;
// How long nothing is to be leased of it, as was told last; 0: there may be something.
std::int64_t known_wait(const Bucket& bucket, std::int64_t now) noexcept;
// Takes a token of each lease, or none. Fills `refusal` when refused. Lock-free.
Leased take_leased(std::span<const Claim> claims, std::int64_t now, Refusal& refusal) noexcept;
// Whether its lease runs out soon, and nobody asked for more yet: then the caller is to.
bool wants_more(Bucket& bucket) noexcept;
// When the store did not answer in time: from this process's own count, to be told afterwards.
std::optional<Refusal> take_unleased(std::span<const Claim> claims, std::int64_t now) noexcept;

// What to ask the store for when `waiting` requests wait for the bucket.
LeaseItem ask_for(Bucket& bucket, std::int32_t waiting) noexcept;
// Once a tick: what to give back; nothing when there is nothing to tell.
std::optional<LeaseItem> give_back(Bucket& bucket) noexcept;
// Whether a bucket needs no more ticks: nothing leased, nothing owed, nobody asked.
bool is_quiet(const Bucket& bucket) noexcept;
void apply(const LeaseItem& item, const LeaseGrant& grant, std::int64_t now) noexcept;
// The store is gone, and its leases with it.
void forget(Bucket& bucket) noexcept;

}  // namespace sangam::gateway::limits
