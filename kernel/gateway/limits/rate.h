#pragma once

// Rate: how many requests a bucket lets through: at most `quota` at once, and as many in every
// window of time as flow back into an empty bucket meanwhile.

#include <algorithm>
#include <cstdint>

namespace sangam::gateway::limits {

// A value. A quota of zero means no limit.
struct Rate {
  std::uint32_t quota = 0;           // tokens of a full bucket, 1..kQuotaMost
  std::uint32_t window_seconds = 0;  // in which an empty bucket fills, 1..kWindowMost

  static constexpr std::uint32_t kQuotaMost = 100'000'000;
  static constexpr std::uint32_t kWindowMost = 86'400;
  // More a second cannot be told apart in time.
  static constexpr std::uint32_t kQuotaASecondMost = 1'000'000;

  constexpr bool limits() const noexcept { return quota != 0; }
  constexpr bool is_sound() const noexcept {
    return quota <= kQuotaMost && window_seconds >= 1 && window_seconds <= kWindowMost &&
           quota / window_seconds <= kQuotaASecondMost;
  }
  // Nanoseconds in which one token flows back; rounded, which is wrong by a thousandth at most.
  constexpr std::int64_t interval() const noexcept {
    constexpr std::int64_t kSecond = 1'000'000'000;
    return std::max<std::int64_t>((window_seconds * kSecond + quota / 2) / quota, 1);
  }
  // Nanoseconds in which an empty bucket fills.
  constexpr std::int64_t capacity() const noexcept { return interval() * quota; }

  friend constexpr bool operator==(Rate, Rate) noexcept = default;
};

// Whether `left` lets less through in the long run, or the same with less at once.
constexpr bool is_stricter(Rate left, Rate right) noexcept {
  if (!left.limits() || !right.limits()) return left.limits();
  const auto a = std::uint64_t{left.quota} * right.window_seconds;
  const auto b = std::uint64_t{right.quota} * left.window_seconds;
  return a != b ? a < b : left.quota < right.quota;
}

}  // namespace sangam::gateway::limits
