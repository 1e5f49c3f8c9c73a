#include "suites/platform/webhooks/schedule.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform::webhooks {
namespace {

using namespace std::chrono_literals;
using http::client::Failure;
using http::client::Reply;

Reply reply_of(int status, std::optional<std::chrono::seconds> retry_after = {}) {
  Reply reply;
  reply.status = status;
  reply.retry_after = retry_after;
  return reply;
}

TEST(Verdict, IsTheStandards) {
  for (const int status : {200, 201, 202, 204, 299})
    EXPECT_EQ(verdict_on(reply_of(status)), Verdict::delivered) << status;
  for (const int status : {301, 302, 307, 400, 401, 404, 409, 429, 500, 503})
    EXPECT_EQ(verdict_on(reply_of(status)), Verdict::failed) << status;
  EXPECT_EQ(verdict_on(reply_of(410)), Verdict::gone);
  Reply lost = reply_of(200);
  lost.failure = Failure::connection_lost;
  EXPECT_EQ(verdict_on(lost), Verdict::failed);
}

TEST(Schedule, IsTheStandardsWithJitter) {
  for (int tries = 1; tries < static_cast<int>(kSchedule.size()); ++tries) {
    const std::chrono::nanoseconds planned = kSchedule[static_cast<std::size_t>(tries)];
    EXPECT_EQ(pause_after(tries, reply_of(500), 0), planned - planned / 10);
    const auto latest = pause_after(tries, reply_of(500), UINT16_MAX);
    EXPECT_LE(*latest, planned + planned / 10);
    EXPECT_GT(*latest, planned + planned / 11);
  }
  EXPECT_FALSE(pause_after(10, reply_of(500), 0).has_value());
  std::chrono::seconds whole{0};
  for (const auto pause : kSchedule)
    whole += pause;
  EXPECT_NEAR(std::chrono::duration<double>(whole) / 1h, 75.6, 0.1);
}

TEST(Schedule, HonoursRetryAfter) {
  EXPECT_EQ(pause_after(1, reply_of(429, 120s), 0), 120s);
  EXPECT_EQ(pause_after(5, reply_of(503, 1s), 0), 5h - 30min);
  EXPECT_EQ(pause_after(1, reply_of(429, 999h), 0), 24h);
  EXPECT_EQ(slow_down(reply_of(429, 120s)), 120s);
  EXPECT_EQ(slow_down(reply_of(504, 120s)), 120s);
  EXPECT_FALSE(slow_down(reply_of(429)).has_value());
  EXPECT_FALSE(slow_down(reply_of(500, 120s)).has_value());
}

}  // namespace
}  // namespace sangam::suites::platform::webhooks
