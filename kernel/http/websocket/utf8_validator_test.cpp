#include "kernel/http/websocket/utf8_validator.h"

#include <gtest/gtest.h>

#include <string>

#include "kernel/http/target.h"

namespace sangam::http::websocket {
namespace {

bool valid(std::string_view text, std::size_t piece) {
  Utf8Validator validator;
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size())))
    if (!validator.feed(text.substr(0, piece))) return false;
  return validator.complete();
}

// Against the one that reads whole texts, over everything that two to four bytes can be: the first
// byte runs over all values, the others over the edges of what is allowed.
TEST(Utf8Validator, AgreesWithTheOneForWholeTexts) {
  constexpr unsigned char kEdges[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
                                      0xA0, 0xBF, 0xC0, 0xC2, 0xF4, 0xFF};
  std::size_t wrong = 0;
  std::size_t right = 0;
  for (unsigned first = 0; first < 256; ++first)
    for (const auto second : kEdges)
      for (const auto third : kEdges)
        for (const auto fourth : kEdges) {
          std::string text = "plain ASCII before ";
          for (const unsigned byte : {first, unsigned{second}, unsigned{third}, unsigned{fourth}})
            text += static_cast<char>(byte);
          const bool expected = valid_utf8(text);
          ASSERT_EQ(valid(text, text.size()), expected) << first << ' ' << int{second};
          ASSERT_EQ(valid(text, 1), expected);
          ASSERT_EQ(valid(text, 3), expected);
          ++(expected ? right : wrong);
        }
  EXPECT_GT(right, 1000U);
  EXPECT_GT(wrong, 100'000U);
}

TEST(Utf8Validator, TellsAtTheFirstWrongByte) {
  Utf8Validator validator;
  EXPECT_TRUE(validator.feed("\xF0"));
  EXPECT_FALSE(validator.complete());
  EXPECT_FALSE(validator.feed("\x8F")) << "longer than it need be";
  validator.reset();
  EXPECT_TRUE(validator.feed("\xED\x9F\xBF"));
  EXPECT_FALSE(validator.feed("\xED\xA0")) << "a surrogate";
}

}  // namespace
}  // namespace sangam::http::websocket
