// Buckets and their hierarchy, by example, by property, and against a naive model.

#include "kernel/gateway/limits/hierarchy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <random>
#include <thread>
#include <vector>

namespace sangam::gateway::limits {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kStart = 1'000 * kSecond;

// As a text-book has it: a number of tokens that grows with time.
class NaiveBucket {
 public:
  explicit NaiveBucket(Rate rate) : rate_(rate), tokens_(rate.quota) {}

  bool has_room(std::int64_t now) {
    tokens_ = std::min<long double>(
        rate_.quota, tokens_ + static_cast<long double>(now - at_) / rate_.interval());
    at_ = now;
    return tokens_ >= 1 - 1e-9L;
  }
  void take() { tokens_ -= 1; }

 private:
  Rate rate_;
  long double tokens_;
  std::int64_t at_ = kStart;
};

TEST(Rate, IsSoundWithinItsBounds) {
  EXPECT_TRUE((Rate{1, 1}.is_sound()));
  EXPECT_TRUE((Rate{Rate::kQuotaMost, Rate::kWindowMost}.is_sound()));
  EXPECT_FALSE((Rate{10, 0}.is_sound()));
  EXPECT_FALSE((Rate{Rate::kQuotaMost, 1}.is_sound()));
  EXPECT_FALSE((Rate{1, Rate::kWindowMost + 1}.is_sound()));
}

TEST(Rate, IsStricterByTheLongRunFirst) {
  EXPECT_TRUE(is_stricter({10, 10}, {20, 10}));
  EXPECT_TRUE(is_stricter({10, 1}, {20, 2}));
  EXPECT_FALSE(is_stricter({20, 2}, {10, 1}));
  EXPECT_TRUE(is_stricter({600, 60}, {11, 1}));
  EXPECT_TRUE(is_stricter({600, 60}, {}));
  EXPECT_FALSE(is_stricter({}, {1, 1}));
}

TEST(Take, LetsTheQuotaThroughAtOnceAndThenItsRate) {
  BucketTable table(16);
  const Rate rate{10, 5};
  auto& bucket = table.find(7, kStart);
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(take(bucket, rate, kStart), 0);
  EXPECT_EQ(take(bucket, rate, kStart), kSecond / 2);
  EXPECT_EQ(take(bucket, rate, kStart + kSecond / 2 - 1), 1);
  EXPECT_EQ(take(bucket, rate, kStart + kSecond / 2), 0);
  EXPECT_GT(take(bucket, rate, kStart + kSecond / 2), 0);
}

TEST(Take, AfterAStricterRateNobodyWaitsLongerThanItsWindow) {
  BucketTable table(16);
  auto& bucket = table.find(7, kStart);
  for (int i = 0; i < 1'000; ++i)
    take(bucket, {1'000, 3'600}, kStart);
  const Rate strict{2, 10};
  EXPECT_EQ(take(bucket, strict, kStart), strict.interval());
}

TEST(Hierarchy, TakesNothingWhenOneRefuses) {
  BucketTable table(16);
  const Claim wide{&table.find(1, kStart), {5, 1}, Level::tenant};
  const Claim narrow{&table.find(2, kStart), {2, 60}, Level::key};
  const std::array both{wide, narrow};
  EXPECT_FALSE(take(both, kStart));
  EXPECT_FALSE(take(both, kStart));
  for (int i = 0; i < 100; ++i) {
    const auto refusal = take(both, kStart);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->claim, 1U);
    EXPECT_EQ(refusal->wait_nanoseconds, 30 * kSecond);
  }
  EXPECT_EQ(tokens_of(wide.bucket->full_at, wide.rate, kStart), 3);
}

TEST(Hierarchy, NamesTheLimitThatHasRoomLast) {
  BucketTable table(16);
  const std::array claims{Claim{&table.find(1, kStart), {1, 10}, Level::tenant},
                          Claim{&table.find(2, kStart), {1, 60}, Level::user},
                          Claim{&table.find(3, kStart), {1, 20}, Level::operation_class}};
  EXPECT_FALSE(take(claims, kStart));
  const auto refusal = take(claims, kStart);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->claim, 1U);
  EXPECT_EQ(refusal->wait_nanoseconds, 60 * kSecond);
}

RC_GTEST_PROP(Hierarchy, NeverGivesMoreThanAnyOfItsLimits, ()) {
  BucketTable table(64);
  std::vector<Claim> claims;
  const auto levels = *rc::gen::inRange<std::size_t>(1, kClaimsMost + 1);
  for (std::size_t i = 0; i < levels; ++i)
    claims.push_back(
        {&table.find(i + 1, kStart),
         {*rc::gen::inRange<std::uint32_t>(1, 50), *rc::gen::inRange<std::uint32_t>(1, 20)},
         Level::tenant});
  auto now = kStart;
  std::int64_t admitted = 0;
  const auto steps = *rc::gen::container<std::vector<std::uint32_t>>(
      rc::gen::inRange<std::uint32_t>(0, 400'000'000));
  for (const auto step : steps) {
    now += step;
    if (!take(claims, now)) ++admitted;
    for (const auto& claim : claims)
      RC_ASSERT(admitted <= claim.rate.quota + (now - kStart) / claim.rate.interval());
  }
}

