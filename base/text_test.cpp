#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace sangam {
namespace {

using Name = Text<2, 5>;

std::string code_of(std::string_view text) {
  Name name;
  const auto fault = Name::parse(text, name);
  return fault ? std::string(fault->code) : "accepted";
}

// UTF-8 of a code point, written independently of the reader.
std::string encode(std::uint32_t point) {
  const auto tail = [point](int shift) {
    return static_cast<char>(0x80 | (point >> shift & 0x3f));
  };
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xc0 | point >> 6), tail(0)};
  if (point < 0x10000) return {static_cast<char>(0xe0 | point >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xf0 | point >> 18), tail(12), tail(6), tail(0)};
}

TEST(Utf8, AcceptsEveryCodePointButSurrogates) {
  for (std::uint32_t point = 0; point <= 0x110000; ++point) {
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    const bool valid = !surrogate && point <= 0x10ffff;
    ASSERT_EQ(utf8_length(encode(point)).has_value(), valid) << point;
  }
}

TEST(Utf8, RefusesOverlongAndBrokenSequences) {
  for (const std::string_view text :
       {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xf0\x80\x80\x80",
        "\xf0\x8f\xbf\xbf", "\xf5\x80\x80\x80", "\xfe", "\xff", "\xc3", "\xe2\x82", "\xf0\x9f\x98",
        "\xc3\x28", "\xe2\x28\xa1", "a\xc3", "\xc3\xa9\xc3"})
    EXPECT_FALSE(utf8_length(text)) << testing::PrintToString(text);
}

RC_GTEST_PROP(Utf8Property, CountsCodePoints, ()) {
  const auto points = *rc::gen::container<std::vector<std::uint32_t>>(
      rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 0xd800),
                     rc::gen::inRange<std::uint32_t>(0xe000, 0x110000)));
  std::string text;
  for (const auto point : points)
    text += encode(point);
  RC_ASSERT(utf8_length(text) == points.size());
}

TEST(Text, CountsCodePointsNotBytes) {
  EXPECT_EQ(code_of("a"), "wrong_length");
  EXPECT_EQ(code_of("ab"), "accepted");
  EXPECT_EQ(code_of("abcdef"), "wrong_length");
  EXPECT_EQ(code_of("\u0938\u0902\u0917\u092e\u0020"), "outer_space");
  EXPECT_EQ(code_of("\u0938\u0902\u0917\u092e\u0903"), "accepted");
  EXPECT_EQ(code_of("\U0001f600\U0001f600\U0001f600\U0001f600\U0001f600"), "accepted");
}

TEST(Text, RefusesWhatDoesNotPrint) {
  EXPECT_EQ(code_of(std::string_view("a\0b", 3)), "control_character");
  EXPECT_EQ(code_of("a\nb"), "control_character");
  EXPECT_EQ(code_of("a\x7f"), "control_character");
  EXPECT_EQ(code_of(" ab"), "outer_space");
  EXPECT_EQ(code_of("ab\xff"), "invalid_utf8");
}

TEST(Text, KeepsTheOldValueWhenRefused) {
  Name name;
  ASSERT_FALSE(Name::parse("abc", name));
  EXPECT_TRUE(Name::parse("a", name));
  EXPECT_EQ(name.str(), "abc");
}

TEST(Secret, IsNeverFormatted) {
  Secret secret;
  EXPECT_EQ(Secret::parse("1234567", secret)->code, "wrong_length");
  EXPECT_EQ(Secret::parse(std::string(257, 'x'), secret)->code, "wrong_length");
  ASSERT_FALSE(Secret::parse("correct horse", secret));
  EXPECT_EQ(secret.reveal(), "correct horse");
  std::string out;
  secret.format(out);
  EXPECT_EQ(out, "********");
}

TEST(Email, IsKeptInLowerCase) {
  Email email;
  ASSERT_FALSE(Email::parse("Owner@Demo.Example", email));
  EXPECT_EQ(email.str(), "owner@demo.example");
}

TEST(Email, RefusesOtherTexts) {
  for (const std::string text : {"", "a", "@b.c", "a@", "a@b", "a@b.", "a@.c", "a@@b.c", "a b@c.d",
                                 "a@b.c@d.e", "a@b\n.c"}) {
    Email email;
    EXPECT_TRUE(Email::parse(text, email)) << text;
  }
  Email email;
  EXPECT_TRUE(Email::parse(std::string(65, 'a') + "@b.c", email));
  EXPECT_TRUE(Email::parse("a@" + std::string(251, 'b') + ".c", email));
  EXPECT_FALSE(Email::parse("a@" + std::string(250, 'b') + ".c", email));
}

TEST(Slug, HasLettersDigitsAndSingleHyphens) {
  for (const auto& text :
       std::vector<std::string>{"ab", "a1", "demo-bank", "1-2-3", std::string(40, 'a')}) {
    Slug slug;
    EXPECT_FALSE(Slug::parse(text, slug)) << text;
  }
  for (const auto& text : std::vector<std::string>{"", "a", "-a", "a-", "a--b", "A1", "a_b", "a b",
                                                   "\u00e9a", std::string(41, 'a')}) {
    Slug slug;
    EXPECT_TRUE(Slug::parse(text, slug)) << text;
  }
}

}  // namespace
}  // namespace sangam
