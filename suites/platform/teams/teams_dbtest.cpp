// Members in great number, and from several sides at once.

#include "kernel/store/explain_check.h"
#include "suites/platform/teams/statements.h"
#include "suites/platform/teams/testing/teams_fixture.h"

namespace sangam::suites::platform::teams {
namespace {

using TeamsTest = testing::TeamsFixture;

TEST_F(TeamsTest, TenThousandComeAndGoAtOnce) {
  const auto came = apply({users(1, 10'000), {}});
  EXPECT_EQ(came.added, 10'000);
  EXPECT_EQ(came.members, 10'000);
  EXPECT_TRUE(is_member(user(1)));
  EXPECT_TRUE(is_member(user(10'000)));
  EXPECT_FALSE(is_member(user(10'001)));
  EXPECT_EQ(database_.value("select count(*) from kernel.outbox"
                            " where type = 'teams.members.changed'"),
            "100");
  const auto changed = apply({users(10'001, 10'001), users(1, 5'000)});
  EXPECT_EQ(changed.removed, 5'000);
  EXPECT_EQ(changed.members, 5'001);
  EXPECT_FALSE(is_member(user(1)));
  EXPECT_TRUE(is_member(user(10'001)));
  EXPECT_EQ(counted(), stored());
}

TEST_F(TeamsTest, OneTooManyIsRefusedAndChangesNothing) {
  apply({users(1, 9'999), {}});
  try {
    apply({users(10'000, 10'001), {}});
    ADD_FAILURE() << "one more was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.code, Code::refused);
  }
  EXPECT_EQ(stored(), "9999");
  EXPECT_EQ(counted(), "9999");
  EXPECT_EQ(apply({users(10'000, 10'001), users(1, 1)}).members, 10'000);
}

TEST_F(TeamsTest, WhoIsNamedTwiceOrIsThereCountsOnce) {
  auto twice = users(1, 2);
  twice.push_back(user(1));
  EXPECT_EQ(apply({twice, {}}).added, 2);
  EXPECT_EQ(apply({users(1, 3), {}}).added, 1);
  EXPECT_EQ(apply({{}, users(3, 9)}).removed, 1);
  EXPECT_EQ(counted(), "2");
}

TEST_F(TeamsTest, LeavingTheTenantLeavesEveryTeam) {
  apply({users(1, 2), {}});
  run(leave_in_call(auth_parts("teams.members.remove"), teams_.memberships, user(1)));
  EXPECT_FALSE(is_member(user(1)));
  EXPECT_TRUE(is_member(user(2)));
  EXPECT_EQ(counted(), "1");
  EXPECT_EQ(stored(), "1");
}

TEST_F(TeamsTest, StatementsUseTheirIndexes) {
  for (const auto& problem :
       store::check_plans(database_.endpoint(), kTeamStatements, {.role = store::Role::auth},
                          store::testing::soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

}  // namespace
}  // namespace sangam::suites::platform::teams
