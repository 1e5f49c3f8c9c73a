#include "kernel/gateway/blocked_log.h"

#include <gtest/gtest.h>

namespace sangam::gateway {
namespace {

void keep(BlockedLog& log, BlockedRequest request) {
  if (log.has_room_for(request.step, request.at)) log.add(std::move(request));
}

BlockedRequest request(std::int64_t second, std::int32_t tenant, std::string path = "/x") {
  BlockedRequest made;
  made.at = {second * kNanosecondsPerSecond};
  made.tenant = tenant;
  made.path = std::move(path);
  return made;
}

TEST(BlockedLog, ShowsTheNewestFirstAndATenantItsOwn) {
  BlockedLog log;
  keep(log, request(1, 7, "/first"));
  keep(log, request(2, 8, "/second"));
  keep(log, request(3, 7, "/third"));
  const auto own = log.latest(7, 10);
  ASSERT_EQ(own.size(), 2U);
  EXPECT_EQ(own[0].path, "/third");
  EXPECT_EQ(own[1].path, "/first");
  EXPECT_EQ(log.latest(0, 2).size(), 2U);
  EXPECT_TRUE(log.latest(9, 10).empty());
}

TEST(BlockedLog, AFloodIsSampledAndCounted) {
  BlockedLog log;
  for (int i = 0; i < 250; ++i)
    keep(log, request(5, 1));
  EXPECT_EQ(log.latest(0, 1'000).size(), 100U);
  EXPECT_EQ(log.left_out(), 150U);
  keep(log, request(6, 1));
  EXPECT_EQ(log.latest(0, 1'000).size(), 101U);
}

TEST(BlockedLog, KeepsNoMoreThanItsBound) {
  BlockedLog log;
  for (int i = 0; i < 5'000; ++i)
    keep(log, request(i, 1));
  const auto kept = log.latest(0, 10'000);
  EXPECT_EQ(kept.size(), BlockedLog::kKept);
  EXPECT_EQ(kept.front().at.nanoseconds, 4'999 * kNanosecondsPerSecond);
}

TEST(BlockedLog, CutsPathsBetweenCharacters) {
  BlockedLog log;
  std::string path(BlockedLog::kPathMost - 1, 'a');
  keep(log, request(1, 1, path + "\u20ac"));
  EXPECT_EQ(log.latest(0, 1)[0].path, path);
  keep(log, request(2, 1, "/\u20ac"));
  EXPECT_EQ(log.latest(0, 1)[0].path, "/\u20ac");
}

}  // namespace
}  // namespace sangam::gateway
