#include "kernel/vault/tenant_key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "kernel/clock/clock.h"
#include "kernel/vault/sealed.h"

namespace sangam::vault {
namespace {

using ::testing::HasSubstr;

std::shared_ptr<KeyRing> ring_of(std::initializer_list<std::int32_t> versions) {
  auto ring = std::make_shared<KeyRing>();
  for (const auto version : versions)
    ring->keys.push_back({version, Key::random()});
  ring->sealing = ring->keys.size() - 1;
  return ring;
}

Uuid some_row() { return clock::new_uuid(clock::system_now()); }

struct Sample : ::testing::Test {
  std::shared_ptr<KeyRing> ring = ring_of({1, 2});
  TenantKey key{7, ring};
  Uuid row = some_row();
  Place place{"webhooks.endpoints", "secret", row};
  std::string plain = "whsec_canary";
  std::string sealed = key.seal(place, plain);
};

TEST_F(Sample, OpensInItsPlace) {
  EXPECT_EQ(key.open(place, sealed), plain);
  EXPECT_EQ(sealed.size(), plain.size() + kSealedOverhead);
  EXPECT_EQ(sealed.find(plain), std::string::npos);
  EXPECT_NE(key.seal(place, plain), sealed);
  EXPECT_EQ(key.open(place, key.seal(place, "")), "");
}

TEST_F(Sample, DoesNotOpenElsewhere) {
  EXPECT_THROW(key.open({"webhooks.endpoint", "secret", row}, sealed), Error);
  EXPECT_THROW(key.open({"webhooks.endpoints", "url", row}, sealed), Error);
  EXPECT_THROW(key.open({"webhooks.endpoints", "secret", some_row()}, sealed), Error);
  EXPECT_THROW(TenantKey(8, ring).open(place, sealed), Error);
  // The same letters, cut elsewhere.
  EXPECT_THROW(key.open({"webhooks.endpointss", "ecret", row}, sealed), Error);
}

TEST_F(Sample, RefusesEveryFlippedBit) {
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    auto altered = sealed;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
    EXPECT_THROW(key.open(place, altered), Error) << "bit " << bit;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_THROW(key.open(place, std::string_view(sealed).substr(0, size)), Error);
  EXPECT_THROW(key.open(place, sealed + "x"), Error);
}

TEST_F(Sample, SaysWhyWithoutSayingWhat) {
  try {
    key.open({"webhooks.endpoints", "secret", some_row()}, sealed);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code, Code::internal);
    EXPECT_THAT(error.detail, HasSubstr("webhooks.endpoints.secret"));
    EXPECT_EQ(error.detail.find(plain), std::string::npos);
  }
}

TEST_F(Sample, OldVersionsOpenAndTheNewestSeals) {
  EXPECT_EQ(key.version(), 2);
  EXPECT_EQ(sealed_version(sealed), 2);
  ring->sealing = 0;
  const auto old = TenantKey(7, ring).seal(place, plain);
  EXPECT_EQ(sealed_version(old), 1);
  ring->sealing = 1;
  EXPECT_EQ(key.open(place, old), plain);
  EXPECT_FALSE(sealed_version("plain text"));
}

TEST_F(Sample, ADestroyedKeyOpensNothing) {
  EXPECT_THROW(TenantKey(7, ring_of({3})).open(place, sealed), Error);
  EXPECT_THROW(TenantKey(7, ring_of({1, 2})).open(place, sealed), Error);
}

TEST_F(Sample, ASealedScalarShowsNothing) {
  const auto value = Sealed<std::string>::of(key, place, plain);
  std::string text;
  type_of<Sealed<std::string>>.format(&value, text);
  EXPECT_EQ(text, "********");
  Sealed<std::string> read;
  EXPECT_TRUE(type_of<Sealed<std::string>>.parse("from outside", &read));
  std::string sql;
  type_of<Sealed<std::string>>.format_sql(&value, sql);
  EXPECT_TRUE(sql.starts_with("\\x01"));
  ASSERT_FALSE(type_of<Sealed<std::string>>.parse_sql(sql, &read));
  EXPECT_EQ(read.open(key, place), plain);
  EXPECT_THROW(read.open(key, {"webhooks.endpoints", "secret", some_row()}), Error);
}

TEST_F(Sample, ASealedScalarHasItsType) {
  const auto digits = Sealed<std::int64_t>::of(key, place, 1234);
  EXPECT_EQ(digits.open(key, place), 1234);
  const auto name = Sealed<Text<1, 3>>::of(key, place, Text<1, 3>::of("abc"));
  EXPECT_EQ(name.open(key, place).str(), "abc");
  Sealed<std::int64_t> mixed;
  std::string sql;
  type_of<Sealed<Text<1, 3>>>.format_sql(&name, sql);
  ASSERT_FALSE(type_of<Sealed<std::int64_t>>.parse_sql(sql, &mixed));
  EXPECT_THROW(mixed.open(key, place), Error);
}

}  // namespace
}  // namespace sangam::vault
