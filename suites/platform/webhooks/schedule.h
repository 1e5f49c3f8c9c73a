#pragma once

// When a message is tried again, and when an endpoint is given up: pure decisions.

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

#include "kernel/http/client/request.h"

namespace sangam::suites::platform::webhooks {

// The pauses before each try, as Standard Webhooks 1.0 suggests them: 75 hours in all.
inline constexpr std::array<std::chrono::seconds, 10> kSchedule{
    std::chrono::seconds{0},  std::chrono::seconds{5}, std::chrono::minutes{5},
    std::chrono::minutes{30}, std::chrono::hours{2},   std::chrono::hours{5},
    std::chrono::hours{10},   std::chrono::hours{14},  std::chrono::hours{20},
    std::chrono::hours{24}};
// An endpoint that only failed for so long is disabled.
inline constexpr std::chrono::hours kPatience{5 * 24};
// A Retry-After is followed up to here.
inline constexpr std::chrono::hours kRetryAfterMost{24};

enum class Verdict : std::uint8_t {
  delivered,  // 2xx
  failed,     // anything else: redirects too, which are not followed
  gone,       // 410: the endpoint wants no more
};
Verdict verdict_on(const http::client::Reply& reply) noexcept;

// The pause before the next try after `tries` failed ones, from a tenth less to a tenth more than
// the schedule says; nothing when there is none. `random` is uniform over 16 bits. What the reply
// asks for by Retry-After is waited for at least.
std::optional<std::chrono::nanoseconds> pause_after(int tries, const http::client::Reply& reply,
                                                    std::uint16_t random);

// How long the endpoint as a whole is to be left alone (429, 502, 503, 504 with Retry-After).
std::optional<std::chrono::nanoseconds> slow_down(const http::client::Reply& reply);

}  // namespace sangam::suites::platform::webhooks
