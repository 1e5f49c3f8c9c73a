#include "apps/sangam/client/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "apps/sangam/client/client_error.h"
#include "kernel/clock/clock.h"

namespace sangam::apps::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A server that rotates refresh tokens and ends a family of which one comes twice, as ours does.
class RotatingServer {
 public:
  std::expected<ClientReply, std::string> answer(const ClientRequest& request) {
    const std::lock_guard lock(mutex_);
    if (request.url.ends_with("/oauth/token")) return refresh(request);
    for (const auto& header : request.headers)
      if (header.starts_with("Authorization: Bearer ")) sent.push_back(header.substr(22));
    const bool good = !ended && !sent.empty() && sent.back() == "access-" + std::to_string(made);
    if (good || made < 0)
      return ClientReply{.status = 200, .content_type = "application/json", .body = "{}"};
    return ClientReply{.status = 401,
                       .content_type = "application/problem+json",
                       .body = R"({"code":"unauthenticated"})"};
  }

  std::vector<std::string> sent;  // credentials of requests
  int made = 0;
  int refreshed = 0;
  bool ended = false;

 private:
  ClientReply refresh(const ClientRequest& request) {
    const auto at = request.body.find("refresh_token=refresh-");
    const int number = std::stoi(request.body.substr(at + 22));
    if (ended || number != made) {
      ended = true;
      return {.status = 400,
              .content_type = "application/json",
              .body = R"({"error":"invalid_grant"})"};
    }
    ++made;
    ++refreshed;
    const auto text = std::to_string(made);
    return {.status = 200,
            .content_type = "application/json",
            .body = R"({"access_token":"access-)" + text + R"(","refresh_token":"refresh-)" + text +
                    R"(","expires_in":600})"};
  }

  std::mutex mutex_;
};

class ConnectionTest : public ::testing::Test {
 protected:
  ConnectionTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "sangam-connection-XXXXXX");
    folder_ = ::mkdtemp(pattern.data());
    for (const auto* name : {"SANGAM_URL", "SANGAM_API_KEY", "SANGAM_DATA", "SANGAM_PROFILE"})
      ::unsetenv(name);
  }
  ~ConnectionTest() override { std::filesystem::remove_all(folder_); }

  // `life` seconds are left of the access token.
  void sign_in(std::int64_t life) const {
    store().change([&](Profiles& profiles) {
      auto& profile = profiles.make("default");
      profile.url = "https://h";
      profile.kind = CredentialKind::session;
      profile.access_token = "access-0";
      profile.refresh_token = "refresh-0";
      profile.access_expires_at = clock::system_now().nanoseconds / kNanosecondsPerSecond + life;
    });
  }
  ProfileStore store() const { return ProfileStore(folder_); }
  Connection connect(const ServerOptions& options = {}) {
    return {options, store(),
            [this](const ClientRequest& request) { return server_.answer(request); }};
  }
  static ClientRequest request() {
    ClientRequest request;
    request.url = "/api/v1/session";
    request.method = "GET";
    return request;
  }

  std::filesystem::path folder_;
  RotatingServer server_;
};

TEST_F(ConnectionTest, AFreshTokenIsSentAsItIs) {
  sign_in(600);
  auto connection = connect();
  EXPECT_EQ(connection.send(request()).status, 200);
  EXPECT_THAT(server_.sent, ElementsAre("access-0"));
  EXPECT_EQ(server_.refreshed, 0);
}

TEST_F(ConnectionTest, AnOldOneIsRefreshedFirstAndKept) {
  sign_in(10);
  EXPECT_EQ(connect().send(request()).status, 200);
  EXPECT_THAT(server_.sent, ElementsAre("access-1"));
  const auto kept = store().read();
  EXPECT_EQ(kept.find("default")->refresh_token, "refresh-1");
  EXPECT_EQ(connect().send(request()).status, 200) << "by another program";
  EXPECT_EQ(server_.refreshed, 1);
}

TEST_F(ConnectionTest, OneThatDoesNotHoldIsRefreshedOnce) {
  sign_in(600);
  auto connection = connect();
  store().change([](Profiles& profiles) { profiles.find("default")->refresh_token = "refresh-1"; });
  server_.made = 1;  // the server knows access-1 only
  EXPECT_EQ(connection.send(request()).status, 200);
  EXPECT_THAT(server_.sent, ElementsAre("access-0", "access-2"));
}

TEST_F(ConnectionTest, ProgramsAtOnceRefreshOnce) {
  sign_in(10);
  std::vector<std::thread> programs;
  std::atomic<int> served = 0;
  for (int i = 0; i < 8; ++i)
    programs.emplace_back([&] {
      if (connect().send(request()).status == 200) ++served;
    });
  for (auto& program : programs)
    program.join();
  EXPECT_EQ(served, 8);
  EXPECT_EQ(server_.refreshed, 1);
  EXPECT_FALSE(server_.ended) << "a refresh token came twice";
}

TEST_F(ConnectionTest, ASignInThatIsOverSaysWhatToDo) {
  sign_in(10);
  server_.ended = true;
  try {
    connect().send(request());
    FAIL();
  } catch (const ClientError& error) {
    EXPECT_EQ(error.exit_code, kExitNotSignedIn);
    EXPECT_THAT(error.what(), HasSubstr("sangam login"));
  }
  EXPECT_EQ(store().read().find("default")->refresh_token, "refresh-0") << "nothing was written";
}

TEST_F(ConnectionTest, KeysAreNotRefreshed) {
  server_.made = -1;
  auto connection = connect({.url = "https://h", .key = "sk_1"});
  EXPECT_EQ(connection.send(request()).status, 200);
  EXPECT_THAT(server_.sent, ElementsAre("sk_1"));
}

TEST_F(ConnectionTest, WhoSaysAllNeedsNoProfiles) {
  sign_in(600);
  ::chmod(store().file().c_str(), 0644);
  EXPECT_THROW(connect(), ClientError) << "others may read it";
  EXPECT_NO_THROW(connect({.url = "https://h", .key = "sk_1"}));
}

}  // namespace
}  // namespace sangam::apps::client
