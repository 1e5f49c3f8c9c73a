// A lane in fair weather: batches, large requests, refusals, limits, clocks, stopping.

#include <gmock/gmock.h>

#include <future>

#include "kernel/lane/testing/lane_fixture.h"

namespace sangam::lane {
namespace {

using namespace std::chrono_literals;
using testing::kInAnHour;
using testing::LaneFixture;
using testing::serve_all;
using testing::serve_one;
using testing::TallyRequest;

class LaneTest : public LaneFixture {
 protected:
  // Waits up to ten seconds for what a lane does by itself.
  bool eventually(const std::string& sql, const std::string& value) {
    const auto deadline = runtime::Deadline::in(10s);
    while (database_.value(sql) != value) {
      if (deadline.passed()) return false;
      std::this_thread::sleep_for(10ms);
    }
    return true;
  }
  std::vector<Request*> requests(int count, std::int32_t tenant) {
    std::vector<Request*> all;
    for (int i = 0; i < count; ++i)
      all.push_back(&request(tenant, {1}));
    return all;
  }
};

TEST_F(LaneTest, AnswersWhenTheRowsAreThere) {
  start();
  auto& first = request(1, {5, 7});
  EXPECT_FALSE(serve(first).has_value());
  EXPECT_EQ(first.totals, (std::vector<std::int64_t>{5, 12}));
  EXPECT_EQ(total(1), "12");
  EXPECT_EQ(database_.value("select last_batch from kernel.lanes where shard = " +
                            std::to_string(shard_of(1, false))),
            "1");
}

// While the first batch is under way the others gather; they then share one transaction.
TEST_F(LaneTest, WhatWaitsTogetherIsOneTransaction) {
  std::promise<void> gathered;
  auto wait = gathered.get_future().share();
  std::atomic<bool> first{true};
  factory_.at_step = [&](std::string_view step) {
    if (step == "apply" && first.exchange(false)) wait.wait();
  };
  start();
  auto all = requests(101, 1);
  for (const auto& outcome :
       serve_all(database_.loop(), *lanes_, all, false, [&] { gathered.set_value(); }))
    EXPECT_FALSE(outcome.has_value());
  EXPECT_EQ(rows(), "101");
  // Two, or one where the lane woke up only after all had come.
  EXPECT_LE(counters().batches, 2U);
  EXPECT_EQ(database_.value("select count(distinct transaction) from tally.entries"),
            std::to_string(counters().batches));
  EXPECT_EQ(counters().requests, 101U);
}

TEST_F(LaneTest, CompanionsAreInTheSameTransaction) {
  start();
  auto& one = request(1, {5});
  one.audit = {.id = Uuid{{1}},
               .at = Timestamp{1},
               .actor = "somebody",
               .actor_kind = "user",
               .operation = "tally.add",
               .request_id = "r-1",
               .target = "t"};
  ASSERT_FALSE(serve(one).has_value());
  EXPECT_EQ(database_.value("select a.xmin = e.xmin and a.xmin = o.xmin from kernel.audit a,"
                            " tally.entries e, kernel.outbox o"),
            "t");
  EXPECT_EQ(database_.value("select type || payload from kernel.outbox"),
            "ledger.transfers.posted{\"count\":1}");
}

TEST_F(LaneTest, ALargeRequestTakesSeveralBatchesAndOneAnswer) {
  start();
  auto& large = request(1, std::vector<std::int64_t>(8'190, 1));
  ASSERT_FALSE(serve(large).has_value());
  EXPECT_EQ(large.totals.size(), 8'190U);
  EXPECT_EQ(large.totals.back(), 8'190);
  EXPECT_EQ(rows(), "8190");
  EXPECT_EQ(database_.value("select max(n) from (select count(*) n from tally.entries"
                            " group by transaction) b"),
            std::to_string(kBatchRows));
  EXPECT_EQ(database_.value("select count(distinct transaction) from tally.entries"), "8");
}

// Both tenants live on one shard here, as a large and a small one may.
TEST_F(LaneTest, ALargeRequestDoesNotKeepAnotherTenantWaitingToItsEnd) {
  std::int32_t neighbour = 2;
  while (shard_of(neighbour, false) != shard_of(1, false))
    ++neighbour;
  start();
  auto& large = request(1, std::vector<std::int64_t>(8'190, 1));
  auto& small = request(neighbour, {1});
  Request* const both[] = {&large, &small};
  serve_all(database_.loop(), *lanes_, both);
  EXPECT_LE(
      std::stoi(database_.value("select count(*) from tally.entries where tenant_id = 1 and at <"
                                " (select at from tally.entries where tenant_id <> 1)")),
      2 * static_cast<int>(kBatchRows));
}

TEST_F(LaneTest, OnlyTheGuiltyOneOfARefusedBatchGetsTheError) {
  std::promise<void> gathered;
  auto wait = gathered.get_future().share();
  std::atomic<bool> first{true};
  factory_.at_step = [&](std::string_view step) {
    if (step == "apply" && first.exchange(false)) wait.wait();
  };
  start();
  auto& before = request(1, {1});
  auto& good = request(1, {2, 3});
  auto& guilty = request(1, {4, -1, 5});
  auto& also_good = request(1, {6});
  Request* const all[] = {&before, &good, &guilty, &also_good};
  const auto outcomes =
      serve_all(database_.loop(), *lanes_, all, false, [&] { gathered.set_value(); });
  EXPECT_FALSE(outcomes[0] || outcomes[1] || outcomes[3]);
  ASSERT_TRUE(outcomes[2].has_value());
  EXPECT_EQ(outcomes[2]->code, Code::internal);
  EXPECT_EQ(good.totals, (std::vector<std::int64_t>{3, 6}));
  EXPECT_EQ(also_good.totals, (std::vector<std::int64_t>{12}));
  EXPECT_EQ(total(1), "12");
  EXPECT_EQ(counters().discarded_batches, 2U);
}

TEST_F(LaneTest, ARefusedRequestLeavesTheLaneSound) {
  start();
  for (int round = 0; round < 3; ++round) {
    EXPECT_TRUE(add(1, {-1}).has_value());
    EXPECT_FALSE(add(1, {10}).has_value());
  }
  EXPECT_EQ(total(1), "30");
  EXPECT_EQ(rows(), "3");
}

TEST_F(LaneTest, AFullQueueIsSaidAtOnce) {
  std::promise<void> release;
  auto wait = release.get_future().share();
  factory_.at_step = [&](std::string_view step) {
    if (step == "fetch") wait.wait();
  };
  start();
  auto all = requests(static_cast<int>(kWaitingMax) + 2'000, 1);
  const auto outcomes =
      serve_all(database_.loop(), *lanes_, all, false, [&] { release.set_value(); });
  std::size_t refused = 0;
  for (const auto& outcome : outcomes) {
    if (!outcome) continue;
    ++refused;
    EXPECT_EQ(outcome->code, Code::unavailable);
    EXPECT_EQ(outcome->retry_after_seconds, 1);
  }
  EXPECT_GE(refused, 2'000 - kBatchRows);
  EXPECT_EQ(counters().refused, refused);
  EXPECT_EQ(rows(), std::to_string(all.size() - refused));
}

TEST_F(LaneTest, StoppingAnswersEverybodyAndThenRefuses) {
  std::promise<void> release;
  auto wait = release.get_future().share();
  factory_.at_step = [&](std::string_view step) {
    if (step == "apply") wait.wait();
  };
  start();
  auto all = requests(3'000, 1);
  std::thread stopper;
  const auto outcomes = serve_all(database_.loop(), *lanes_, all, false, [&] {
    stopper = std::thread([&] { lanes_->stop(); });
    std::this_thread::sleep_for(50ms);
    release.set_value();
  });
  stopper.join();
  for (const auto& outcome : outcomes)
    EXPECT_FALSE(outcome.has_value());
  EXPECT_EQ(rows(), "3000");
  const auto late = add(1, {1});
  ASSERT_TRUE(late.has_value());
  EXPECT_EQ(late->code, Code::unavailable);
  EXPECT_EQ(rows(), "3000");
}

TEST_F(LaneTest, ANewLaneGoesOnWhereTheOldOneStopped) {
  start();
  EXPECT_FALSE(add(1, {5}).has_value());
  start();
  auto& next = request(1, {1});
  EXPECT_FALSE(serve(next).has_value());
  EXPECT_EQ(next.totals, (std::vector<std::int64_t>{6}));
}

TEST_F(LaneTest, ASandboxHasAClockOfItsOwn) {
  constexpr std::int64_t kHour = 3'600 * kNanosecondsPerSecond;
  constexpr std::int32_t kTenant = 7;
  start(database_.endpoint(), {kTenant});
  ASSERT_FALSE(
      serve_one(database_.loop(), *lanes_, request(kTenant, {kInAnHour}), true).has_value());
  ASSERT_FALSE(serve_one(database_.loop(), *lanes_, request(kTenant, {5}), true).has_value());
  EXPECT_EQ(rows(), "1");
  lanes_->set_clock_offset(kTenant, kHour);
  EXPECT_TRUE(eventually("select count(*) from tally.entries", "2"));
  EXPECT_EQ(database_.value("select max(at) - min(at) >= 3600000000000 and bool_and(shard = 71)"
                            " from tally.entries"),
            "t");
  // What time alone did is told too.
  EXPECT_EQ(database_.value("select count(*) from kernel.outbox where tenant_id = 7"), "2");
}

TEST_F(LaneTest, TimeGoesForwardWhenAClockIsSetBack) {
  constexpr std::int32_t kTenant = 7;
  start(database_.endpoint(), {kTenant});
  for (const std::int64_t hours : {5, 0, 3}) {
    lanes_->set_clock_offset(kTenant, hours * 3'600 * kNanosecondsPerSecond);
    ASSERT_FALSE(serve_one(database_.loop(), *lanes_, request(kTenant, {1, 1}), true).has_value());
  }
  EXPECT_EQ(
      database_.value("select bool_and(later) from (select at > lag(at) over (order by number)"
                      " as later from tally.entries) x"),
      "t");
}

TEST_F(LaneTest, StartSaysThatTheShardsAreHeld) {
  start();
  testing::TallyFactory factory;
  LaneGroup second(1, {database_.endpoint().as(store::Role::lane), "second"}, factory);
  EXPECT_THROW(second.start({}), store::DatabaseError);
  EXPECT_FALSE(add(1, {1}).has_value());
}

}  // namespace
}  // namespace sangam::lane
