#include "suites/platform/webhooks/schedule.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::suites::platform::webhooks {

namespace {

using http::client::Reply;
using std::chrono::nanoseconds;

std::optional<nanoseconds> wish_of(const Reply& reply) {
  if (reply.failure || !reply.retry_after) return std::nullopt;
  return std::min<nanoseconds>(*reply.retry_after, kRetryAfterMost);
}

}  // namespace

Verdict verdict_on(const Reply& reply) noexcept {
  if (reply.succeeded()) return Verdict::delivered;
  return !reply.failure && reply.status == 410 ? Verdict::gone : Verdict::failed;
}

std::optional<nanoseconds> pause_after(int tries, const Reply& reply, std::uint16_t random) {
  SANGAM_ASSERT(tries > 0);
  if (static_cast<std::size_t>(tries) >= kSchedule.size()) return std::nullopt;
  const nanoseconds planned = kSchedule[static_cast<std::size_t>(tries)];
  const auto spread = planned / 5 / 65'536 * random;
  return std::max(planned - planned / 10 + spread, wish_of(reply).value_or(nanoseconds{0}));
}

std::optional<nanoseconds> slow_down(const Reply& reply) {
  const bool asks =
      reply.status == 429 || reply.status == 502 || reply.status == 503 || reply.status == 504;
  return asks ? wish_of(reply) : std::nullopt;
}

}  // namespace sangam::suites::platform::webhooks
