#include "suites/platform/identity/sign_in_throttle.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform {
namespace {

TEST(SignInThrottle, TheFirstTriesAreFreeThenThePauseDoublesToAQuarterOfAnHour) {
  EXPECT_EQ(pause_after(0, 5), 0);
  EXPECT_EQ(pause_after(4, 5), 0);
  EXPECT_EQ(pause_after(5, 5), 1);
  EXPECT_EQ(pause_after(6, 5), 2);
  EXPECT_EQ(pause_after(14, 5), 512);
  EXPECT_EQ(pause_after(15, 5), 900);
  EXPECT_EQ(pause_after(2'000'000'000, 5), 900);
}

TEST(SignInThrottle, StrangersFailuresDoNotCountForABrowserThatIsKnown) {
  const auto stranger = stranger_keys("ann@example.com", "192.0.2.1");
  const auto owner = device_keys("device", Uuid{{1}});
  ASSERT_EQ(owner.size(), 1U);
  EXPECT_NE(owner[0], stranger[0]);
  EXPECT_NE(owner[0], stranger[1]);
}

// Or who made an account with somebody's address would be known to that somebody's too.
TEST(SignInThrottle, ABrowserIsKnownToOneAccount) {
  EXPECT_NE(device_keys("device", Uuid{{1}}), device_keys("device", Uuid{{2}}));
}

TEST(SignInThrottle, AnotherNetworkIsAnotherGuesser) {
  const auto here = stranger_keys("ann@example.com", "192.0.2.1");
  const auto there = stranger_keys("ann@example.com", "192.0.2.2");
  const auto other = stranger_keys("bob@example.com", "192.0.2.1");
  EXPECT_NE(here[0], there[0]);
  EXPECT_NE(here[1], there[1]);
  EXPECT_NE(here[0], other[0]);
  EXPECT_EQ(here[1], other[1]);  // what is tried from one network adds up
}

TEST(SignInThrottle, ANetworkOfIpv6IsItsFirstHalf) {
  EXPECT_EQ(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:2:ffff::9"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
  EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
}

}  // namespace
}  // namespace sangam::suites::platform
