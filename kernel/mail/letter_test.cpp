#include "kernel/mail/letter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "kernel/mail/encoded_word.h"
#include "kernel/mail/quoted_printable.h"

namespace sangam::mail {
namespace {

using ::testing::HasSubstr;

const Mailbox kFrom{"Sangam", "no-reply@example.com"};
const Uuid kId = *uuid_from_hex("01930000-0000-7000-8000-000000000001");
constexpr Timestamp kDate{1'795'267'448'000'000'000};

Letter plain_letter() {
  return {.to = {"Ann", "ann@example.com"}, .subject = "Hello", .text = "Good day.\n", .html = ""};
}

TEST(EncodedWord, KeepsPlainTextAndEncodesTheRest) {
  EXPECT_EQ(encode_unstructured("Your code"), "Your code");
  EXPECT_EQ(encode_unstructured("नमस्ते"), "=?UTF-8?B?4KSo4KSu4KS44KWN4KSk4KWH?=");
  EXPECT_EQ(encode_unstructured("=?UTF-8?B?QQ==?="), "=?UTF-8?B?PT9VVEYtOD9CP1FRPT0/PQ==?=");
  EXPECT_EQ(encode_words("a"), "=?UTF-8?B?YQ==?=");
  EXPECT_EQ(encode_words("ab"), "=?UTF-8?B?YWI=?=");
  EXPECT_EQ(encode_words("abc"), "=?UTF-8?B?YWJj?=");
}

TEST(EncodedWord, CutsBetweenCharacters) {
  std::string text = "x";
  for (int i = 0; i < 40; ++i)
    text += "😀";
  const auto encoded = encode_words(text);
  std::size_t lines = 1;
  for (std::size_t at = 0; (at = encoded.find("\r\n ", at)) != std::string::npos; ++at)
    ++lines;
  // 1 + 40 * 4 bytes: a first word of 33 bytes, then 36 each.
  EXPECT_EQ(lines, 5U);
  EXPECT_TRUE(encoded.starts_with("=?UTF-8?B?ePCfmIDwn5iA8J+YgPCfmIDwn5iA8J+YgPCfmIDwn5iA?=\r\n "));
}

TEST(QuotedPrintable, EncodesWhatMailServersChange) {
  EXPECT_EQ(encode_quoted_printable(""), "");
  EXPECT_EQ(encode_quoted_printable("plain"), "plain\r\n");
  EXPECT_EQ(encode_quoted_printable("a\nb\r\nc\rd"), "a\r\nb\r\nc\r\nd\r\n");
  EXPECT_EQ(encode_quoted_printable("end \nof\t"), "end=20\r\nof=09\r\n");
  EXPECT_EQ(encode_quoted_printable("a=b"), "a=3Db\r\n");
  EXPECT_EQ(encode_quoted_printable(".\n.."), "=2E\r\n=2E.\r\n");
  EXPECT_EQ(encode_quoted_printable("₹"), "=E2=82=B9\r\n");
  EXPECT_EQ(encode_quoted_printable(std::string(76, 'x')), std::string(75, 'x') + "=\r\nx\r\n");
  EXPECT_EQ(encode_quoted_printable(std::string(74, 'x') + "="),
            std::string(74, 'x') + "=\r\n=3D\r\n");
  EXPECT_EQ(encode_quoted_printable(std::string(75, 'x') + "."),
            std::string(75, 'x') + "=\r\n=2E\r\n");
}

TEST(Letter, IsAMessage) {
  EXPECT_EQ(compose(plain_letter(), kFrom, kId, kDate),
            "Date: Sat, 21 Nov 2026 13:24:08 +0000\r\n"
            "From: \"Sangam\"\r\n <no-reply@example.com>\r\n"
            "To: \"Ann\"\r\n <ann@example.com>\r\n"
            "Message-ID: <" +
                to_base32(kId) +
                "@example.com>\r\n"
                "Subject: Hello\r\n"
                "Auto-Submitted: auto-generated\r\n"
                "MIME-Version: 1.0\r\n"
                "Content-Type: text/plain; charset=utf-8\r\n"
                "Content-Transfer-Encoding: quoted-printable\r\n"
                "\r\n"
                "Good day.\r\n");
}

TEST(Letter, HasTwoFormsWhenThereIsHtml) {
  auto letter = plain_letter();
  letter.html = "<p>Good day.</p>";
  const auto message = compose(letter, kFrom, kId, kDate);
  const auto boundary = "=_" + to_base32(kId);
  EXPECT_THAT(message, HasSubstr("multipart/alternative;\r\n boundary=\"" + boundary + "\""));
  EXPECT_THAT(message, HasSubstr("--" + boundary + "\r\nContent-Type: text/plain"));
  EXPECT_THAT(message, HasSubstr("--" + boundary + "\r\nContent-Type: text/html"));
  EXPECT_TRUE(message.ends_with("\r\n--" + boundary + "--\r\n"));
}

Code code_of(const Letter& letter) {
  try {
    check_letter(letter);
  } catch (const Error& error) {
    return error.code;
  }
  ADD_FAILURE() << "not refused";
  return Code::internal;
}

TEST(Letter, CannotSmuggleHeadersIn) {
  check_letter(plain_letter());
  auto letter = plain_letter();
  letter.subject = "Hello\r\nBcc: eve@example.com";
  EXPECT_EQ(code_of(letter), Code::invalid);
  letter.subject = "Hello\nBcc: eve@example.com";
  EXPECT_EQ(code_of(letter), Code::invalid);
  letter = plain_letter();
  letter.to.name = "Ann\r\nBcc: eve@example.com";
  EXPECT_EQ(code_of(letter), Code::invalid);
  letter = plain_letter();
  letter.to.address = "ann@example.com>\r\nRCPT TO:<eve@example.com";
  EXPECT_EQ(code_of(letter), Code::refused);
}

TEST(Letter, HasLimits) {
  auto letter = plain_letter();
  letter.text = std::string(kBodyMost + 1, 'x');
  EXPECT_EQ(code_of(letter), Code::too_large);
  letter = plain_letter();
  letter.subject = std::string(kSubjectMost + 1, 'x');
  EXPECT_EQ(code_of(letter), Code::too_large);
  letter = plain_letter();
  letter.html = "\xff";
  EXPECT_EQ(code_of(letter), Code::invalid);
  letter = plain_letter();
  letter.text = "";
  EXPECT_EQ(code_of(letter), Code::invalid);
}

}  // namespace
}  // namespace sangam::mail
