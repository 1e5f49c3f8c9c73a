#include "kernel/events/backoff.h"

#include <gtest/gtest.h>

#include <set>

namespace sangam::events {
namespace {

using namespace std::chrono_literals;

TEST(Backoff, DoublesUpToTheLimitAndSpreads) {
  for (int failures = 1; failures < 40; ++failures) {
    const auto doubled =
        std::min<std::chrono::nanoseconds>(50ms * (1LL << std::min(failures - 1, 20)), 5s);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 200; ++i) {
      const auto pause = pause_after(failures, 50ms, 5s);
      EXPECT_GE(pause, doubled / 2);
      EXPECT_LT(pause, doubled + doubled / 2);
      seen.insert(pause.count());
    }
    EXPECT_GT(seen.size(), 100U);
  }
}

}  // namespace
}  // namespace sangam::events
