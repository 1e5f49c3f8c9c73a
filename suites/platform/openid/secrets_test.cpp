#include "suites/platform/openid/secrets.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform::openid {
namespace {

TEST(Secrets, AreDifferentAndSayWhatTheyAre) {
  const auto secret = make_secret(kCodePrefix);
  EXPECT_TRUE(secret.starts_with("occ_"));
  EXPECT_EQ(secret.size(), 36U);
  EXPECT_NE(secret, make_secret(kCodePrefix));
  EXPECT_EQ(hash_of(secret).value.size(), 32U);
  EXPECT_NE(make_token_id(), make_token_id());
}

TEST(UserCode, IsReadAsPeopleTypeIt) {
  const auto code = make_user_code();
  ASSERT_EQ(code.size(), 9U);
  EXPECT_EQ(normal_user_code(code), code);
  EXPECT_EQ(normal_user_code("bcdfghjk"), "BCDF-GHJK");
  EXPECT_EQ(normal_user_code(" bcdf-ghjk "), "BCDF-GHJK");
  for (const auto* typed :
       {"", "BCDF", "BCDF-GHJ", "BCDF-GHJKL", "ABCD-EFGH", "BCDF_GHJK", "BCDFGHJKBCDFGHJKBCDFGHJK"})
    EXPECT_EQ(normal_user_code(typed), "") << typed;
}

}  // namespace
}  // namespace sangam::suites::platform::openid
