#include "kernel/gateway/limits/lease.h"

#include <algorithm>

namespace sangam::gateway::limits {

namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;

bool take_one(Bucket& bucket) noexcept {
  auto seen = bucket.leased.load(kRelaxed);
  while (seen > 0)
    if (bucket.leased.compare_exchange_weak(seen, seen - 1, kRelaxed)) return true;
  return false;
}

// So that this process's own count is what it has taken when it must do without the store.
void count_own(Bucket& bucket, Rate rate, std::int64_t now) noexcept {
  auto seen = bucket.full_at.load(kRelaxed);
  std::int64_t next = 0;
  do {
    next = std::min(base_of(seen, rate, now) + rate.interval(), now + rate.capacity());
  } while (!bucket.full_at.compare_exchange_weak(seen, next, kRelaxed));
}

// The sharer speaks of buckets by the rate they were used by last.
void remember(Bucket& bucket, Rate rate) noexcept {
  if (bucket.rate() == rate) return;
  bucket.quota.store(rate.quota, kRelaxed);
  bucket.window_seconds.store(rate.window_seconds, kRelaxed);
}

std::optional<Refusal> known_refusal(std::span<const Claim> claims, std::int64_t now) noexcept {
  std::optional<Refusal> refusal;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto wait = known_wait(*claims[i].bucket, now);
    if (wait == 0) continue;
    if (!refusal || wait > refusal->wait_nanoseconds) refusal = Refusal{i, wait};
  }
  return refusal;
}

}  // namespace

std::int64_t known_wait(const Bucket& bucket, std::int64_t now) noexcept {
  if (bucket.leased.load(kRelaxed) > 0 || bucket.empty_until.load(kRelaxed) <= now) return 0;
  return std::max<std::int64_t>(bucket.room_at.load(kRelaxed) - now, 1);
}

void count_demand(std::span<const Claim> claims) noexcept {
  for (const auto& claim : claims) {
    remember(*claim.bucket, claim.rate);
    claim.bucket->demand.fetch_add(1, kRelaxed);
  }
}

Leased take_leased(std::span<const Claim> claims, std::int64_t now, Refusal& refusal) noexcept {
  if (const auto known = known_refusal(claims, now)) {
    refusal = *known;
    return Leased::refused;
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (take_one(*claims[i].bucket)) continue;
    for (std::size_t taken = 0; taken < i; ++taken)
      claims[taken].bucket->leased.fetch_add(1, kRelaxed);
    return Leased::missing;
  }
  for (const auto& claim : claims)
    count_own(*claim.bucket, claim.rate, now);
  return Leased::taken;
}

bool wants_more(Bucket& bucket) noexcept {
  const auto expected = bucket.expected.load(kRelaxed);
  const auto leased = static_cast<std::uint32_t>(std::max(bucket.leased.load(kRelaxed), 0));
  if (leased >= expected / 8 || bucket.asking.load(kRelaxed)) return false;
  return !bucket.asking.exchange(true, kRelaxed);
}

std::optional<Refusal> take_unleased(std::span<const Claim> claims, std::int64_t now) noexcept {
  if (auto refusal = take(claims, now)) return refusal;
  for (const auto& claim : claims)
    claim.bucket->owed.fetch_add(1, kRelaxed);
  return std::nullopt;
}

LeaseItem ask_for(Bucket& bucket, std::int32_t waiting) noexcept {
  const auto rate = bucket.rate();
  const auto half_a_tick = static_cast<std::int64_t>(std::max(bucket.expected.load(kRelaxed),
                                                              bucket.demand.load(kRelaxed))) /
                           2;
  // Nobody takes more than a share of the bucket for later, so that others find some.
  const auto ahead = std::min<std::int64_t>(half_a_tick, rate.quota / 8);
  const auto wanted = std::max<std::int64_t>({1, waiting, ahead}) - bucket.leased.load(kRelaxed);
  return {.bucket = &bucket,
          .key = bucket.key.load(kRelaxed),
          .rate = rate,
          .back = -bucket.owed.exchange(0, kRelaxed),
          .wanted = static_cast<std::int32_t>(std::max<std::int64_t>(wanted, 0))};
}

std::optional<LeaseItem> give_back(Bucket& bucket) noexcept {
  const auto expected = bucket.demand.exchange(0, kRelaxed);
  bucket.expected.store(expected, kRelaxed);
  auto leased = bucket.leased.load(kRelaxed);
  std::int32_t back = 0;
  do {
    back = std::max<std::int32_t>(leased - static_cast<std::int32_t>(expected), 0);
  } while (back > 0 && !bucket.leased.compare_exchange_weak(leased, leased - back, kRelaxed));
  back -= bucket.owed.exchange(0, kRelaxed);
  if (back == 0) return std::nullopt;
  return LeaseItem{
      .bucket = &bucket, .key = bucket.key.load(kRelaxed), .rate = bucket.rate(), .back = back};
}

bool is_quiet(const Bucket& bucket) noexcept {
  return bucket.leased.load(kRelaxed) == 0 && bucket.owed.load(kRelaxed) == 0 &&
         bucket.expected.load(kRelaxed) == 0 && bucket.demand.load(kRelaxed) == 0;
}

void apply(const LeaseItem& item, const LeaseGrant& grant, std::int64_t now) noexcept {
  auto& bucket = *item.bucket;
  // Taken over by somebody else meanwhile: these tokens flow back by themselves.
  if (bucket.key.load(kRelaxed) != item.key) return;
  bucket.leased.fetch_add(grant.granted, kRelaxed);
  bucket.remaining.store(grant.remaining, kRelaxed);
  const bool empty = grant.remaining == 0;
  const auto believed = std::clamp(grant.wait_nanoseconds, kBelieveLeast, kBelieveMost);
  bucket.empty_until.store(empty ? now + believed : 0, kRelaxed);
  bucket.room_at.store(now + grant.wait_nanoseconds, kRelaxed);
  bucket.asking.store(false, kRelaxed);
}

void forget(Bucket& bucket) noexcept {
  bucket.leased.store(0, kRelaxed);
  bucket.owed.store(0, kRelaxed);
  bucket.empty_until.store(0, kRelaxed);
  bucket.asking.store(false, kRelaxed);
}

}  // namespace sangam::gateway::limits
