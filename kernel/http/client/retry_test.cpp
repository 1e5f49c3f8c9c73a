#include "kernel/http/client/retry.h"

#include <gtest/gtest.h>

#include "kernel/http/client/breaker.h"
#include "kernel/http/client/failed.h"

namespace sangam::http::client {
namespace {

using namespace std::chrono_literals;

TEST(FullJitter, IsBetweenZeroAndTheDoubledPause) {
  EXPECT_EQ(full_jitter(1, 100ms, 10s, 0), 0ns);
  EXPECT_LT(full_jitter(1, 100ms, 10s, UINT32_MAX), 100ms);
  EXPECT_EQ(full_jitter(1, 100ms, 10s, 1u << 31), 50ms);
  EXPECT_EQ(full_jitter(4, 100ms, 10s, 1u << 31), 400ms);
  EXPECT_EQ(full_jitter(40, 100ms, 10s, 1u << 31), 5s);
}

TEST(RetryAfter, IsSecondsOrADate) {
  EXPECT_EQ(parse_retry_after("120", 0), 120s);
  EXPECT_EQ(parse_retry_after("0", 0), 0s);
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 784'111'777 - 30), 30s);
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 784'111'999), 0s);
  EXPECT_EQ(parse_retry_after("99999999999999999999999", 0), 365 * 24h);
  for (const auto& text : {"", "-1", "1.5", "soon", "12 ", "0x10", "Sun, 06 Nov 1994 08:49:37",
                           "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT,"})
    EXPECT_FALSE(parse_retry_after(text, 0).has_value()) << text;
}

TEST(RetryBudget, IsATenthOfTheRequests) {
  RetryBudget budget;
  int retries = 0;
  while (budget.withdraw())
    ++retries;
  EXPECT_EQ(retries, 10);
  for (int i = 0; i < 1'000; ++i) {
    budget.deposit();
    if (budget.withdraw()) ++retries;
  }
  EXPECT_NEAR(retries, 110, 2);
}

TEST(Repeating, IsWorthItForWhatPasses) {
  Reply reply;
  for (const int status : {200, 301, 400, 404, 409, 500, 501})
    EXPECT_FALSE((reply.status = status, worth_repeating(reply))) << status;
  for (const int status : {429, 502, 503, 504})
    EXPECT_TRUE((reply.status = status, worth_repeating(reply))) << status;
  EXPECT_TRUE(worth_repeating(failed(Failure::connection_lost)));
  EXPECT_FALSE(worth_repeating(failed(Failure::tls_failed)));
  EXPECT_FALSE(worth_repeating(failed(Failure::address_refused)));
}

TEST(Breaker, OpensAfterFailuresInARowAndTriesOnce) {
  Breakers breakers({.failures = 3, .pause = 10ns});
  const std::string origin = "https://example.com:443";
  for (int i = 0; i < 2; ++i)
    breakers.failed(origin, 0);
  breakers.succeeded(origin);
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(breakers.admit(origin, 0));
    breakers.failed(origin, 0);
  }
  EXPECT_EQ(breakers.open(), 1U);
  EXPECT_FALSE(breakers.admit(origin, 9));
  EXPECT_TRUE(breakers.admit("https://other.test:443", 9));
  EXPECT_TRUE(breakers.admit(origin, 10));
  EXPECT_FALSE(breakers.admit(origin, 10));  // one tries
  breakers.failed(origin, 10);
  EXPECT_FALSE(breakers.admit(origin, 19));
  EXPECT_TRUE(breakers.admit(origin, 20));
  breakers.abandoned(origin);
  EXPECT_TRUE(breakers.admit(origin, 20));
  breakers.succeeded(origin);
  EXPECT_EQ(breakers.open(), 0U);
  EXPECT_TRUE(breakers.admit(origin, 20));
}

TEST(Breaker, CanBeOff) {
  Breakers breakers({.failures = 0});
  for (int i = 0; i < 100; ++i)
    breakers.failed("https://example.com:443", 0);
  EXPECT_TRUE(breakers.admit("https://example.com:443", 0));
}

}  // namespace
}  // namespace sangam::http::client
