#include "kernel/http/compression/decoded_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "kernel/http/compression/encoder.h"

namespace sangam::http::compression {
namespace {

using ::testing::HasSubstr;

// A body that is there already, in pieces of one size.
class Pieces final : public BodySource {
 public:
  Pieces(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  Task<std::optional<std::string_view>> next() override {
    if (offset_ == bytes_.size()) co_return std::nullopt;
    const auto piece = std::string_view(bytes_).substr(offset_, piece_);
    offset_ += piece.size();
    co_return piece;
  }
  void set_limit(std::uint64_t bytes) override { limit = bytes; }

  std::uint64_t limit = 0;

 private:
  const std::string bytes_;
  const std::size_t piece_;
  std::size_t offset_ = 0;
};

std::string coded(Coding coding, std::string_view text) {
  std::string out;
  make_encoder(coding, Effort::whole)->write(text, Encoder::Then::end, out);
  return out;
}

std::string letters(std::size_t size) {
  std::string text(size, ' ');
  std::uint32_t state = 7;
  for (char& letter : text)
    letter = static_cast<char>('a' + (state = state * 1664525 + 1013904223) % 26U);
  return text;
}

struct Outcome {
  std::string text;
  std::optional<Code> refused;
  std::string detail;
};

Task<void> read(DecodedBody& body, Outcome& outcome) {
  try {
    while (const auto piece = co_await body.next())
      outcome.text += *piece;
  } catch (const Error& error) {
    outcome.refused = error.code;
    outcome.detail = error.detail;
  }
}

// Nothing in it waits, so it is over at once.
Outcome decode(Coding coding, std::string bytes, DecodingBounds bounds = {},
               std::size_t piece = 1000) {
  Pieces pieces(std::move(bytes), piece);
  DecodedBody body(pieces, nullptr, coding, bounds);
  Outcome outcome;
  start_detached(read(body, outcome));
  return outcome;
}

class Decoding : public ::testing::TestWithParam<Coding> {};

TEST_P(Decoding, GivesBackWhatWasCoded) {
  for (const std::size_t size : {0UL, 1UL, 1'000UL, 200'000UL, 900'000UL})
    for (const std::size_t piece : {1UL, 7UL, 4'096UL, 1'000'000UL}) {
      if (size / piece > 100'000) continue;
      const auto text = letters(size);
      const auto outcome = decode(GetParam(), coded(GetParam(), text), {}, piece);
      EXPECT_FALSE(outcome.refused) << outcome.detail;
      EXPECT_EQ(outcome.text, text) << size << " in pieces of " << piece;
    }
}

TEST_P(Decoding, WhatEndsTooEarlyIsRefused) {
  const auto whole = coded(GetParam(), letters(10'000));
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1}) {
    const auto outcome = decode(GetParam(), whole.substr(0, length));
    EXPECT_EQ(outcome.refused, Code::malformed) << length;
    EXPECT_THAT(outcome.detail, HasSubstr("ends before"));
  }
}

TEST_P(Decoding, WhatIsSomethingElseIsRefused) {
  EXPECT_EQ(decode(GetParam(), "{\"name\":\"plain\"}").refused, Code::malformed);
  EXPECT_EQ(decode(GetParam(), std::string(100, '\xff')).refused, Code::malformed);
}

TEST_P(Decoding, MoreThanTheOperationTakesIsRefused) {
  const auto bytes = coded(GetParam(), letters(5'001));
  EXPECT_EQ(decode(GetParam(), bytes, {.bytes = 5'001}).refused, std::nullopt);
  const auto outcome = decode(GetParam(), bytes, {.bytes = 5'000});
  EXPECT_EQ(outcome.refused, Code::too_large);
  EXPECT_THAT(outcome.detail, HasSubstr("5000 bytes"));
}

// Ten megabytes of zeroes come as a few kilobytes.
TEST_P(Decoding, ABombIsRefusedLongBeforeItIsDecoded) {
  const auto bomb = coded(GetParam(), std::string(10'000'000, '\0'));
  ASSERT_LT(bomb.size(), 20'000U);
  const auto outcome = decode(GetParam(), bomb, {.bytes = 1U << 30U});
  EXPECT_EQ(outcome.refused, Code::too_large);
  EXPECT_THAT(outcome.detail, HasSubstr("200 times"));
  EXPECT_LT(outcome.text.size(), 4'000'000U);
}

TEST_P(Decoding, TheLimitIsOfWhatIsMade) {
  const auto text = letters(50'000);
  Pieces pieces(coded(GetParam(), text), 1'000);
  DecodedBody body(pieces, nullptr, GetParam());
  body.set_limit(40'000);
  EXPECT_GE(pieces.limit, 40'000U);  // of what comes: coding may add to it
  EXPECT_LT(pieces.limit, 45'000U);
  Outcome outcome;
  start_detached(read(body, outcome));
  EXPECT_EQ(outcome.refused, Code::too_large);
}

INSTANTIATE_TEST_SUITE_P(Codings, Decoding, ::testing::Values(Coding::gzip, Coding::brotli),
                         [](const auto& info) { return std::string(name(info.param)); });

TEST(Gzip, MayHaveSeveralMembers) {
  const auto outcome =
      decode(Coding::gzip, coded(Coding::gzip, "one ") + coded(Coding::gzip, "two"));
  EXPECT_EQ(outcome.text, "one two");
  EXPECT_FALSE(outcome.refused);
}

TEST(Gzip, WhatFollowsMustBeGzipToo) {
  EXPECT_EQ(decode(Coding::gzip, coded(Coding::gzip, "one") + "trailer").refused, Code::malformed);
}

TEST(Gzip, ACorruptChecksumIsRefused) {
  auto bytes = coded(Coding::gzip, letters(100));
  bytes[bytes.size() - 6] ^= 1;
  EXPECT_EQ(decode(Coding::gzip, bytes).refused, Code::malformed);
}

TEST(Brotli, NothingMayFollow) {
  const auto outcome = decode(Coding::brotli, coded(Coding::brotli, "one") + "trailer");
  EXPECT_EQ(outcome.refused, Code::malformed);
}

}  // namespace
}  // namespace sangam::http::compression
