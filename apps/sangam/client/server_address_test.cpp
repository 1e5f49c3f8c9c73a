#include "apps/sangam/client/server_address.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace sangam::apps::client {
namespace {

class ServerAddressTest : public ::testing::Test {
 protected:
  ServerAddressTest() {
    for (const auto* name : {"SANGAM_URL", "SANGAM_API_KEY", "SANGAM_DATA", "SANGAM_PROFILE"})
      ::unsetenv(name);
    auto& work = profiles_.make("work");
    work.url = "https://work.example";
    work.kind = CredentialKind::session;
    work.access_token = "secret";
    auto& other = profiles_.make("other");
    other.url = "https://other.example";
    other.kind = CredentialKind::api_key;
  }
  ~ServerAddressTest() override {
    for (const auto* name : {"SANGAM_URL", "SANGAM_API_KEY", "SANGAM_DATA", "SANGAM_PROFILE"})
      ::unsetenv(name);
  }
  // "url key profile", or the fault.
  std::string find(const ServerOptions& options) const {
    const auto server = find_server(options, profiles_);
    if (!server) return "refused: " + server.error();
    return server->url + " [" + server->key + "] [" + server->profile + "]";
  }

  Profiles profiles_;
};

TEST_F(ServerAddressTest, OptionsNameTheServer) {
  EXPECT_EQ(find({.url = "http://127.0.0.1:8080//", .key = "sk_1"}),
            "http://127.0.0.1:8080 [sk_1] []");
}

TEST_F(ServerAddressTest, TheCurrentProfileIsTheLastResort) {
  EXPECT_EQ(find({}), "https://work.example [] [work]") << "the first is the current one";
  ::setenv("SANGAM_URL", "http://env", 1);
  ::setenv("SANGAM_API_KEY", "sk_env", 1);
  EXPECT_EQ(find({}), "http://env [sk_env] []");
  EXPECT_EQ(find({.profile = "other"}), "https://other.example [] [other]");
}

TEST_F(ServerAddressTest, TheEnvironmentNamesAProfile) {
  ::setenv("SANGAM_PROFILE", "other", 1);
  EXPECT_EQ(find({}), "https://other.example [] [other]");
  ::setenv("SANGAM_PROFILE", "nobody", 1);
  EXPECT_EQ(find({}), "refused: there is no profile nobody: sangam profile list");
}

TEST_F(ServerAddressTest, ACredentialGoesToItsOwnServerOnly) {
  EXPECT_EQ(find({.url = "https://work.example/"}), "https://work.example [] [work]");
  EXPECT_EQ(find({.url = "https://evil.example"}), "https://evil.example [] []");
  EXPECT_EQ(find({.url = "https://evil.example", .profile = "work"}), "https://evil.example [] []");
  EXPECT_EQ(find({.url = "https://work.example.evil"}), "https://work.example.evil [] []");
}

TEST_F(ServerAddressTest, AKeyThatIsGivenGoesBeforeAProfiles) {
  EXPECT_EQ(find({.key = "sk_1"}), "https://work.example [sk_1] []");
  EXPECT_EQ(find({.key = "sk_1", .profile = "other"}), "https://other.example [sk_1] []");
}

TEST_F(ServerAddressTest, SomebodyMustSay) {
  profiles_ = {};
  EXPECT_TRUE(find({}).starts_with("refused: which server?"));
}

TEST(ServerUrl, IsOneAndNothingElse) {
  EXPECT_EQ(server_url("https://sangam.example/"), "https://sangam.example");
  EXPECT_EQ(server_url("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
  for (const auto* wrong : {"", "sangam.example", "ftp://x", "https://", "https://x/?a",
                            "https://u@x", "https://x#y", "file:///etc/passwd"})
    EXPECT_FALSE(server_url(wrong)) << wrong;
}

}  // namespace
}  // namespace sangam::apps::client
