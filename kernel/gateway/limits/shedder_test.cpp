// When work is refused for want of processors, and when it is no longer.

#include "kernel/gateway/limits/shedder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "kernel/gateway/limits/pressure_reader.h"

namespace sangam::gateway::limits {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;

int look(Shedder& shedder, std::int64_t lag_ms, int times, double cpu = 0) {
  int level = shedder.level();
  for (int i = 0; i < times; ++i)
    level = shedder.look({lag_ms * kMillisecond, cpu});
  return level;
}

TEST(Shedder, APeakShedsNothing) {
  Shedder shedder({.lag_nanoseconds = 100 * kMillisecond});
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(look(shedder, 900, 1), 0);
    EXPECT_EQ(look(shedder, 0, 1), 0);
  }
}

TEST(Shedder, RisesStepByStepWhilePressureLasts) {
  Shedder shedder({.lag_nanoseconds = 100 * kMillisecond});
  EXPECT_EQ(look(shedder, 150, 10), 1);
  EXPECT_EQ(look(shedder, 250, 10), 2);
  EXPECT_EQ(look(shedder, 450, 2), 3);
  EXPECT_EQ(look(shedder, 9'000, 50), 3);
}

TEST(Shedder, FallsLaterThanItRose) {
  Shedder shedder({.lag_nanoseconds = 100 * kMillisecond});
  look(shedder, 450, 10);
  ASSERT_EQ(shedder.level(), 3);
  // Between half the pressure and all of it the level holds.
  EXPECT_EQ(look(shedder, 250, 100), 3);
  EXPECT_EQ(look(shedder, 0, Shedder::kLooksToFall - 1), 3);
  EXPECT_EQ(look(shedder, 0, 1), 2);
  EXPECT_EQ(look(shedder, 0, Shedder::kLooksToFall), 1);
  EXPECT_EQ(look(shedder, 0, Shedder::kLooksToFall), 0);
  EXPECT_EQ(look(shedder, 0, 100), 0);
}

TEST(Shedder, ABusyMachineThatAnswersInTimeShedsNothing) {
  Shedder shedder({.lag_nanoseconds = 100 * kMillisecond, .cpu_share = 0.9});
  EXPECT_EQ(look(shedder, 10, 100, 1.0), 0);
  EXPECT_EQ(look(shedder, 60, 100, 0.5), 0);
  EXPECT_EQ(look(shedder, 60, 100, 1.0), 1);
}

TEST(Shedder, MayBeSwitchedOff) {
  Shedder shedder({.lag_nanoseconds = 0});
  EXPECT_EQ(look(shedder, 60'000, 100, 1.0), 0);
}

TEST(Shedder, ShedsWhatIsWorthLeastFirst) {
  EXPECT_FALSE(sheds(0, Worth::stranger));
  EXPECT_TRUE(sheds(1, Worth::stranger));
  EXPECT_TRUE(sheds(1, Worth::bulk));
  EXPECT_FALSE(sheds(1, Worth::read));
  EXPECT_TRUE(sheds(2, Worth::read));
  EXPECT_FALSE(sheds(2, Worth::write));
  EXPECT_TRUE(sheds(3, Worth::write));
  EXPECT_FALSE(sheds(3, Worth::operating));
}

TEST(Pressure, IsReadFromTheLineOfSome) {
  EXPECT_EQ(read_pressure("some avg10=8.18 avg60=11.92 avg300=20.31 total=4155412280\n"
                          "full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n"),
            4'155'412'280U);
  EXPECT_FALSE(read_pressure(""));
  EXPECT_FALSE(read_pressure("full avg10=0.00 avg60=0.00 avg300=0.00 total=7"));
  EXPECT_FALSE(read_pressure("some avg10=8.18"));
  EXPECT_FALSE(read_pressure("some total="));
  EXPECT_FALSE(read_pressure("some total=99999999999999999999999"));
}

TEST(Pressure, IsTheShareOfTimeBetweenTwoLooks) {
  const std::string file = ::testing::TempDir() + "pressure";
  const auto write = [&](int total) {
    std::ofstream(file) << "some avg10=0.00 avg60=0.00 avg300=0.00 total=" << total << '\n';
  };
  PressureReader reader(file);
  write(1'000);
  EXPECT_EQ(reader.share(0), 0);
  write(1'000 + 250'000);
  EXPECT_DOUBLE_EQ(reader.share(1'000 * kMillisecond), 0.25);
  write(5'000'000);
  EXPECT_DOUBLE_EQ(reader.share(2'000 * kMillisecond), 1);
  write(0);
  EXPECT_EQ(reader.share(3'000 * kMillisecond), 0);
  EXPECT_EQ(PressureReader("/nonexistent").share(7), 0);
}

}  // namespace
}  // namespace sangam::gateway::limits
