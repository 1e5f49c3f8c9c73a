#include "apps/sangam/connection_budget.h"

#include <gtest/gtest.h>

namespace sangam::apps {
namespace {

TEST(ConnectionBudget, CountsEverySession) {
  EXPECT_EQ((ConnectionBudget{.loops = 1, .lanes = 1}).server(), 1U * 18 + 1 + 10);
  EXPECT_EQ((ConnectionBudget{.loops = 4, .lanes = 3}).server(), 4U * 18 + 3 + 10);
  EXPECT_EQ((ConnectionBudget{.loops = 4, .lanes = 3}).total(), 4U * 18 + 3 + 10 + 16);
}

TEST(ConnectionBudget, HasAMost) {
  EXPECT_NO_THROW(require_sane({.loops = 32, .lanes = 64}));
  EXPECT_NO_THROW(require_sane({.loops = 54, .lanes = 2}));
  EXPECT_THROW(require_sane({.loops = 54, .lanes = 3}), std::runtime_error);
  EXPECT_THROW(require_sane({.loops = 1'000, .lanes = 1}), std::runtime_error);
}

}  // namespace
}  // namespace sangam::apps
