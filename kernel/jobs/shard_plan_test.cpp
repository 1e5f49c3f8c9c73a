#include "kernel/jobs/shard_plan.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "kernel/jobs/arrival.h"

namespace sangam::jobs {
namespace {

constexpr std::int64_t kPatience = 1'000;

Uuid worker(int number) {
  Uuid id;
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

// A database with its shards and workers, each of which plans for itself.
struct World {
  explicit World(int workers) {
    for (std::int16_t i = 0; i < kShards; ++i)
      census.shards.push_back({.shard = i, .owner = std::nullopt, .epoch = 0});
    for (int i = 0; i < workers; ++i)
      join(i);
  }

  void join(int number) {
    census.workers.push_back({worker(number), 1});
    watches.emplace(number, WorkerWatch(kPatience));
  }
  // One beat of a worker, and what its plan makes of the shards.
  void step(int number) {
    for (auto& w : census.workers)
      if (w.id == worker(number)) ++w.beat;
    auto& watch = watches.at(number);
    watch.see(census.workers, now);
    const auto plan = plan_shards(worker(number), census, watch, now);
    for (const auto& taken : plan.take) {
      auto& shard = census.shards[static_cast<std::size_t>(taken.shard)];
      if (shard.owner == taken.owner) shard = {taken.shard, worker(number), shard.epoch + 1};
    }
    for (const auto given : plan.give_up)
      census.shards[static_cast<std::size_t>(given)].owner = std::nullopt;
  }
  int held(int number) const {
    int count = 0;
    for (const auto& shard : census.shards)
      if (shard.owner == worker(number)) ++count;
    return count;
  }

  Census census;
  std::map<int, WorkerWatch> watches;
  std::int64_t now = 0;
};

TEST(ShardPlan, OneWorkerHasAll) {
  World world(1);
  world.step(0);
  EXPECT_EQ(world.held(0), kShards);
}

TEST(ShardPlan, TwoShareAndOneOfThemGoes) {
  World world(1);
  world.step(0);
  world.join(1);
  for (int round = 0; round < 3; ++round) {
    world.now += 100;
    world.step(0);
    world.step(1);
  }
  EXPECT_EQ(world.held(0), kShards / 2);
  EXPECT_EQ(world.held(1), kShards / 2);
  // Worker 1 is killed: nobody takes its shards before the patience is over.
  for (int round = 0; round < 8; ++round) {
    world.now += 100;
    world.step(0);
    EXPECT_EQ(world.held(1), kShards / 2);
  }
  for (int round = 0; round < 8; ++round) {
    world.now += 100;
    world.step(0);
  }
  EXPECT_EQ(world.held(0), kShards);
}

// Whoever comes and goes, when all is quiet the shards are shared evenly, and none is without
// owner.
RC_GTEST_PROP(ShardPlan, Settles, ()) {
  const auto workers = *rc::gen::inRange(1, 7);
  World world(workers);
  std::set<int> alive;
  for (int i = 0; i < workers; ++i)
    alive.insert(i);
  for (int i = 0; i < 100; ++i) {
    world.now += 50;
    world.step(*rc::gen::elementOf(alive));
    if (alive.size() > 1 && *rc::gen::inRange(0, 30) == 0) alive.erase(alive.begin());
  }
  for (int round = 0; round < 60; ++round) {
    world.now += 100;
    for (const int number : alive)
      world.step(number);
  }
  int all = 0;
  const int share = (kShards + static_cast<int>(alive.size()) - 1) / static_cast<int>(alive.size());
  for (const int number : alive) {
    RC_ASSERT(world.held(number) <= share);
    all += world.held(number);
  }
  RC_ASSERT(all == kShards);
}

}  // namespace
}  // namespace sangam::jobs
