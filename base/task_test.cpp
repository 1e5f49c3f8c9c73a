#include "base/task.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace sangam {
namespace {

Task<int> value(int number) { co_return number; }

Task<int> sum_to(int number) {
  int sum = 0;
  for (int i = 1; i <= number; ++i)
    sum += co_await value(i);
  co_return sum;
}

Task<int> fail() {
  throw std::runtime_error("no");
  co_return 0;
}

Task<void> mark(std::shared_ptr<std::string> log, std::string text) {
  *log += text;
  co_return;
}

Task<void> keep(Task<int> task, std::shared_ptr<int> result) { *result = co_await std::move(task); }

// Runs a task that never suspends.
int run(Task<int> task) {
  const auto result = std::make_shared<int>(-1);
  start_detached(keep(std::move(task), result));
  return *result;
}

TEST(Task, NothingRunsBeforeItIsAwaited) {
  const auto log = std::make_shared<std::string>();
  {
    auto unused = mark(log, "a");
    auto run_later = mark(log, "b");
    EXPECT_EQ(*log, "");
    start_detached(std::move(run_later));
  }
  EXPECT_EQ(*log, "b");
}

TEST(Task, ReturnsValues) { EXPECT_EQ(run(sum_to(10)), 55); }

// Symmetric transfer: however many awaits follow each other, the stack stays flat.
TEST(Task, LongChainsUseNoStack) { EXPECT_EQ(run(sum_to(50'000)), 1'250'025'000); }

Task<void> catch_failure(std::shared_ptr<std::string> log) {
  try {
    *log += std::to_string(co_await fail());
  } catch (const std::runtime_error& error) {
    *log += error.what();
  }
}

TEST(Task, ExceptionsLeaveThroughTheAwait) {
  const auto log = std::make_shared<std::string>();
  start_detached(catch_failure(log));
  EXPECT_EQ(*log, "no");
}

Task<std::unique_ptr<int>> make_unique_value() { co_return std::make_unique<int>(7); }

Task<void> take_unique(std::shared_ptr<int> result) { *result = *co_await make_unique_value(); }

TEST(Task, MovesItsValueOut) {
  const auto result = std::make_shared<int>(0);
  start_detached(take_unique(result));
  EXPECT_EQ(*result, 7);
}

Task<int> await_completion(Completion<int>& completion) { co_return co_await completion; }

TEST(Completion, ResumesTheWaiter) {
  Completion<int> completion;
  const auto result = std::make_shared<int>(-1);
  start_detached(keep(await_completion(completion), result));
  EXPECT_EQ(*result, -1);
  completion.complete(5);
  EXPECT_EQ(*result, 5);
}

TEST(Completion, MayComeBeforeTheWaiter) {
  Completion<int> completion;
  completion.complete(6);
  EXPECT_EQ(run(await_completion(completion)), 6);
}

TEST(TaskDeathTest, AnErrorMayNotLeaveADetachedTask) {
  EXPECT_DEATH(start_detached(keep(fail(), std::make_shared<int>())), "");
}

TEST(TaskDeathTest, ACompletionCompletesOnce) {
  Completion<int> completion;
  completion.complete(1);
  EXPECT_DEATH(completion.complete(2), "has_value");
}

}  // namespace
}  // namespace sangam
