// Turns at the gate: bounded, fair, and nobody forgotten.

#include "kernel/gateway/limits/fair_gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <random>
#include <vector>

namespace sangam::gateway::limits {
namespace {

using Entry = FairGate::Entry;
using Waiter = FairGate::Waiter;

TEST(FairGate, LetsInWhatThereIsRoomFor) {
  FairGate gate({.at_work = 4, .at_work_a_tenant = 3});
  std::array<Waiter, 6> waiters;
  EXPECT_EQ(gate.enter(waiters[0], 1), Entry::entered);
  EXPECT_EQ(gate.enter(waiters[1], 1), Entry::entered);
  EXPECT_EQ(gate.enter(waiters[2], 1), Entry::entered);
  EXPECT_EQ(gate.enter(waiters[3], 1), Entry::queued);
  EXPECT_EQ(gate.enter(waiters[4], 2), Entry::entered);
  EXPECT_EQ(gate.enter(waiters[5], 2), Entry::queued);
  EXPECT_EQ(gate.leave(1), &waiters[5]);
}

TEST(FairGate, TakesTurnsOverTenantsAndKeepsTheOrderOfEach) {
  FairGate gate({.at_work = 1, .at_work_a_tenant = 1});
  std::array<Waiter, 6> waiters;
  gate.enter(waiters[0], 1);
  for (const int i : {1, 2, 3})
    EXPECT_EQ(gate.enter(waiters[static_cast<std::size_t>(i)], 1), Entry::queued);
  EXPECT_EQ(gate.enter(waiters[4], 2), Entry::queued);
  EXPECT_EQ(gate.enter(waiters[5], 3), Entry::queued);
  EXPECT_EQ(gate.leave(1), &waiters[4]);
  EXPECT_EQ(gate.leave(2), &waiters[5]);
  EXPECT_EQ(gate.leave(3), &waiters[1]);
  EXPECT_EQ(gate.leave(1), &waiters[2]);
  EXPECT_EQ(gate.leave(1), &waiters[3]);
  EXPECT_EQ(gate.leave(1), nullptr);
  EXPECT_EQ(gate.tenants(), 0U);
}

TEST(FairGate, ATenantMayHaveLessOfItsOwn) {
  FairGate gate({.at_work = 8, .at_work_a_tenant = 6});
  std::array<Waiter, 2> waiters;
  EXPECT_EQ(gate.enter(waiters[0], 1, 1), Entry::entered);
  EXPECT_EQ(gate.enter(waiters[1], 1, 1), Entry::queued);
}

TEST(FairGate, RefusesWhenTooManyWait) {
  FairGate gate({.at_work = 1, .at_work_a_tenant = 1, .waiting = 3, .waiting_a_tenant = 2});
  std::array<Waiter, 7> waiters;
  EXPECT_EQ(gate.enter(waiters[0], 1), Entry::entered);
  EXPECT_EQ(gate.enter(waiters[1], 1), Entry::queued);
  EXPECT_EQ(gate.enter(waiters[2], 1), Entry::queued);
  EXPECT_EQ(gate.enter(waiters[3], 1), Entry::full);
  EXPECT_EQ(gate.enter(waiters[4], 2), Entry::queued);
  EXPECT_EQ(gate.enter(waiters[5], 3), Entry::full);
  EXPECT_EQ(gate.tenants(), 2U);
}

TEST(FairGate, WhoGaveUpIsNotLetIn) {
  FairGate gate({.at_work = 1, .at_work_a_tenant = 1});
  std::array<Waiter, 3> waiters;
  gate.enter(waiters[0], 1);
  gate.enter(waiters[1], 2);
  gate.enter(waiters[2], 2);
  EXPECT_TRUE(gate.abandon(waiters[1]));
  EXPECT_FALSE(gate.abandon(waiters[1]));
  EXPECT_EQ(gate.leave(1), &waiters[2]);
  EXPECT_FALSE(gate.abandon(waiters[2]));
  EXPECT_EQ(gate.leave(2), nullptr);
  EXPECT_EQ(gate.tenants(), 0U);
  EXPECT_EQ(gate.at_work(), 0U);
}

// A tenant that floods against one that asks now and then, each call a tick long.
TEST(FairGate, AFloodMakesAQuietTenantWaitForOneCallAtMost) {
  FairGate gate({.at_work = 4, .at_work_a_tenant = 4});
  std::deque<Waiter> waiters;
  std::vector<std::int32_t> at_work;
  for (int i = 0; i < 500; ++i) {
    auto& waiter = waiters.emplace_back();
    if (gate.enter(waiter, 1) == Entry::entered) at_work.push_back(1);
  }
  auto& quiet = waiters.emplace_back();
  ASSERT_EQ(gate.enter(quiet, 2), Entry::queued);
  // The flood was in line first, once: after it comes the other.
  auto* first = gate.leave(1);
  auto* second = gate.leave(1);
  EXPECT_TRUE(first == &quiet || second == &quiet);
}

// Whatever happens in whatever order, counts are right, bounds hold, and room is never left unused
// while somebody waits who may use it.
TEST(FairGate, KeepsItsPromisesInALongRandomRun) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    std::mt19937 random(seed);
    const GateSettings settings{
        .at_work = 8, .at_work_a_tenant = 5, .waiting = 60, .waiting_a_tenant = 20};
    FairGate gate(settings);
    std::vector<std::unique_ptr<Waiter>> waiting;
    std::vector<std::int32_t> at_work;
    const auto entered = [&](Waiter* waiter) {
      at_work.push_back(waiter->tenant);
      std::erase_if(waiting, [&](const auto& each) { return each.get() == waiter; });
    };
    for (int i = 0; i < 50'000; ++i) {
      const auto what = random() % 10;
      if (what < 5) {
        auto waiter = std::make_unique<Waiter>();
        const auto tenant = static_cast<std::int32_t>(1 + random() % (random() % 2 == 0 ? 2 : 30));
        switch (gate.enter(*waiter, tenant)) {
          case Entry::entered:
            at_work.push_back(tenant);
            break;
          case Entry::queued:
            waiting.push_back(std::move(waiter));
            break;
          case Entry::full:
            EXPECT_TRUE(gate.waiting() == settings.waiting ||
                        std::ranges::count_if(waiting, [&](const auto& each) {
                          return each->tenant == tenant;
                        }) == settings.waiting_a_tenant);
            break;
        }
      } else if (what < 9 && !at_work.empty()) {
        const auto which = random() % at_work.size();
        const auto tenant = at_work[which];
        at_work.erase(at_work.begin() + static_cast<std::ptrdiff_t>(which));
        if (auto* next = gate.leave(tenant)) entered(next);
      } else if (!waiting.empty()) {
        const auto which = random() % waiting.size();
        EXPECT_TRUE(gate.abandon(*waiting[which]));
        waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(which));
      }
      ASSERT_EQ(gate.at_work(), at_work.size());
      ASSERT_EQ(gate.waiting(), waiting.size());
      ASSERT_LE(at_work.size(), settings.at_work);
      for (const auto& waiter : waiting)
        if (at_work.size() < settings.at_work)
          ASSERT_EQ(std::ranges::count(at_work, waiter->tenant), settings.at_work_a_tenant);
    }
    while (!at_work.empty()) {
      const auto tenant = at_work.back();
      at_work.pop_back();
      if (auto* next = gate.leave(tenant)) entered(next);
    }
    EXPECT_TRUE(waiting.empty());
    EXPECT_EQ(gate.tenants(), 0U);
  }
}

}  // namespace
}  // namespace sangam::gateway::limits
