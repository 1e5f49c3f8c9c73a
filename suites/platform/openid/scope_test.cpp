#include "suites/platform/openid/scope.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform::openid {
namespace {

TEST(Scope, IsReadStrictly) {
  EXPECT_EQ(read_scopes("openid a:read a:read"), (Scopes{"a:read", "openid"}));
  EXPECT_EQ(read_scopes(""), Scopes{});
  for (const auto* text : {" ", "a ", " a", "a  b", "a\"b", "a\\b", "अ"})
    EXPECT_FALSE(read_scopes(text)) << text;
  std::string many = "s";
  for (int i = 0; i < 200; ++i)
    many += " s" + std::to_string(i);
  EXPECT_FALSE(read_scopes(many));
}

TEST(Scope, IsWhatOneMayDo) {
  const Scopes scopes{"a:read", "a:write", "openid"};
  EXPECT_EQ(permitted(scopes, {"a:read", "b:read"}), (Scopes{"a:read", "openid"}));
  EXPECT_EQ(permissions_of(scopes), (Scopes{"a:read", "a:write"}));
  EXPECT_TRUE(is_within({"openid"}, scopes));
  EXPECT_FALSE(is_within({"email"}, scopes));
  EXPECT_EQ(common(scopes, {"a:write", "email"}), Scopes{"a:write"});
}

}  // namespace
}  // namespace sangam::suites::platform::openid
