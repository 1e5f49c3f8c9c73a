#include "suites/platform/identity/secret_token.h"

#include <gtest/gtest.h>

#include "suites/platform/identity/roles.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {
namespace {

TEST(SecretToken, KeysAreRecognisedAndMistakesAreNot) {
  const auto key = make_api_key();
  EXPECT_TRUE(is_api_key(key));
  for (std::size_t i = 3; i < key.size(); ++i) {
    auto changed = key;
    changed[i] = changed[i] == '7' ? '8' : '7';
    EXPECT_FALSE(is_api_key(changed)) << i;
  }
  EXPECT_FALSE(is_api_key(key.substr(1)));
  EXPECT_FALSE(is_api_key(""));
}

TEST(SecretToken, NeverTheSameTwice) {
  EXPECT_NE(make_api_key(), make_api_key());
  EXPECT_NE(make_session_token(), make_session_token());
  EXPECT_EQ(hash_token("a"), hash_token("a"));
  EXPECT_NE(hash_token("a"), hash_token("b"));
}

TEST(SecretToken, ShowsOnlyAPrefix) {
  const auto key = make_api_key();
  EXPECT_EQ(shown_prefix(key).size(), 11u);
  EXPECT_TRUE(key.starts_with(shown_prefix(key)));
}

TEST(Roles, FollowWhatIsDeclared) {
  const RolePermissions roles(
      {"ledger.accounts:read", "ledger.accounts:write", "users:write", "audit:read", "audit:read"},
      {"platform.tenants:read"});
  EXPECT_EQ(roles.of("owner").size(), 4u);
  EXPECT_EQ(roles.of("member"),
            (std::vector<std::string>{"ledger.accounts:read", "ledger.accounts:write"}));
  EXPECT_EQ(roles.of("auditor"), (std::vector<std::string>{"audit:read", "ledger.accounts:read"}));
  EXPECT_EQ(roles.of("operator"), std::vector<std::string>{"platform.tenants:read"});
  EXPECT_TRUE(roles.of("nobody").empty());
  EXPECT_TRUE(roles.exists("users:write"));
  EXPECT_FALSE(roles.exists("platform.tenants:read"));
}

TEST(Scopes, JoinAndSplit) {
  const std::vector<std::string> scopes{"a:read", "b:write"};
  EXPECT_EQ(split_words(join_words(scopes)), scopes);
  EXPECT_TRUE(split_words("").empty());
}

}  // namespace
}  // namespace sangam::suites::platform
