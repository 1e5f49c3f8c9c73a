#include "kernel/one_time_password/totp.h"

#include <gtest/gtest.h>

namespace sangam::one_time_password {
namespace {

constexpr std::string_view kSecret = "12345678901234567890";

// RFC 4226 appendix D.
TEST(Totp, GivesThePublishedCodesOfCounters) {
  constexpr std::string_view kCodes[] = {"755224", "287082", "359152", "969429", "338314",
                                         "254676", "287922", "162583", "399871", "520489"};
  for (std::int64_t counter = 0; counter < 10; ++counter)
    EXPECT_EQ(code_at(kSecret, counter), kCodes[counter]);
}

// RFC 6238 appendix B, the last six of its eight digits.
TEST(Totp, GivesThePublishedCodesOfTimes) {
  EXPECT_EQ(code_at(kSecret, step_at(59)), "287082");
  EXPECT_EQ(code_at(kSecret, step_at(1'111'111'109)), "081804");
  EXPECT_EQ(code_at(kSecret, step_at(1'111'111'111)), "050471");
  EXPECT_EQ(code_at(kSecret, step_at(1'234'567'890)), "005924");
  EXPECT_EQ(code_at(kSecret, step_at(2'000'000'000)), "279037");
  EXPECT_EQ(code_at(kSecret, step_at(20'000'000'000)), "353130");
}

TEST(Totp, AClockMayDifferByAStep) {
  const std::int64_t now = 1'800'000'000;
  const auto present = step_at(now);
  for (std::int64_t off = -3; off <= 3; ++off) {
    const auto step = matching_step(kSecret, code_at(kSecret, present + off), now, 0);
    EXPECT_EQ(step.has_value(), off >= -1 && off <= 1) << off;
    if (step) EXPECT_EQ(*step, present + off);
  }
}

TEST(Totp, NoCodeIsGoodTwice) {
  const std::int64_t now = 1'800'000'000;
  const auto code = code_at(kSecret, step_at(now));
  const auto used = matching_step(kSecret, code, now, 0);
  ASSERT_TRUE(used);
  EXPECT_FALSE(matching_step(kSecret, code, now, *used));
  // Nor is the one before it, which somebody may have looked at.
  EXPECT_FALSE(matching_step(kSecret, code_at(kSecret, *used - 1), now, *used));
  EXPECT_TRUE(matching_step(kSecret, code_at(kSecret, *used + 1), now, *used));
}

TEST(Totp, WhatIsNoCodeMatchesNothing) {
  for (const auto* text : {"", "0", "00000", "0000000", "abcdef", "75522\xff"})
    EXPECT_FALSE(matching_step(kSecret, text, 0, -10)) << text;
}

// RFC 4648 §10, without padding.
TEST(Totp, ASecretIsReadableAsBase32) {
  EXPECT_EQ(readable(""), "");
  EXPECT_EQ(readable("f"), "MY");
  EXPECT_EQ(readable("fo"), "MZXQ");
  EXPECT_EQ(readable("foo"), "MZXW6");
  EXPECT_EQ(readable("foob"), "MZXW6YQ");
  EXPECT_EQ(readable("fooba"), "MZXW6YTB");
  EXPECT_EQ(readable("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(make_secret().size(), kSecretSize);
  EXPECT_NE(make_secret(), make_secret());
}

TEST(Totp, TheAddressNamesWhoIssuesAndForWhom) {
  EXPECT_EQ(provisioning_uri("foobar", "Bank & Co", "ann@example.com"),
            "otpauth://totp/Bank%20%26%20Co:ann%40example.com?secret=MZXW6YTBOI"
            "&issuer=Bank%20%26%20Co");
}

}  // namespace
}  // namespace sangam::one_time_password
