#include "suites/platform/openid/command_line_client.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sangam::suites::platform::openid {
namespace {

class CommandLineClientTest : public ::testing::Test {
 protected:
  static std::shared_ptr<api::Tenant> tenant() {
    auto tenant = std::make_shared<api::Tenant>();
    tenant->number = 7;
    tenant->id = {Uuid{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}}};
    return tenant;
  }

  RolePermissions roles_{{"books:read", "books:write"}, {"platform.tenants:read"}};
  ClientPointer client_ = make_command_line_client(tenant(), roles_);
};

TEST_F(CommandLineClientTest, HasTheIdThatTheProgramKnows) {
  EXPECT_EQ(kCommandLineClient.str(), "oac_00000000000000000000000001");
  EXPECT_EQ(client_->id, kCommandLineClient);
  EXPECT_TRUE(client_->is_public());
}

TEST_F(CommandLineClientTest, MayAskForWhateverSomebodyMayDoAndNothingTwice) {
  for (const std::string_view scope :
       {"books:read", "books:write", "platform.tenants:read", "openid", "offline_access"})
    EXPECT_TRUE(has_scope(client_->scopes, scope)) << scope;
  EXPECT_TRUE(std::ranges::is_sorted(client_->scopes));
  EXPECT_EQ(std::ranges::adjacent_find(client_->scopes), client_->scopes.end());
  EXPECT_TRUE(read_scopes(write_scopes(client_->scopes)));
}

TEST_F(CommandLineClientTest, SignsNobodyInThroughABrowser) {
  EXPECT_TRUE(client_->may(GrantType::device_code));
  EXPECT_TRUE(client_->may(GrantType::refresh_token));
  EXPECT_FALSE(client_->may(GrantType::authorization_code));
  EXPECT_FALSE(client_->may(GrantType::client_credentials));
  EXPECT_FALSE(client_->redirects_to("http://127.0.0.1/"));
}

TEST_F(CommandLineClientTest, ItsRefreshTokensNameTheirTenant) {
  const auto token = make_refresh_token(*client_);
  EXPECT_EQ(tenant_of_refresh_token(token), client_->tenant->id);
  EXPECT_NE(make_refresh_token(*client_), token);
  Client registered = *client_;
  registered.built_in = false;
  EXPECT_FALSE(tenant_of_refresh_token(make_refresh_token(registered)));
}

TEST_F(CommandLineClientTest, WhatIsNoSuchTokenNamesNobody) {
  const auto token = make_refresh_token(*client_);
  for (const auto& wrong :
       {std::string(), std::string("ort_"), token.substr(1), token.substr(0, 30),
        "ort_u" + token.substr(5), "ort_" + std::string(26, '~') + "_x"})
    EXPECT_FALSE(tenant_of_refresh_token(wrong)) << wrong;
}

}  // namespace
}  // namespace sangam::suites::platform::openid
