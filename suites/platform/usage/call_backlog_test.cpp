#include "suites/platform/usage/call_backlog.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform::usage {
namespace {

std::vector<metering::CallCount> counts(std::size_t number) {
  return std::vector<metering::CallCount>(number, {.tenant = 7, .value = 1});
}

TEST(CallBacklog, HandsOutTheSameBatchUntilItIsWritten) {
  CallBacklog backlog;
  EXPECT_TRUE(backlog.empty());
  backlog.fill(counts(3));
  EXPECT_FALSE(backlog.empty());
  EXPECT_EQ(backlog.next().number, 1);
  EXPECT_EQ(backlog.next().number, 1);
  EXPECT_EQ(backlog.next().counts.size(), 3U);
  backlog.written();
  EXPECT_TRUE(backlog.empty());
}

TEST(CallBacklog, CutsWhatIsLongAndNumbersItOn) {
  CallBacklog backlog;
  backlog.fill(counts(CallBacklog::kBatchMost + 1));
  EXPECT_EQ(backlog.next().counts.size(), CallBacklog::kBatchMost);
  backlog.written();
  EXPECT_EQ(backlog.next().number, 2);
  EXPECT_EQ(backlog.next().counts.size(), 1U);
  backlog.written();
  backlog.fill(counts(1));
  EXPECT_EQ(backlog.next().number, 3);
}

TEST(CallBacklog, HasNothingWhenNothingWasTaken) {
  CallBacklog backlog;
  backlog.fill({});
  EXPECT_TRUE(backlog.empty());
}

}  // namespace
}  // namespace sangam::suites::platform::usage
