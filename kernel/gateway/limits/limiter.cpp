#include "kernel/gateway/limits/limiter.h"

#include "kernel/runtime/deadline.h"

namespace sangam::gateway::limits {

namespace {

// Of waits, because others may take what was leased for who waited.
constexpr int kTriesMost = 2;

}  // namespace

Limiter::Limiter(const LimiterSettings& settings, std::uint64_t seed)
    : identities_(settings.identities),
      addresses_(settings.addresses),
      seed_(seed),
      sharer_(settings.shared ? std::make_unique<Sharer>(*settings.shared) : nullptr) {}

std::optional<Verdict> Limiter::decide(const Claims& claims, std::int64_t now) {
  if (claims.count == 0) return Verdict{};
  if (claims.shared && shares()) {
    count_demand(claims.all());
    return decide_leased(claims, now);
  }
  return Verdict{.refusal = take(claims.all(), now), .alone = claims.shared && is_to_share()};
}

std::optional<Verdict> Limiter::decide_leased(const Claims& claims, std::int64_t now) {
  Refusal refusal;
  const auto result = take_leased(claims.all(), now, refusal);
  if (result == Leased::missing) return std::nullopt;
  if (result == Leased::refused) return Verdict{.refusal = refusal};
  for (const auto& claim : claims.all())
    if (wants_more(*claim.bucket)) sharer_->ask(*claim.bucket);
  return Verdict{};
}

Task<Verdict> Limiter::wait(Claims claims, runtime::EventLoop& loop) {
  for (int i = 0; i < kTriesMost && shares(); ++i) {
    co_await sharer_->wait(claims.all(), loop);
    if (auto verdict = decide_leased(claims, runtime::monotonic_nanoseconds())) co_return *verdict;
  }
  const auto now = runtime::monotonic_nanoseconds();
  if (shares()) co_return Verdict{.refusal = take_unleased(claims.all(), now)};
  co_return Verdict{.refusal = take(claims.all(), now), .alone = true};
}

std::int64_t Limiter::wait_for(const Claim& claim, bool leased, std::int64_t now) noexcept {
  if (leased) return known_wait(*claim.bucket, now);
  return wait_of(claim.bucket->full_at.load(std::memory_order_relaxed), claim.rate, now);
}

std::int64_t Limiter::tokens_left(const Claim& claim, bool leased, std::int64_t now) noexcept {
  const auto& bucket = *claim.bucket;
  if (!leased) return tokens_of(bucket.full_at.load(std::memory_order_relaxed), claim.rate, now);
  if (!bucket.rate().limits()) return claim.rate.quota;
  return std::max(bucket.leased.load(std::memory_order_relaxed), 0) +
         bucket.remaining.load(std::memory_order_relaxed);
}

}  // namespace sangam::gateway::limits
