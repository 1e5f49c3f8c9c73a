#include "base/base64.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace sangam {
namespace {

// RFC 4648 §10.
constexpr std::pair<std::string_view, std::string_view> kVectors[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
};

TEST(Base64, VectorsOfTheStandard) {
  for (const auto& [bytes, text] : kVectors) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
    const auto bare = text.substr(0, text.find('='));
    EXPECT_EQ(to_base64url(bytes), bare);
    EXPECT_EQ(from_base64url(bare), bytes);
  }
}

TEST(Base64, TheAlphabetsDifferInTwoCharacters) {
  EXPECT_EQ(to_base64("\xfb\xff\xfe"), "+//+");
  EXPECT_EQ(to_base64url("\xfb\xff\xfe"), "-__-");
  EXPECT_FALSE(from_base64("-__-"));
  EXPECT_FALSE(from_base64url("+//+"));
}

TEST(Base64, StrictHasOneTextForEachBytes) {
  for (const auto* wrong : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8", "Z", "Z===", "=",
                            "====", "Zg==Zg==", "Zm9v\n", " Zm9v", "Zm 9v", "Zm9v====", "Zm9*"})
    EXPECT_FALSE(from_base64(wrong)) << wrong;
  for (const auto* wrong : {"Zg==", "Zh", "Zm9", "Z", "Zm9v=", "Zm9v ", "Zm9*"})
    EXPECT_FALSE(from_base64url(wrong)) << wrong;
}

TEST(Base64, LenientTakesMissingPaddingAndSpareBits) {
  for (const auto* text : {"Zg", "Zg=", "Zg==", "Zh", "Zh=="})
    EXPECT_EQ(from_base64(text, Base64Rule::lenient), "f") << text;
  for (const auto* wrong : {"Z", "Zg===", "Z=g=", "Zm9v\n", "Zm9*"})
    EXPECT_FALSE(from_base64(wrong, Base64Rule::lenient)) << wrong;
}

RC_GTEST_PROP(Base64, WhatIsWrittenIsRead, (const std::string& bytes)) {
  RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
  RC_ASSERT(from_base64(to_base64(bytes), Base64Rule::lenient) == bytes);
  RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
}

RC_GTEST_PROP(Base64, WhatIsReadIsWrittenTheSame, ()) {
  const auto text =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AQgwZz09+/-_=")));
  if (const auto bytes = from_base64(text)) RC_ASSERT(to_base64(*bytes) == text);
  if (const auto bytes = from_base64url(text)) RC_ASSERT(to_base64url(*bytes) == text);
}

}  // namespace
}  // namespace sangam
