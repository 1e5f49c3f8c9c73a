#include "suites/platform/webhooks/styles.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "suites/platform/webhooks/signature.h"

namespace sangam::suites::platform::webhooks {
namespace {

using Headers = std::map<std::string, std::string, std::less<>>;

constexpr std::int64_t kNow = 1'700'000'000;

// The id, or "refused: …".
std::string judge(Style style, const std::string& key, Headers headers, std::string_view body,
                  std::int64_t now = kNow) {
  const std::vector<std::string> keys{"another key", key};
  const auto id = verify({.style = style_of(style),
                          .keys = keys,
                          .header = [&](std::string_view name) -> std::optional<std::string_view> {
                            const auto found = headers.find(name);
                            if (found == headers.end()) return std::nullopt;
                            return found->second;
                          },
                          .body = body,
                          .unix_now = now});
  return id ? *id : "refused: " + std::string(name(id.error()));
}

std::string hex_mac(const std::string& key, const std::string& text) {
  return to_hexadecimal(hmac_sha256(key, text));
}

TEST(Styles, Stripe) {
  const std::string body = R"({"id":"evt_1","object":"event"})";
  const auto time = std::to_string(kNow);
  const auto mac = hex_mac("sk", time + "." + body);
  const auto header = "t=" + time + ",v1=" + hex_mac("old", "x") + ",v1=" + mac + ",v0=zz";
  EXPECT_EQ(judge(Style::stripe, "sk", {{"stripe-signature", header}}, body), "evt_1");
  EXPECT_EQ(judge(Style::stripe, "sk", {{"stripe-signature", header}}, body + " "),
            "refused: wrong");
  EXPECT_EQ(judge(Style::stripe, "sk", {{"stripe-signature", header}}, body, kNow + 301),
            "refused: stale");
  EXPECT_EQ(judge(Style::stripe, "sk", {{"stripe-signature", header}}, body, kNow - 301),
            "refused: stale");
  EXPECT_EQ(judge(Style::stripe, "sk", {{"stripe-signature", "v1=" + mac}}, body),
            "refused: missing");
  EXPECT_EQ(judge(Style::stripe, "sk", {{"stripe-signature", "t=x,v1=" + mac}}, body),
            "refused: malformed");
  EXPECT_EQ(judge(Style::stripe, "sk", {}, body), "refused: missing");
}

TEST(Styles, Razorpay) {
  const std::string body = R"({"event":"payment.captured"})";
  Headers headers{{"x-razorpay-signature", hex_mac("rk", body)}, {"x-razorpay-event-id", "e_1"}};
  EXPECT_EQ(judge(Style::razorpay, "rk", headers, body), "e_1");
  EXPECT_EQ(judge(Style::razorpay, "rx", headers, body), "refused: wrong");
  headers.erase("x-razorpay-event-id");
  EXPECT_TRUE(judge(Style::razorpay, "rk", headers, body).starts_with("bytes:"));
  headers["x-razorpay-event-id"] = "bad id";
  EXPECT_EQ(judge(Style::razorpay, "rk", headers, body), "refused: malformed");
}

// The example of the provider's documentation.
TEST(Styles, GitHub) {
  const Headers headers{{"x-hub-signature-256",
                         "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"},
                        {"x-github-delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"}};
  EXPECT_EQ(judge(Style::github, "It's a Secret to Everybody", headers, "Hello, World!"),
            "72d3162e-cc78-11e3-81ab-4c9367dc0958");
  EXPECT_EQ(judge(Style::github, "It's a Secret to Everybody", headers, "Hello, World"),
            "refused: wrong");
}

TEST(Styles, MetaTellsRepeatsByTheirBytes) {
  const std::string body = R"({"object":"page","entry":[]})";
  const Headers headers{{"x-hub-signature-256", "sha256=" + hex_mac("app", body)}};
  const auto id = judge(Style::meta, "app", headers, body);
  EXPECT_TRUE(id.starts_with("bytes:"));
  EXPECT_EQ(judge(Style::meta, "app", headers, body), id);
  EXPECT_TRUE(style_of(Style::meta).challenge);
}

std::optional<boost::json::value> fixture() {
  const char* named = std::getenv("SANGAM_FIXTURES");
  const std::filesystem::path root = named != nullptr ? named : "../shared/fixtures";
  std::ifstream in(root / "webhooks" / "standard_webhooks.json");
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return boost::json::parse(text.str());
}

TEST(Styles, StandardWebhooksAsTheReferenceLibrariesJudge) {
  const auto cases = fixture();
  if (!cases) GTEST_SKIP() << "fixtures not found, 22 cases not read";
  std::size_t judged = 0;
  for (const auto& one : cases->at("verify").as_array()) {
    const auto key = secret_bytes(one.at("secret").as_string());
    ASSERT_TRUE(key.has_value());
    Headers headers;
    for (const auto& field : one.at("headers").as_object())
      headers[field.key()] = field.value().as_string();
    const auto verdict = judge(Style::standard, *key, headers, one.at("payload").as_string(),
                               one.at("now").as_int64());
    EXPECT_EQ(!verdict.starts_with("refused"), one.at("valid").as_bool())
        << one.at("name") << " " << verdict;
    ++judged;
  }
  EXPECT_GE(judged, 21U);
  for (const auto& secret : cases->at("empty_secrets_rejected").at("secrets").as_array())
    EXPECT_FALSE(secret_bytes(secret.as_string()).has_value());
  for (const auto& one : cases->at("sign").as_array())
    EXPECT_EQ(sign(*secret_bytes(one.at("secret").as_string()), one.at("id").as_string(),
                   one.at("timestamp").as_int64(), one.at("payload").as_string()),
              std::string_view(one.at("signature").as_string()));
}

}  // namespace
}  // namespace sangam::suites::platform::webhooks
