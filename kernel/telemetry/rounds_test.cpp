#include "kernel/telemetry/rounds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace sangam::telemetry {
namespace {

using namespace std::chrono_literals;

TEST(Rounds, FailWhenNoneEndsInTime) {
  Rounds rounds;
  EXPECT_EQ(rounds.verdict("the press", 0s).state, HealthState::well) << "it has not begun";
  rounds.ended();
  EXPECT_EQ(rounds.verdict("the press", 1s).state, HealthState::well);
  std::this_thread::sleep_for(1100ms);
  const auto verdict = rounds.verdict("the press", 1s);
  EXPECT_EQ(verdict.state, HealthState::failing);
  EXPECT_THAT(verdict.reason, ::testing::StartsWith("the press has not come round for 1 s"));
  rounds.ended();
  EXPECT_EQ(rounds.verdict("the press", 1s).state, HealthState::well);
  rounds.rest();
  EXPECT_EQ(rounds.verdict("the press", 0s).state, HealthState::well);
}

}  // namespace
}  // namespace sangam::telemetry