// An hour of a thousand keys of fifty tenants, in three levels, decided alike by both.
TEST(Hierarchy, DecidesAsANaiveModelDoes) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    std::mt19937_64 random(seed);
    BucketTable table(32'768);
    const Rate of_tenant{300, 10};
    const Rate of_class{200, 10};
    const Rate of_key{20, 7};
    std::vector<NaiveBucket> tenants(50, NaiveBucket(of_tenant));
    std::vector<NaiveBucket> classes(100, NaiveBucket(of_class));
    std::vector<NaiveBucket> keys(1'000, NaiveBucket(of_key));
    auto now = kStart;
    int admitted = 0;
    int refused = 0;
    for (int i = 0; i < 300'000; ++i) {
      now += static_cast<std::int64_t>(random() % 24'000'000);
      // A few are asked for most of the time.
      const auto key = random() % 4 == 0 ? random() % 1'000 : random() % 20;
      const auto tenant = key % 50;
      const auto kind = tenant * 2 + random() % 2;
      const std::array claims{
          Claim{&table.find(bucket_key(Level::tenant, tenant, 0), now), of_tenant, Level::tenant},
          Claim{&table.find(bucket_key(Level::operation_class, kind, 0), now), of_class,
                Level::operation_class},
          Claim{&table.find(bucket_key(Level::key, key, 0), now), of_key, Level::key}};
      // Each is asked: what has no room must not hide that others are brought up to date.
      const bool room = static_cast<int>(tenants[tenant].has_room(now)) +
                            static_cast<int>(classes[kind].has_room(now)) +
                            static_cast<int>(keys[key].has_room(now)) ==
                        3;
      if (room) {
        tenants[tenant].take();
        classes[kind].take();
        keys[key].take();
      }
      ASSERT_EQ(!take(claims, now), room) << "seed " << seed << ", request " << i;
      room ? ++admitted : ++refused;
    }
    EXPECT_GT(admitted, 50'000);
    EXPECT_GT(refused, 10'000);
  }
}

// Several event loops at once: none too many, and within one per cent none too few.
TEST(Hierarchy, IsExactWhenSeveralThreadsTake) {
  BucketTable table(1'024);
  const Rate rate{10'000, 10};
  constexpr int kThreads = 4;
  constexpr std::int64_t kLasts = 20 * kSecond;
  std::array<std::int64_t, kThreads> admitted{};
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < kThreads; ++thread)
      threads.emplace_back([&, thread] {
        for (auto now = kStart; now <= kStart + kLasts; now += 1'000'000) {
          const std::array claims{Claim{&table.find(1, now), rate, Level::tenant},
                                  Claim{&table.find(2, now), {50'000, 1}, Level::user}};
          for (int i = 0; i < 3; ++i)
            if (!take(claims, now)) ++admitted[static_cast<std::size_t>(thread)];
        }
      });
  }
  std::int64_t all = 0;
  for (const auto of_thread : admitted)
    all += of_thread;
  // 240,000 tries; threads pass through the same time at their own pace.
  const std::int64_t allowed = rate.quota + kLasts / rate.interval();
  EXPECT_LE(all, allowed);
  EXPECT_GE(all, allowed * 99 / 100);
}

TEST(BucketTable, GivesAFullBucketToTheNext) {
  BucketTable table(16);
  for (std::uint64_t key = 1; key <= 16; ++key)
    take(table.find(key, kStart), {1, 1}, kStart);
  EXPECT_EQ(table.in_use(kStart), 16U);
  const auto later = kStart + 3 * kSecond;
  for (std::uint64_t key = 101; key <= 116; ++key)
    EXPECT_EQ(take(table.find(key, later), {1, 1}, later), 0);
  EXPECT_EQ(table.in_use(later), 16U);
}

TEST(BucketTable, FloodedWithKeysItServesLessAndNotMore) {
  BucketTable table(64);
  std::int64_t admitted = 0;
  for (std::uint64_t key = 1; key <= 100'000; ++key)
    if (take(table.find(bucket_key(Level::address, key, 0, 99), kStart), {3, 60}, kStart) == 0)
      ++admitted;
  EXPECT_LE(admitted, 3 * 64);
}

TEST(BucketTable, KeysOfDifferentThingsDiffer) {
  const auto tenant = bucket_key(Level::tenant, 7, 0);
  EXPECT_EQ(tenant, bucket_key(Level::tenant, 7, 0));
  EXPECT_NE(tenant, bucket_key(Level::user, 7, 0));
  EXPECT_NE(tenant, bucket_key(Level::tenant, 8, 0));
  EXPECT_NE(tenant, bucket_key(Level::tenant, 7, 1));
  EXPECT_NE(tenant, bucket_key(Level::tenant, 7, 0, 1));
  EXPECT_NE(bucket_key(Level::key, Uuid{{1}}), bucket_key(Level::key, Uuid{{2}}));
}

}  // namespace
}  // namespace sangam::gateway::limits
