#include "base/uuid.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace sangam {
namespace {

using Random = std::array<std::uint8_t, 10>;

Uuid any_uuid() {
  Uuid id;
  for (auto& byte : id.bytes)
    byte = *rc::gen::arbitrary<std::uint8_t>();
  return id;
}

TEST(Uuid, Version7HoldsTimeVersionAndVariant) {
  Random random;
  random.fill(0xff);
  // The example of RFC 9562, appendix A.6, has this time.
  const auto id = make_uuid_v7(0x017f22e279b0, random);
  EXPECT_EQ(to_hex(id), "017f22e2-79b0-7fff-bfff-ffffffffffff");
  EXPECT_EQ(uuid_time_ms(id), 0x017f22e279b0);
  random.fill(0);
  EXPECT_EQ(to_hex(make_uuid_v7(0x017f22e279b0, random)), "017f22e2-79b0-7000-8000-000000000000");
}

TEST(Uuid, LaterIsGreater) {
  Random high, low;
  high.fill(0xff);
  low.fill(0);
  EXPECT_LT(make_uuid_v7(1000, high), make_uuid_v7(1001, low));
  EXPECT_LT(to_base32(make_uuid_v7(1000, high)), to_base32(make_uuid_v7(1001, low)));
}

TEST(Uuid, EndsOfTheRange) {
  Uuid all;
  all.bytes.fill(0xff);
  EXPECT_TRUE(all.is_max());
  EXPECT_FALSE(all.is_zero());
  EXPECT_TRUE(Uuid{}.is_zero());
  EXPECT_EQ(to_base32(all), "7zzzzzzzzzzzzzzzzzzzzzzzzz");
  EXPECT_EQ(to_base32(Uuid{}), std::string(26, '0'));
  EXPECT_EQ(to_hex(all), "ffffffff-ffff-ffff-ffff-ffffffffffff");
}

TEST(Uuid, RefusesMalformedHex) {
  for (const auto* text :
       {"", "017f22e279b07fffbfffffffffffffff", "017f22e2-79b0-7fff-bfff-fffffffffff",
        "017f22e2-79b0-7fff-bfff-fffffffffffg", "017f22e2079b0-7fff-bfff-ffffffffffff",
        "{17f22e2-79b0-7fff-bfff-fffffffffff}", "017f22e2-79b0-7fff-bfff-ffffffffffff "})
    EXPECT_FALSE(uuid_from_hex(text)) << text;
  EXPECT_TRUE(uuid_from_hex("017F22E2-79B0-7FFF-BFFF-FFFFFFFFFFFF"));
}

TEST(Uuid, RefusesMalformedBase32) {
  const std::string good = "01fwhe4yde" + std::string(16, '0');
  EXPECT_TRUE(uuid_from_base32(good));
  for (const char wrong : {'i', 'l', 'o', 'u', '-', ' ', '\0', '\x80'}) {
    auto text = good;
    text[5] = wrong;
    EXPECT_FALSE(uuid_from_base32(text)) << wrong;
  }
  EXPECT_FALSE(uuid_from_base32("8" + good.substr(1)));
  EXPECT_FALSE(uuid_from_base32(good.substr(1)));
  EXPECT_FALSE(uuid_from_base32(good + "0"));
}

RC_GTEST_PROP(UuidProperty, TextsReadBackAndSortAsBytes, ()) {
  const auto a = any_uuid();
  const auto b = any_uuid();
  RC_ASSERT(uuid_from_hex(to_hex(a)) == a);
  RC_ASSERT(uuid_from_base32(to_base32(a)) == a);
  RC_ASSERT((a < b) == (to_base32(a) < to_base32(b)));
  RC_ASSERT((a < b) == (to_hex(a) < to_hex(b)));
}

RC_GTEST_PROP(UuidProperty, UpperCaseIsTheSameId, ()) {
  const auto id = any_uuid();
  auto text = to_base32(id);
  std::ranges::transform(text, text.begin(),
                         [](char c) { return static_cast<char>(std::toupper(c)); });
  RC_ASSERT(uuid_from_base32(text) == id);
}

}  // namespace
}  // namespace sangam
