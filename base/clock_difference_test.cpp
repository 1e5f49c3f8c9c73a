#include "base/clock_difference.h"

#include <gtest/gtest.h>

namespace sangam {
namespace {

Timestamp at(std::int64_t minutes) { return {minutes * 60 * kNanosecondsPerSecond}; }

TEST(AboutClocks, SaysWhichIsBehindAndByHowMuch) {
  EXPECT_EQ(about_clocks(at(100), at(101)), "");
  EXPECT_EQ(about_clocks(at(100), at(107)),
            "By that its clock is 7 minutes behind ours, or it was on its way for so long.");
  EXPECT_EQ(about_clocks(at(107), at(100)), "By that its clock is 7 minutes ahead of ours.");
  EXPECT_FALSE(about_clocks({INT64_MIN}, {INT64_MAX}).empty());
}

}  // namespace
}  // namespace sangam
