#include "kernel/saga/machine.h"

#include <gtest/gtest.h>

namespace sangam::saga {
namespace {

constexpr std::int64_t kSecond = kNanosecondsPerSecond;

const Skips kNone = [](std::size_t) { return false; };

StepShape action(std::string name) { return {.name = std::move(name), .tries = 2}; }
StepShape undoable(std::string name) {
  return {.name = std::move(name), .compensable = true, .tries = 2};
}

// hold, wait for a person above a limit, pay (the pivot), tell.
Shape payout() {
  auto approve = action("approve");
  approve.kind = StepKind::approval;
  approve.conditional = true;
  approve.wait_ns = 60 * kSecond;
  auto pay = action("pay");
  pay.pivot = true;
  return {.steps = {undoable("hold"), approve, pay, action("tell")}, .deadline_ns = 3600 * kSecond};
}

// A log under construction; every entry must fit.
struct Story {
  explicit Story(Shape given, Skips skips_given = kNone)
      : shape(std::move(given)), skips(std::move(skips_given)) {
    tell(EntryKind::started);
  }
  bool can(EntryKind kind, std::string step = {}) {
    return apply(shape, progress, entry(kind, std::move(step)), skips).has_value();
  }
  Story& tell(EntryKind kind, std::string step = {}) {
    auto next = apply(shape, progress, entry(kind, std::move(step)), skips);
    EXPECT_TRUE(next.has_value()) << next.error();
    if (next) progress = *next;
    return *this;
  }
  Entry entry(EntryKind kind, std::string step) {
    return {.kind = kind,
            .step = std::move(step),
            .at = now,
            .actor = "test",
            .detail = {},
            .payload = {},
            .state = {}};
  }

