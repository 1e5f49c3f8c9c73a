// The fields as they are on the wire, and addresses of Redis.

#include "kernel/gateway/limits/rate_limit_fields.h"

#include <gtest/gtest.h>

#include <array>

#include "kernel/gateway/limits/redis_address.h"

namespace sangam::gateway::limits {
namespace {

TEST(RateLimitFields, NameEachLimit) {
  const std::array limits{ShownLimit{name_of(Level::tenant), {1'000, 60}, 812, 12},
                          ShownLimit{name_of(Level::key), {50, 1}, -3, 1}};
  std::string policies;
  append_policies(limits, policies);
  EXPECT_EQ(policies, R"("tenant";q=1000;w=60, "key";q=50;w=1)");
  std::string fields;
  append_limits(limits, false, fields);
  EXPECT_EQ(fields, R"("tenant";r=812;t=12, "key";r=0;t=1)");
  std::string alone;
  append_limits(std::span(limits).first(1), true, alone);
  EXPECT_EQ(alone, R"("tenant";r=812;t=12;alone)");
}

TEST(RedisAddress, IsReadAsPeopleWriteIt) {
  const auto plain = read_redis_address("redis://cache.example");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->host, "cache.example");
  EXPECT_EQ(plain->port, 6'379);
  EXPECT_EQ(plain->database, 0U);
  const auto full = read_redis_address("redis://sangam@[::1]:7000/3");
  ASSERT_TRUE(full);
  EXPECT_EQ(full->host, "::1");
  EXPECT_EQ(full->port, 7'000);
  EXPECT_EQ(full->user, "sangam");
  EXPECT_EQ(full->database, 3U);
  const auto socket = read_redis_address("unix:///run/redis.sock");
  ASSERT_TRUE(socket);
  EXPECT_EQ(socket->path, "/run/redis.sock");
  EXPECT_TRUE(read_redis_address("redis://[::1]"));
  EXPECT_TRUE(read_redis_address("redis://cache.example/"));
}

TEST(RedisAddress, SaysWhatIsWrong) {
  for (const auto* text :
       {"", "http://cache", "redis://", "redis://:6379", "redis://cache:0", "redis://cache:65536",
        "redis://cache:x", "redis://cache:", "redis://cache/x", "redis://cache/99999999",
        "redis://user:password@cache", "unix://", "unix://relative"}) {
    const auto address = read_redis_address(text);
    ASSERT_FALSE(address) << text;
    EXPECT_FALSE(address.error().empty());
  }
  EXPECT_FALSE(read_redis_address("unix:///" + std::string(200, 'x')));
}

}  // namespace
}  // namespace sangam::gateway::limits
