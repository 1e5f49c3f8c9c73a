#include "base/together.h"

#include <gtest/gtest.h>

#include <deque>
#include <stdexcept>
#include <string>

namespace sangam {
namespace {

// Says when it begins, and ends when `gate` is completed.
Task<void> wait_for(Completion<bool>* gate, std::string name, std::string* story) {
  *story += name + " begins. ";
  co_await *gate;
  *story += name + " ends. ";
}

Task<void> fail_with(std::string reason) {
  throw std::runtime_error(reason);
  co_return;
}

Task<void> tell(Task<void> task, std::string* story) {
  try {
    co_await std::move(task);
    *story += "All ended.";
  } catch (const std::exception& failure) {
    *story += failure.what();
  }
}

std::vector<Task<void>> tasks_of(std::deque<Completion<bool>>& gates, std::string* story) {
  std::vector<Task<void>> tasks;
  for (std::size_t i = 0; i < gates.size(); ++i)
    tasks.push_back(wait_for(&gates[i], std::to_string(i), story));
  return tasks;
}

TEST(Together, AllBeginBeforeAnyEnds) {
  std::deque<Completion<bool>> gates(3);
  std::string story;
  start_detached(tell(together(tasks_of(gates, &story)), &story));
  EXPECT_EQ(story, "0 begins. 1 begins. 2 begins. ");
  for (const std::size_t i : {1U, 2U, 0U})
    gates[i].complete(true);
  EXPECT_EQ(story, "0 begins. 1 begins. 2 begins. 1 ends. 2 ends. 0 ends. All ended.");
}

TEST(Together, ThoseThatNeedNotWaitEndAtOnce) {
  std::deque<Completion<bool>> gates(2);
  for (auto& gate : gates)
    gate.complete(true);
  std::string story;
  start_detached(tell(together(tasks_of(gates, &story)), &story));
  EXPECT_EQ(story, "0 begins. 0 ends. 1 begins. 1 ends. All ended.");
}

TEST(Together, NoneAreAtTheirEnd) {
  std::string story;
  start_detached(tell(together({}), &story));
  EXPECT_EQ(story, "All ended.");
}

TEST(Together, TheFirstFailureIsThrownWhenTheOthersHaveEnded) {
  std::deque<Completion<bool>> gates(1);
  std::string story;
  auto tasks = tasks_of(gates, &story);
  tasks.push_back(fail_with("It broke."));
  tasks.push_back(fail_with("This too."));
  start_detached(tell(together(std::move(tasks)), &story));
  EXPECT_EQ(story, "0 begins. ");
  gates[0].complete(true);
  EXPECT_EQ(story, "0 begins. 0 ends. It broke.");
}

}  // namespace
}  // namespace sangam