  Shape shape;
  Skips skips;
  Progress progress;
  Timestamp now{1'000 * kSecond};
};

TEST(Machine, TakesEveryStepInOrder) {
  Story s(payout());
  EXPECT_EQ(next_move(s.shape, s.progress), Move::act);
  s.tell(EntryKind::done, "hold");
  EXPECT_EQ(s.progress.status, Status::waiting);
  EXPECT_EQ(s.progress.timer_at, Timestamp{1'060 * kSecond});
  s.tell(EntryKind::approved, "approve").tell(EntryKind::done, "pay").tell(EntryKind::done, "tell");
  EXPECT_EQ(s.progress.status, Status::done);
  EXPECT_EQ(s.progress.marks, "dddd");
  EXPECT_EQ(next_move(s.shape, s.progress), Move::nothing);
}

TEST(Machine, PassesOverWhatItsConditionSkips) {
  Story s(payout(), [](std::size_t step) { return step == 1; });
  s.tell(EntryKind::done, "hold");
  EXPECT_EQ(s.progress.step, 2);
  EXPECT_EQ(s.progress.marks, "ds..");
}

TEST(Machine, TriesAgainThenUndoesInReverseOrder) {
  Story s({.steps = {undoable("a"), undoable("b"), action("c"), action("d")}});
  s.tell(EntryKind::done, "a").tell(EntryKind::done, "b").tell(EntryKind::done, "c");
  s.tell(EntryKind::failed, "d");
  EXPECT_EQ(s.progress.status, Status::running);
  EXPECT_EQ(s.progress.attempt, 1);
  s.tell(EntryKind::failed, "d");
  EXPECT_EQ(s.progress.status, Status::compensating);
  EXPECT_EQ(s.progress.step, 1);
  s.tell(EntryKind::undone, "b");
  EXPECT_EQ(s.progress.step, 0);
  s.tell(EntryKind::undone, "a");
  EXPECT_EQ(s.progress.status, Status::compensated);
  EXPECT_EQ(s.progress.marks, "uud.");
}

TEST(Machine, TurnsBackAtOnceWhenRefused) {
  Story s({.steps = {undoable("a"), action("b")}});
  s.tell(EntryKind::done, "a").tell(EntryKind::refused, "b");
  EXPECT_EQ(s.progress.status, Status::compensating);
  EXPECT_TRUE(s.progress.failure.has_value());
}

TEST(Machine, ParksWhenACompensationFails) {
  Story s({.steps = {undoable("a"), undoable("b"), action("c")}});
  s.tell(EntryKind::done, "a").tell(EntryKind::done, "b").tell(EntryKind::refused, "c");
  s.tell(EntryKind::undo_failed, "b").tell(EntryKind::undo_failed, "b");
  EXPECT_EQ(s.progress.status, Status::parked);
  Story skipped = s;
  skipped.tell(EntryKind::skipped, "b").tell(EntryKind::undone, "a");
  EXPECT_EQ(skipped.progress.marks, "uk.");
  Story again = s;
  again.tell(EntryKind::retried, "b");
  EXPECT_EQ(again.progress.status, Status::compensating);
  EXPECT_EQ(again.progress.attempt, 0);
  s.tell(EntryKind::given_up);
  EXPECT_EQ(s.progress.status, Status::abandoned);
  EXPECT_FALSE(s.can(EntryKind::retried));
}

TEST(Machine, DoesNotTurnBackBehindThePivot) {
  Story s(payout(), [](std::size_t step) { return step == 1; });
  s.tell(EntryKind::done, "hold");
  EXPECT_TRUE(s.can(EntryKind::cancelled));
  s.tell(EntryKind::done, "pay");
  EXPECT_FALSE(s.can(EntryKind::cancelled));
  EXPECT_FALSE(s.can(EntryKind::expired));
  EXPECT_EQ(next_alarm(s.shape, s.progress), std::nullopt);
  s.tell(EntryKind::failed, "tell").tell(EntryKind::failed, "tell");
  EXPECT_EQ(s.progress.status, Status::parked);
  EXPECT_FALSE(s.progress.backward);
  EXPECT_TRUE(s.can(EntryKind::turned_back));
  s.tell(EntryKind::retried, "tell").tell(EntryKind::done, "tell");
  EXPECT_EQ(s.progress.status, Status::done);
}

TEST(Machine, CompensatesWhatMayHaveHappenedOutside) {
  auto ship = undoable("ship");
  ship.kind = StepKind::outside;
  Story s({.steps = {ship, action("tell")}});
  EXPECT_EQ(next_move(s.shape, s.progress), Move::begin);
  s.tell(EntryKind::begun, "ship");
  EXPECT_EQ(next_move(s.shape, s.progress), Move::act);
  s.tell(EntryKind::failed, "ship").tell(EntryKind::failed, "ship");
  EXPECT_EQ(s.progress.status, Status::compensating);
  EXPECT_EQ(s.progress.step, 0);
}

TEST(Machine, SaysWhatIsDue) {
  Story s(payout());
  const Timestamp later{s.now.nanoseconds + 61 * kSecond};
  EXPECT_EQ(due_alarm(s.shape, s.progress, later), std::nullopt);
  s.tell(EntryKind::done, "hold");
  EXPECT_EQ(due_alarm(s.shape, s.progress, later), EntryKind::timed_out);
  const Timestamp much_later{s.now.nanoseconds + 3600 * kSecond};
  Story without_patience = s;
  without_patience.progress.timer_at.reset();
  EXPECT_EQ(due_alarm(s.shape, without_patience.progress, much_later), EntryKind::expired);
  s.tell(EntryKind::timed_out, "approve");
  EXPECT_EQ(s.progress.status, Status::compensating);
  EXPECT_EQ(due_alarm(s.shape, s.progress, much_later), std::nullopt);
}

TEST(Machine, PausedMovesByHandOnly) {
  Story s(payout());
  s.tell(EntryKind::paused);
  EXPECT_EQ(next_move(s.shape, s.progress), Move::nothing);
  EXPECT_FALSE(s.can(EntryKind::done, "hold"));
  EXPECT_FALSE(s.can(EntryKind::paused));
  Story cancelled = s;
  cancelled.tell(EntryKind::cancelled);
  EXPECT_EQ(cancelled.progress.status, Status::compensated);
  s.tell(EntryKind::resumed).tell(EntryKind::done, "hold");
}

TEST(Machine, NobodySkipsAnApproval) {
  Story s(payout());
  s.tell(EntryKind::done, "hold");
  EXPECT_FALSE(s.can(EntryKind::skipped, "approve"));
  s.tell(EntryKind::rejected, "approve");
  EXPECT_EQ(s.progress.status, Status::compensating);
}

TEST(Machine, RefusesEntriesOfOtherSteps) {
  Story s(payout());
  EXPECT_FALSE(s.can(EntryKind::done, "pay"));
  EXPECT_FALSE(s.can(EntryKind::fired, "hold"));
  EXPECT_FALSE(s.can(EntryKind::undone, "hold"));
  EXPECT_FALSE(s.can(EntryKind::started));
}

}  // namespace
}  // namespace sangam::saga
