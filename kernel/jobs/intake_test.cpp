#include "kernel/jobs/intake.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace sangam::jobs {
namespace {

Uuid id_of(std::int64_t number) {
  Uuid id;
  for (int i = 0; i < 8; ++i)
    id.bytes[static_cast<std::size_t>(15 - i)] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

Arrival arrival(std::int64_t number, std::int32_t tenant, std::int16_t priority = 5) {
  return {.shard = shard_of(tenant),
          .position = {static_cast<std::uint64_t>(number / 10), number},
          .job = {tenant, priority, id_of(number)}};
}

TEST(ReadyQueue, GivesTenantsTurns) {
  ReadyQueue queue;
  for (int i = 0; i < 100; ++i)
    queue.push({1, 5, id_of(i)});
  queue.push({2, 9, id_of(200)});
  queue.push({2, 0, id_of(201)});
  queue.push({3, 5, id_of(300)});
  const auto taken = queue.take(6);
  const std::vector<ReadyJob> expected{{1, 5, id_of(0)}, {2, 0, id_of(201)}, {3, 5, id_of(300)},
                                       {1, 5, id_of(1)}, {2, 9, id_of(200)}, {1, 5, id_of(2)}};
  EXPECT_EQ(taken, expected);
  EXPECT_EQ(queue.size(), 97U);
  EXPECT_EQ(queue.size(1, 5), 97U);
  EXPECT_EQ(queue.size(2, 0), 0U);
  queue.erase_tenants([](std::int32_t tenant) { return tenant == 1; });
  EXPECT_EQ(queue.size(), 0U);
  EXPECT_TRUE(queue.take(5).empty());
  queue.push({1, 5, id_of(7)});
  EXPECT_EQ(queue.take(5).size(), 1U);
}

TEST(ReadyQueue, KnowsWhoHasWaitedLongest) {
  ReadyQueue queue;
  EXPECT_FALSE(queue.waiting_since());
  queue.advance_to(10);
  queue.push({1, 5, id_of(1)});
  queue.advance_to(20);
  queue.push({1, 5, id_of(2)});
  queue.push({2, 9, id_of(3)});
  EXPECT_EQ(queue.waiting_since(), 10);
  EXPECT_EQ(queue.take(2).size(), 2U);
  EXPECT_EQ(queue.waiting_since(), 20);
  EXPECT_EQ(queue.take(2).size(), 1U);
  EXPECT_FALSE(queue.waiting_since());
}

// The queue's table, as the database has it, and the intake's reads of it.
struct Table {
  std::vector<Arrival> rows;  // in order of arrival
  std::size_t read = 0;

  void arrive(Intake& intake, std::size_t most) {
    for (; most > 0 && read < rows.size(); --most)
      intake.arrive(rows[read++]);
  }
  void fill(Intake& intake) const {
    for (const auto& wanted : intake.backlog(3)) {
      std::vector<BacklogJob> jobs;
      for (const auto& row : rows)
        if (row.job.tenant == wanted.tenant && row.job.priority == wanted.priority &&
            row.position > wanted.behind && row.position <= wanted.up_to && !row.deferred &&
            static_cast<std::int32_t>(jobs.size()) < wanted.rows)
          jobs.push_back({row.position, row.job.id});
      intake.fill(wanted, jobs);
    }
  }
};

// However small its windows, every job is taken once, and those of a tenant and priority in order.
RC_GTEST_PROP(Intake, TakesEveryJobOnceInOrder, ()) {
  Intake intake({.window = *rc::gen::inRange<std::size_t>(2, 20),
                 .low = 2,
                 .many = *rc::gen::inRange<std::size_t>(5, 100),
                 .narrow_window = 1});
  for (std::int16_t shard = 0; shard < 3; ++shard)
    intake.add_shard(shard);
  Table table;
  const auto count = *rc::gen::inRange(0, 300);
  for (int i = 1; i <= count; ++i) {
    auto row = arrival(i, *rc::gen::inRange(0, 3), *rc::gen::inRange<std::int16_t>(0, 2));
    row.deferred = *rc::gen::inRange(0, 10) == 0;
    table.rows.push_back(row);
  }
  std::map<std::pair<std::int32_t, std::int16_t>, std::vector<Uuid>> taken;
  for (int idle = 0; idle < 20;) {
    table.arrive(intake, *rc::gen::inRange<std::size_t>(1, 30));
    table.fill(intake);
    const auto jobs = intake.take(*rc::gen::inRange<std::size_t>(1, 15));
    for (const auto& job : jobs)
      taken[{job.tenant, job.priority}].push_back(job.id);
    idle = jobs.empty() && table.read == table.rows.size() && !intake.has_backlog() ? idle + 1 : 0;
  }
  std::map<std::pair<std::int32_t, std::int16_t>, std::vector<Uuid>> expected;
  for (const auto& row : table.rows)
    if (!row.deferred) expected[{row.job.tenant, row.job.priority}].push_back(row.job.id);
  RC_ASSERT(taken == expected);
}

TEST(Intake, ForgetsAShardThatWent) {
  Intake intake({.window = 2, .low = 1, .many = 100, .narrow_window = 1});
  intake.add_shard(1);
  for (int i = 1; i < 10; ++i)
    intake.arrive(arrival(i, 1));
  EXPECT_TRUE(intake.has_backlog());
  EXPECT_EQ(intake.size(), 2U);
  intake.remove_shard(1);
  EXPECT_FALSE(intake.has_backlog());
  EXPECT_EQ(intake.size(), 0U);
  intake.arrive(arrival(20, 1));
  EXPECT_EQ(intake.size(), 0U);
}

}  // namespace
}  // namespace sangam::jobs
