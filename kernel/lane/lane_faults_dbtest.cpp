// A lane whose database fails it: sessions killed and cut at every place of a batch, another owner.

#include <algorithm>

#include "base/error.h"
#include "kernel/lane/testing/fault_gate.h"
#include "kernel/lane/testing/lane_fixture.h"

namespace sangam::lane {
namespace {

using namespace std::chrono_literals;
using testing::Cut;
using testing::FaultGate;
using testing::LaneFixture;
using testing::serve_all;

class LaneFaultTest : public LaneFixture {
 protected:
  // Does `fault` once, at the next `step` of a batch.
  void once_at(std::string_view step, std::function<void()> fault) {
    fault_ = std::move(fault);
    fault_step_ = step;
    armed_ = true;
  }
  LaneGroup& start_with_faults(const store::Endpoint& endpoint) {
    factory_.at_step = [this](std::string_view step) {
      if (armed_ && step == fault_step_ && armed_.exchange(false)) fault_();
    };
    return start(endpoint);
  }

  std::function<void()> fault_;
  std::string fault_step_;
  std::atomic<bool> armed_{false};
};

TEST_F(LaneFaultTest, ASessionKilledBetweenBatchesIsReplaced) {
  start();
  EXPECT_FALSE(add(1, {1}).has_value());
  kill_lane_sessions();
  const auto killed = add(1, {2});
  if (killed) {
    EXPECT_EQ(killed->code, Code::unavailable);
    EXPECT_FALSE(add(1, {2}).has_value());
  }
  EXPECT_EQ(total(1), "3");
}

// In each of these nothing may have happened, and the caller is told to come back.
TEST_F(LaneFaultTest, ASessionKilledBeforeTheCommitLosesTheBatchWhole) {
  start_with_faults(database_.endpoint());
  std::int64_t expected = 0;
  for (const char* step : {"fetch", "apply", "persist"}) {
    once_at(step, [this] { kill_lane_sessions(); });
    const auto outcome = add(1, {100, 100});
    ASSERT_TRUE(outcome.has_value()) << step;
    EXPECT_EQ(outcome->code, Code::unavailable) << step;
    EXPECT_EQ(outcome->retry_after_seconds, 1);
    EXPECT_EQ(total(1), std::to_string(expected)) << step;
    auto& retried = request(1, {1});
    EXPECT_FALSE(serve(retried).has_value()) << step;
    EXPECT_EQ(retried.totals.front(), ++expected) << step;
    EXPECT_EQ(total(1), std::to_string(expected)) << step;
  }
}

// A constraint checked at COMMIT ends the session there, before anything is durable.
TEST_F(LaneFaultTest, ASessionKilledWithinTheCommitLosesTheBatchWhole) {
  database_.execute(
      "create function tally.die() returns trigger language plpgsql security definer as $$ begin"
      " if new.value = 666 then perform pg_terminate_backend(pg_backend_pid()); end if;"
      " perform pg_sleep(0.01); return new; end $$;"
      "create constraint trigger die after insert on tally.entries deferrable initially deferred"
      " for each row execute function tally.die()");
  start();
  EXPECT_FALSE(add(1, {1}).has_value());
  const auto outcome = add(1, {5, 666});
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->code, Code::unavailable);
  EXPECT_FALSE(add(1, {2}).has_value());
  EXPECT_EQ(total(1), "3");
}

TEST_F(LaneFaultTest, ALostAnswerToCommitIsLookedUp) {
  FaultGate gate(database_.endpoint());
  start_with_faults(gate.endpoint());
  std::int64_t expected = 0;
  for (const Cut cut : {Cut::after, Cut::linger, Cut::after}) {
    once_at("persist", [&] { gate.cut_next(cut, ""); });
    auto& request = LaneFixture::request(1, {10, 20});
    EXPECT_FALSE(serve(request).has_value());
    expected += 30;
    EXPECT_EQ(request.totals.back(), expected);
    EXPECT_EQ(total(1), std::to_string(expected));
  }
  EXPECT_EQ(gate.cuts(), 3);
  EXPECT_EQ(counters().discarded_batches, 0U);
  EXPECT_FALSE(add(1, {1}).has_value());
}

TEST_F(LaneFaultTest, AnExchangeThatDidNotArriveIsUndone) {
  FaultGate gate(database_.endpoint());
  start_with_faults(gate.endpoint());
  for (const Cut cut : {Cut::before, Cut::within}) {
    once_at("persist", [&] { gate.cut_next(cut, ""); });
    const auto outcome = add(1, std::vector<std::int64_t>(500, 1));
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->code, Code::unavailable);
    EXPECT_EQ(rows(), "0");
  }
  EXPECT_EQ(gate.cuts(), 2);
  EXPECT_FALSE(add(1, {1}).has_value());
  EXPECT_EQ(total(1), "1");
}

// The rollback of a refused batch may find the session gone as well.
TEST_F(LaneFaultTest, ASessionKilledWhileABatchIsRefusedHarmsOnlyTheGuiltyOne) {
  start_with_faults(database_.endpoint());
  once_at("discard", [this] { kill_lane_sessions(); });
  auto& guilty = request(1, {-1});
  const auto outcome = serve(guilty);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_FALSE(add(1, {1}).has_value());
  EXPECT_EQ(rows(), "1");
}

