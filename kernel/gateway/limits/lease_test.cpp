// Leases of several processes from one store, in simulated time, against what the bucket allows.

#include "kernel/gateway/limits/lease.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <queue>
#include <random>
#include <vector>

#include "kernel/gateway/limits/limiter.h"

namespace sangam::gateway::limits {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kStart = 1'000 * kSecond;
constexpr std::uint64_t kKey = 42;

// What the script does in Redis (lease_script.h), with a clock of its own.
class Store {
 public:
  LeaseGrant exchange(const LeaseItem& item, std::int64_t now) {
    auto& full_at = full_at_[item.key];
    full_at = std::max(std::max(full_at, now) - item.back * item.rate.interval(), now);
    const auto room =
        item.rate.quota - (full_at - now + item.rate.interval() - 1) / item.rate.interval();
    const auto granted = std::max<std::int64_t>(std::min<std::int64_t>(item.wanted, room), 0);
    full_at += granted * item.rate.interval();
    const auto left = std::max<std::int64_t>(room - granted, 0);
    return {.granted = static_cast<std::int32_t>(granted),
            .remaining = static_cast<std::int32_t>(left),
            .wait_nanoseconds =
                left > 0 ? 0
                         : std::max<std::int64_t>(
                               full_at + item.rate.interval() - now - item.rate.capacity(), 1)};
  }

 private:
  std::map<std::uint64_t, std::int64_t> full_at_;
};

// A process: buckets, and at most one exchange under way, which takes a while both ways.
class Process {
 public:
  Process(Store& store, Rate rate, std::int64_t trip)
      : store_(store), rate_(rate), trip_(trip), table_(16), bucket_(table_.find(kKey, kStart)) {}

  // A request; one that lacks a lease waits for it.
  void request(std::int64_t now) {
    count_demand(claims());
    ++asked_;
    if (!decide(now)) ++waiting_;
  }
  void step(std::int64_t now) {
    if (now >= tick_at_) {
      tick_at_ = now + kTickNanoseconds;
      if (const auto item = give_back(bucket_)) returns_.push_back(*item);
    }
    if (under_way_ && now >= reaches_at_ && !grant_) grant_ = store_.exchange(*under_way_, now);
    if (under_way_ && grant_ && now >= answer_at_) {
      apply(*under_way_, *grant_, now);
      under_way_.reset();
      grant_.reset();
      for (auto left = std::exchange(waiting_, 0); left > 0; --left)
        if (!decide(now)) ++waiting_;
    }
    if (under_way_) return;
    if (!returns_.empty()) {
      send(returns_.back(), now);
      returns_.pop_back();
    } else if (waiting_ > 0 || more_) {
      more_ = false;
      send(ask_for(bucket_, waiting_), now);
    }
  }

  std::int64_t admitted() const { return admitted_; }
  std::int64_t refused() const { return refused_; }
  std::int64_t asked() const { return asked_; }

 private:
  std::array<Claim, 1> claims() { return {Claim{&bucket_, rate_, Level::tenant}}; }
  bool decide(std::int64_t now) {
    Refusal refusal;
    const auto all = claims();
    switch (take_leased(all, now, refusal)) {
      case Leased::taken:
        ++admitted_;
        more_ = more_ || wants_more(bucket_);
        return true;
      case Leased::refused:
        EXPECT_GT(refusal.wait_nanoseconds, 0);
        ++refused_;
        return true;
      case Leased::missing:
        return false;
    }
    return false;
  }
  void send(const LeaseItem& item, std::int64_t now) {
    under_way_ = item;
    reaches_at_ = now + trip_ / 2;
    answer_at_ = now + trip_;
  }

