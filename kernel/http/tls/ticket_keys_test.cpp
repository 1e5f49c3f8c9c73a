#include "kernel/http/tls/ticket_keys.h"

#include <gtest/gtest.h>

namespace sangam::http {
namespace {

constexpr std::int64_t kLifetime = std::chrono::seconds{kTicketLifetime}.count();

std::int64_t the_time = 0;

TEST(TicketKeys, OneKeyMakesTicketsForItsLifetime) {
  the_time = 1'000;
  TicketKeys keys([] { return the_time; });
  const auto first = keys.current();
  the_time += kLifetime - 1;
  EXPECT_EQ(keys.current().name, first.name);
  EXPECT_EQ(keys.current().encryption, first.encryption);
  the_time += 1;
  const auto second = keys.current();
  EXPECT_NE(second.name, first.name);
  EXPECT_NE(second.encryption, first.encryption);
  EXPECT_NE(second.authentication, first.authentication);
}

TEST(TicketKeys, AnOldOneIsReadOnceMoreAndThenForgotten) {
  the_time = 0;
  TicketKeys keys([] { return the_time; });
  const auto first = keys.current();
  EXPECT_FALSE(keys.find(first.name)->renew);
  the_time = kLifetime;
  const auto found = keys.find(first.name);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->renew);
  EXPECT_EQ(found->key.authentication, first.authentication);
  the_time = 2 * kLifetime;
  EXPECT_FALSE(keys.find(first.name));
}

TEST(TicketKeys, AKeyNobodyAskedForInTwoLifetimesIsForgotten) {
  the_time = 0;
  TicketKeys keys([] { return the_time; });
  const auto first = keys.current();
  the_time = 2 * kLifetime;
  EXPECT_FALSE(keys.find(first.name));
}

TEST(TicketKeys, ANameOfNobodyIsNotFound) {
  the_time = 0;
  TicketKeys keys([] { return the_time; });
  keys.current();
  const std::array<std::uint8_t, 16> name{};
  EXPECT_FALSE(keys.find(name));
}

}  // namespace
}  // namespace sangam::http
