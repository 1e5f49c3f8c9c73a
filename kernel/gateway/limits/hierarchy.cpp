#include "kernel/gateway/limits/hierarchy.h"

namespace sangam::gateway::limits {

namespace {

std::optional<Refusal> longest_wait(std::span<const Claim> claims, std::int64_t now) noexcept {
  Refusal refusal;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto wait =
        wait_of(claims[i].bucket->full_at.load(std::memory_order_relaxed), claims[i].rate, now);
    if (wait > refusal.wait_nanoseconds) refusal = {i, wait};
  }
  if (refusal.wait_nanoseconds == 0) return std::nullopt;
  return refusal;
}

}  // namespace

std::optional<Refusal> take(std::span<const Claim> claims, std::int64_t now) noexcept {
  // Looked at first, so that a refusal writes nothing: other loops keep their cache lines.
  if (const auto refusal = longest_wait(claims, now)) return refusal;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto wait = take(*claims[i].bucket, claims[i].rate, now);
    if (wait == 0) continue;
    for (std::size_t taken = 0; taken < i; ++taken)
      put_back(*claims[taken].bucket, claims[taken].rate);
    return Refusal{i, wait};
  }
  return std::nullopt;
}

}  // namespace sangam::gateway::limits
