#include "apps/sangam/client/nearest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangam::apps::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kNames{"ledger.accounts.get", "ledger.accounts.list",
                                      "ledger.accounts.open", "teams.list", "users.list"};

TEST(EditDistance, CountsWhatMustChange) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("list", "list"), 0U);
  EXPECT_EQ(edit_distance("list", "lst"), 1U);
  EXPECT_EQ(edit_distance("list", "lists"), 1U);
  EXPECT_EQ(edit_distance("list", "lisp"), 1U);
  EXPECT_EQ(edit_distance("list", "lsit"), 1U) << "two letters that changed places";
  EXPECT_EQ(edit_distance("", "list"), 4U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Nearest, FindsMisspellingsAndPartsTheNearestFirst) {
  EXPECT_THAT(nearest("ledger.acounts.lsit", kNames), ElementsAre("ledger.accounts.list"));
  EXPECT_THAT(nearest("user.list", kNames), ElementsAre("users.list"));
  EXPECT_THAT(nearest("accounts", kNames, 2),
              ElementsAre("ledger.accounts.get", "ledger.accounts.list"));
  EXPECT_THAT(nearest("webhooks.create", kNames), IsEmpty());
  EXPECT_THAT(nearest("", kNames), IsEmpty());
  EXPECT_THAT(nearest(std::string(101, 'a'), kNames), IsEmpty());
}

TEST(Nearest, IsASentence) {
  EXPECT_EQ(do_you_mean("users.lists", kNames), "; do you mean users.list?");
  EXPECT_EQ(do_you_mean("zzz", kNames), "");
}

}  // namespace
}  // namespace sangam::apps::client