// Neither requests nor rows that are due to be written behind make a lane hammer on the door.
TEST_F(LaneFaultTest, ADatabaseThatIsAwayIsAskedNowAndThen) {
  FaultGate gate(database_.endpoint());
  start(gate.endpoint());
  EXPECT_FALSE(add(1, {1}).has_value());
  gate.refuse(true);
  kill_lane_sessions();
  const auto before = gate.sessions();
  std::thread back([&gate] {
    std::this_thread::sleep_for(2s);
    gate.refuse(false);
  });
  int refused = 0;
  while (gate.sessions() - before < 200 && add(1, {10}))
    ++refused;
  back.join();
  EXPECT_GT(refused, 0);
  EXPECT_LT(gate.sessions() - before, 60);
  EXPECT_EQ(total(1), "11");
}

TEST_F(LaneFaultTest, AnOldEpochWritesNoRow) {
  start();
  EXPECT_FALSE(add(1, {1}).has_value());
  database_.execute("update kernel.lanes set epoch = epoch + 1, address = 'another'");
  const auto fenced = add(1, {100});
  ASSERT_TRUE(fenced.has_value());
  EXPECT_EQ(fenced->code, Code::unavailable);
  EXPECT_EQ(rows(), "1");
}

TEST_F(LaneFaultTest, ABatchOutOfOrderIsFenced) {
  start();
  EXPECT_FALSE(add(1, {1}).has_value());
  database_.execute("update kernel.lanes set last_batch = last_batch + 1");
  EXPECT_TRUE(add(1, {100}).has_value());
  EXPECT_EQ(rows(), "1");
  // Having stepped down it takes the shard again and knows where it stands.
  EXPECT_FALSE(add(1, {2}).has_value());
  EXPECT_EQ(total(1), "3");
}

// The session of the first lane dies and a second lane is quicker.
TEST_F(LaneFaultTest, AfterATakeOverTheOldLaneWritesNothing) {
  start();
  EXPECT_FALSE(add(1, {1}).has_value());
  kill_lane_sessions();
  testing::TallyFactory factory;
  LaneGroup second(1, {database_.endpoint().as(store::Role::lane), "second"}, factory);
  second.start({});
  const auto fenced = add(1, {100});
  ASSERT_TRUE(fenced.has_value());
  EXPECT_EQ(fenced->code, Code::unavailable);
  EXPECT_EQ(rows(), "1");
  auto& next = request(1, {10});
  EXPECT_FALSE(testing::serve_one(database_.loop(), second, next).has_value());
  EXPECT_EQ(next.totals, (std::vector<std::int64_t>{11}));
  EXPECT_EQ(database_.value("select address from kernel.lanes where shard = " +
                            std::to_string(shard_of(1, false))),
            "second");
  // And back: the first one must not go on from what it remembers.
  second.stop();
  database_.value(
      "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity"
      " where usename = 'sangam_lane' and datname = current_database()");
  auto& back = request(1, {1});
  if (serve(back)) {
    auto& again = request(1, {1});
    EXPECT_FALSE(serve(again).has_value());
    EXPECT_EQ(again.totals, (std::vector<std::int64_t>{12}));
  } else {
    EXPECT_EQ(back.totals, (std::vector<std::int64_t>{12}));
  }
}

TEST_F(LaneFaultTest, StartSaysThatThereIsNoDatabase) {
  LaneGroup group(1, {"host=/nonexistent user=sangam_lane dbname=x", "nowhere"}, factory_);
  EXPECT_THROW(group.start({}), Error);
}

// Seeded faults at every place under load. The tally's key and its running total make a lost or a
// doubled batch show at once; each answered request must be there, each other one whole or not at
// all.
TEST_F(LaneFaultTest, SeededCutsUnderLoadLoseAndDoubleNothing) {
  FaultGate gate(database_.endpoint());
  std::atomic<std::uint64_t> state{20'240'607};
  const auto draw = [&](std::uint64_t limit) {
    return ((state = state * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL) >> 33) %
           limit;
  };
  factory_.at_step = [&](std::string_view step) {
    if (step != "persist" && step != "fetch") return;
    if (draw(6) == 0) gate.cut_next(static_cast<Cut>(1 + draw(4)), "");
  };
  start(gate.endpoint());
  std::int64_t answered = 0;
  std::int64_t unanswered = 0;
  for (int round = 0; round < 60; ++round) {
    std::vector<Request*> all;
    for (int i = 0; i < 5; ++i)
      all.push_back(&request(1 + i % 2, std::vector<std::int64_t>(1 + draw(300), 1)));
    const auto outcomes = serve_all(database_.loop(), *lanes_, all);
    // As a caller that is told to come back later.
    if (std::ranges::any_of(outcomes, &Outcome::has_value)) std::this_thread::sleep_for(100ms);
    for (std::size_t i = 0; i < all.size(); ++i)
      (outcomes[i] ? unanswered : answered) += static_cast<std::int64_t>(all[i]->size());
  }
  lanes_->stop();
  const auto stored = std::stoll(rows());
  EXPECT_GE(stored, answered);
  EXPECT_LE(stored, answered + unanswered);
  EXPECT_GT(gate.cuts(), 10);
  EXPECT_GT(answered, 5'000);
  EXPECT_EQ(
      database_.value("select bool_and(number = place and total = place) from (select number,"
                      " total, row_number() over (partition by tenant_id order by at) as place"
                      " from tally.entries) x"),
      "t");
}

}  // namespace
}  // namespace sangam::lane
