#include "apps/sangam/retention.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace sangam::apps {
namespace {

std::string refusal(const RetentionSettings& retention) {
  try {
    require_sound(retention);
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(Retention, IsOfDaysUpToTenYears) {
  EXPECT_EQ(refusal({}), "");
  EXPECT_EQ(refusal({.events_days = 1, .sagas_days = RetentionSettings::kDaysMost}), "");
  EXPECT_THAT(refusal({.events_days = 0}), ::testing::HasSubstr("--keep-events-days is 1 to 3650"));
  EXPECT_THAT(refusal({.jobs_days = -1}), ::testing::HasSubstr("--keep-jobs-days"));
  EXPECT_THAT(refusal({.sagas_days = 3'651}), ::testing::HasSubstr("--keep-sagas-days"));
  EXPECT_THAT(refusal({.webhooks_days = 0}), ::testing::HasSubstr("--keep-webhooks-days"));
}

}  // namespace
}  // namespace sangam::apps