  Store& store_;
  Rate rate_;
  std::int64_t trip_;
  BucketTable table_;
  Bucket& bucket_;
  std::vector<LeaseItem> returns_;
  std::optional<LeaseItem> under_way_;
  std::optional<LeaseGrant> grant_;
  std::int64_t reaches_at_ = 0;
  std::int64_t answer_at_ = 0;
  std::int64_t tick_at_ = kStart;
  bool more_ = false;
  std::int32_t waiting_ = 0;
  std::int64_t admitted_ = 0;
  std::int64_t refused_ = 0;
  std::int64_t asked_ = 0;
};

struct Load {
  Rate rate;
  std::array<double, 3> a_second;  // requests of each process
  std::int64_t lasts = 20 * kSecond;
};

struct Outcome {
  std::int64_t admitted = 0;
  std::int64_t refused = 0;
  std::int64_t asked = 0;
};

Outcome simulate(const Load& load, unsigned seed) {
  std::mt19937_64 random(seed);
  Store store;
  std::vector<std::unique_ptr<Process>> processes;
  for (std::size_t i = 0; i < 3; ++i)
    processes.push_back(std::make_unique<Process>(
        store, load.rate, static_cast<std::int64_t>(200'000 + random() % 2'000'000)));
  std::array<std::int64_t, 3> next{};
  std::vector<std::exponential_distribution<double>> gaps;
  for (std::size_t i = 0; i < 3; ++i)
    gaps.emplace_back(std::max(load.a_second[i], 1e-6));
  const auto gap = [&](std::size_t i) {
    return static_cast<std::int64_t>(std::min(gaps[i](random), 1e6) * kSecond);
  };
  for (std::size_t i = 0; i < 3; ++i)
    next[i] = kStart + gap(i);
  for (auto now = kStart; now < kStart + load.lasts; now += kMillisecond / 10)
    for (std::size_t i = 0; i < 3; ++i) {
      for (; next[i] <= now; next[i] += gap(i))
        processes[i]->request(now);
      processes[i]->step(now);
    }
  Outcome outcome;
  for (const auto& process : processes) {
    outcome.admitted += process->admitted();
    outcome.refused += process->refused();
    outcome.asked += process->asked();
  }
  return outcome;
}

std::int64_t allowed(const Load& load) {
  return load.rate.quota + load.lasts / load.rate.interval();
}

TEST(Leases, OverThreeFloodedProcessesAreExactWithinFivePerCent) {
  for (const Rate rate : {Rate{1'000, 1}, Rate{100, 10}, Rate{3'000, 60}, Rate{30, 10}})
    for (const unsigned seed : {1U, 2U, 3U, 4U}) {
      const Load load{.rate = rate, .a_second = {3'000, 700, 4'000}};
      const auto outcome = simulate(load, seed);
      EXPECT_LE(outcome.admitted, allowed(load)) << rate.quota << " seed " << seed;
      EXPECT_GE(outcome.admitted, allowed(load) * 95 / 100) << rate.quota << " seed " << seed;
    }
}

TEST(Leases, WhereOneProcessFloodsAndOthersAreIdleNothingIsLost) {
  const Load load{.rate = {500, 5}, .a_second = {2'000, 0, 0.2}};
  const auto outcome = simulate(load, 7);
  EXPECT_LE(outcome.admitted, allowed(load));
  EXPECT_GE(outcome.admitted, allowed(load) * 95 / 100);
}

TEST(Leases, BelowTheLimitHardlyAnybodyIsRefused) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const Load load{.rate = {1'000, 1}, .a_second = {300, 250, 200}};
    const auto outcome = simulate(load, seed);
    EXPECT_GE(outcome.admitted, outcome.asked * 99 / 100) << "seed " << seed;
  }
}

TEST(Leases, AreNeverMoreThanTheBucketHas) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937_64 random(seed);
    const Load load{
        .rate = {static_cast<std::uint32_t>(1 + random() % 2'000),
                 static_cast<std::uint32_t>(1 + random() % 30)},
        .a_second = {static_cast<double>(random() % 2'000), static_cast<double>(random() % 100),
                     static_cast<double>(random() % 3)},
        .lasts = 3 * kSecond};
    EXPECT_LE(simulate(load, seed).admitted, allowed(load)) << "seed " << seed;
  }
}

TEST(Leases, TokensTakenWithoutLeaseAreToldAfterwards) {
  BucketTable table(16);
  auto& bucket = table.find(kKey, kStart);
  const std::array claims{Claim{&bucket, {10, 1}, Level::tenant}};
  count_demand(claims);
  EXPECT_FALSE(take_unleased(claims, kStart));
  EXPECT_FALSE(take_unleased(claims, kStart));
  Store store;
  const auto item = ask_for(bucket, 1);
  EXPECT_EQ(item.back, -2);
  EXPECT_EQ(item.wanted, 1);
  const auto grant = store.exchange(item, kStart);
  EXPECT_EQ(grant.granted, 1);
  EXPECT_EQ(grant.remaining, 7);
}

// As for who asks what would happen to a request.
TEST(Leases, ABucketThatNobodyUsedIsTakenForFull) {
  BucketTable table(16);
  auto& bucket = table.find(kKey, kStart);
  const Claim claim{&bucket, {10, 1}, Level::tenant};
  EXPECT_EQ(Limiter::tokens_left(claim, true, kStart), 10);
  EXPECT_EQ(Limiter::wait_for(claim, true, kStart), 0);
}

TEST(Leases, OneThatWasToldToBeEmptyIsWaitedFor) {
  BucketTable table(16);
  auto& bucket = table.find(kKey, kStart);
  const Claim claim{&bucket, {10, 1}, Level::tenant};
  count_demand(std::array{claim});
  Store store;
  apply(ask_for(bucket, 10), store.exchange(ask_for(bucket, 10), kStart), kStart);
  EXPECT_EQ(Limiter::wait_for(claim, true, kStart), 0) << "leased to this process";
  Refusal refusal;
  while (take_leased(std::array{claim}, kStart, refusal) == Leased::taken) {
  }
  apply(ask_for(bucket, 1), store.exchange(ask_for(bucket, 1), kStart), kStart);
  EXPECT_GT(Limiter::wait_for(claim, true, kStart), 0);
  EXPECT_EQ(Limiter::wait_for(claim, true, kStart + 60'000'000'000), 0) << "that was long ago";
}

TEST(Leases, WhatIsForgottenIsNotSpent) {
  BucketTable table(16);
  auto& bucket = table.find(kKey, kStart);
  const std::array claims{Claim{&bucket, {10, 1}, Level::tenant}};
  count_demand(claims);
  apply(ask_for(bucket, 3), {.granted = 3, .remaining = 7}, kStart);
  Refusal refusal;
  EXPECT_EQ(take_leased(claims, kStart, refusal), Leased::taken);
  forget(bucket);
  EXPECT_EQ(take_leased(claims, kStart, refusal), Leased::missing);
}

TEST(Leases, AreDroppedWhenTheBucketIsSomebodyElsesByNow) {
  BucketTable table(16);
  auto& bucket = table.find(kKey, kStart);
  auto item = ask_for(bucket, 3);
  bucket.key = kKey + 1;
  apply(item, {.granted = 3, .remaining = 7}, kStart);
  EXPECT_EQ(bucket.leased.load(), 0);
}

}  // namespace
}  // namespace sangam::gateway::limits
