#include "apps/sangam/client/oauth_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "apps/sangam/client/client_error.h"

namespace sangam::apps::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kTokens =
    R"({"access_token":"at","refresh_token":"rt","expires_in":600,"token_type":"Bearer"})";

// Answers in turn; an answer with status 0 is none.
class OAuthClientTest : public ::testing::Test {
 protected:
  void answer(int status, std::string body) {
    answers_.push_back(
        {.status = status, .content_type = "application/json", .body = std::move(body)});
  }
  void refuse(const std::string& error) { answer(400, R"({"error":")" + error + R"("})"); }

  Tokens wait() {
    return wait_for_decision(
        client_,
        {.device_code = "odc_x",
         .user_code = "BCDF-GHJK",
         .verification_uri = "https://h/device",
         .verification_uri_complete = {},
         .expires_in = 60,
         .interval = 5},
        [this](std::chrono::seconds time) { pauses_.push_back(time.count()); });
  }

  std::deque<ClientReply> answers_;
  std::vector<ClientRequest> requests_;
  std::vector<std::int64_t> pauses_;
  OAuthClient client_{
      "https://h", [this](const ClientRequest& request) -> std::expected<ClientReply, std::string> {
        requests_.push_back(request);
        auto reply = answers_.front();
        answers_.pop_front();
        if (reply.status == 0) return std::unexpected("cut off");
        return reply;
      }};
};

TEST_F(OAuthClientTest, BeginsWithItsOwnIdAndTheScope) {
  answer(200,
         R"({"device_code":"odc_x","user_code":"BCDF-GHJK","verification_uri":"https://h/device",
                  "expires_in":600,"interval":5})");
  const auto code = client_.begin("users:read offline_access");
  EXPECT_EQ(code.user_code, "BCDF-GHJK");
  EXPECT_EQ(requests_[0].url, "https://h/oauth/device_authorization");
  EXPECT_EQ(requests_[0].body,
            "client_id=oac_00000000000000000000000001&scope=users%3Aread%20offline_access");
}

TEST_F(OAuthClientTest, WhatTheServerSaysOfTimeIsBounded) {
  answer(200, R"({"device_code":"x","user_code":"y","verification_uri":"z",
                  "expires_in":99999999999,"interval":-3})");
  const auto code = client_.begin({});
  EXPECT_EQ(code.expires_in, 3'600);
  EXPECT_EQ(code.interval, 1);
}

TEST_F(OAuthClientTest, AServerThatIsNoneIsSaidSo) {
  for (const auto* body : {"", "[]", "{}", R"({"device_code":5})"}) {
    answer(200, body);
    EXPECT_THROW(client_.begin({}), ClientError) << body;
  }
  answer(404, "");
  try {
    client_.begin({});
    FAIL();
  } catch (const ClientError& error) {
    EXPECT_THAT(error.what(), HasSubstr("is it a Sangam server"));
    EXPECT_EQ(error.exit_code, kExitNotFound);
  }
}

TEST_F(OAuthClientTest, AsksAsOftenAsItMay) {
  refuse("authorization_pending");
  refuse("slow_down");
  refuse("authorization_pending");
  answer(200, kTokens);
  EXPECT_EQ(wait().access_token, "at");
  EXPECT_THAT(pauses_, ElementsAre(5, 5, 10, 10)) << "slower for good (RFC 8628 \u00a73.5)";
  EXPECT_THAT(requests_[0].body, HasSubstr("device_code=odc_x"));
}

TEST_F(OAuthClientTest, AQuestionWithoutAnswerMakesItSlower) {
  answer(0, "");
  answer(503, R"({"error":"temporarily_unavailable"})");
  answer(200, kTokens);
  wait();
  EXPECT_THAT(pauses_, ElementsAre(5, 10, 20));
}

TEST_F(OAuthClientTest, GivesUpWhenItIsDecidedOrOver) {
  refuse("access_denied");
  EXPECT_THROW(wait(), ClientError);
  refuse("expired_token");
  EXPECT_THROW(wait(), ClientError);
  refuse("invalid_grant");
  EXPECT_THROW(wait(), ClientError);
  pauses_.clear();
  for (int i = 0; i < 12; ++i)
    refuse("authorization_pending");
  EXPECT_THROW(wait(), ClientError);
  EXPECT_EQ(pauses_.size(), 12U) << "a minute, and no longer";
}

}  // namespace
}  // namespace sangam::apps::client
