#include "suites/platform/webhooks/signature.h"

#include <gtest/gtest.h>

#include "suites/platform/webhooks/message_body.h"

namespace sangam::suites::platform::webhooks {
namespace {

// The published vector of Standard Webhooks.
constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::string_view kMessage = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr std::string_view kSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

TEST(Signature, IsTheStandards) {
  const auto key = secret_bytes(kSecret);
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(sign(*key, kMessage, 1'614'265'330, R"({"test": 2432232314})"), kSignature);
}

TEST(Signature, IsOneASecret) {
  const std::vector<std::string> keys{"new key", *secret_bytes(kSecret)};
  const auto all = sign_all(keys, kMessage, 1'614'265'330, R"({"test": 2432232314})");
  EXPECT_TRUE(all.starts_with("v1,"));
  EXPECT_TRUE(all.ends_with(" " + std::string(kSignature)));
}

TEST(Secret, IsMadeAndRead) {
  const auto secret = make_secret();
  EXPECT_TRUE(secret.starts_with(kSecretPrefix));
  EXPECT_EQ(secret_bytes(secret)->size(), 32U);
  EXPECT_NE(secret, make_secret());
  EXPECT_EQ(secret_bytes("YWI="), "ab");
  EXPECT_EQ(secret_bytes("YWI"), "ab");
  EXPECT_EQ(secret_bytes("YWJ"), "ab");
  for (const auto& text : {"", "whsec_", "whsec_!", "whsec_Y", "=", "YW I="})
    EXPECT_FALSE(secret_bytes(text).has_value()) << text;
}

TEST(MessageBody, HasTypeTimeAndData) {
  EXPECT_EQ(message_body("a.b", Timestamp{1'674'087'231'500'000'000}, R"({"x":1})"),
            R"({"type":"a.b","timestamp":"2023-01-19T00:13:51.500Z","data":{"x":1}})");
}

}  // namespace
}  // namespace sangam::suites::platform::webhooks
