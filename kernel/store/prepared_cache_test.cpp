#include "kernel/store/prepared_cache.h"

#include <gtest/gtest.h>

namespace sangam::store {
namespace {

TEST(PreparedCache, KeepsTheMostRecentlyUsed) {
  PreparedCache cache(2);
  const auto first = cache.use("a");
  EXPECT_TRUE(first.fresh);
  EXPECT_TRUE(cache.use("b").fresh);
  EXPECT_FALSE(cache.use("a").fresh);
  const auto third = cache.use("c");
  EXPECT_TRUE(third.fresh);
  EXPECT_TRUE(third.evicted);  // b
  EXPECT_EQ(cache.use("a").name, first.name);
  EXPECT_EQ(cache.size(), 2U);
}

TEST(PreparedCache, ForgottenNamesAreNotUsedAgain) {
  PreparedCache cache(4);
  const auto name = cache.use("a").name;
  cache.forget(name);
  cache.forget("never");
  const auto again = cache.use("a");
  EXPECT_TRUE(again.fresh);
  EXPECT_NE(again.name, name);
}

}  // namespace
}  // namespace sangam::store
