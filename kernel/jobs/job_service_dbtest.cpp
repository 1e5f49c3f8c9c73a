#include "kernel/jobs/job_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <thread>

#include "kernel/clock/clock.h"
#include "kernel/jobs/schema.h"
#include "kernel/jobs/statements.h"
#include "kernel/jobs/testing/job_process.h"
#include "kernel/store/catalogue_lint.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::jobs {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::kShop;
using testing::enqueue_numbers;
using ::testing::HasSubstr;
using testing::JobProcess;
using testing::wait_until;

constexpr std::int64_t kSecond = kNanosecondsPerSecond;

// The effect of these tests' jobs: adds an item of the job's number, one more each time it happens.
constexpr store::Statement kAdd{"jobs_test.add",
                                "insert into shop.items as i (tenant_id, id, name, price) values "
                                "($1, $2::int4, $2::int4::text, 1)"
                                " on conflict (tenant_id, id) do update set price = i.price + 1"};

struct Number {
  static constexpr std::string_view kJobKind = "test.number";
  std::int64_t number = 0;
};
SANGAM_DESCRIBE(Number, (number, "Which"))

Task<void> add_item(Job& job) { co_await job.run(kAdd, job.payload<Number>().number); }

// What the handler of a test does, and a count of its calls.
struct Recorder {
  std::function<Task<void>(Job&)> behaviour = add_item;
  std::atomic<int> calls{0};
  std::mutex mutex;
  std::vector<std::pair<std::int32_t, std::int64_t>> order;  // tenant, number

  JobModule module() {
    return {.handlers = {{.kind = std::string(Number::kJobKind),
                          .handle = [this](Job& job) { return handle(job); },
                          .first_pause = 1ms,
                          .longest_pause = 10ms,
                          .deadline = 20s}},
            .schedules = {}};
  }
  Task<void> handle(Job& job) {
    ++calls;
    {
      const std::lock_guard lock(mutex);
      order.emplace_back(job.tenant(), job.payload<Number>().number);
    }
    co_await behaviour(job);
  }
};

Task<void> do_nothing(Job&) { co_return; }
Task<void> wait_for(Job& job, std::atomic<bool>& go) {
  while (!go)
    co_await job.pause(5ms);
}
Task<void> wait_and_add(Job& job, std::atomic<bool>& go) {
  co_await wait_for(job, go);
  co_await add_item(job);
}
Task<void> report_and_wait(Job& job, std::atomic<bool>& go) {
  co_await job.report(40, "four of ten");
  co_await wait_for(job, go);
}

std::string count(Database& database, const std::string& where) {
  return database.value("select count(*) from kernel.job_history where " + where);
}

bool drained(Database& database) {
  return database.value("select count(*) from kernel.job_queue") == "0";
}

TEST(JobSchema, KeepsTenantsApart) {
  Database database({schema()});
  const auto violations = store::lint_catalogue(database.endpoint(), store::testing::soon());
  EXPECT_TRUE(violations.empty()) << store::describe(violations);
  for (const auto& problem :
       store::check_plans(database.endpoint(), kStatements, {}, store::testing::soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

TEST(Jobs, AreDoneTogetherWithTheirEffect) {
  Database database({schema(), kShop});
  Recorder recorder;
  enqueue_numbers(database, 1, "test.number", 0, 500);
  enqueue_numbers(database, 2, "test.number", 0, 500);
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return process.counters().done == 1'000; }));
  EXPECT_TRUE(drained(database));
  EXPECT_EQ(database.value("select count(*) from shop.items where price = 1"), "1000");
  EXPECT_EQ(count(database, "state = 'done' and attempts = 1 and started_at <= finished_at"),
            "1000");
  process.stop();
  EXPECT_EQ(database.value("select count(*) from kernel.job_claims"), "0");
  telemetry::Snapshot snapshot;
  process.service().describe(snapshot);
  EXPECT_EQ(snapshot.sum("sangam_jobs_done_total"), 1'000);
}

TEST(Jobs, WithoutAnEffectAreSettledInBatches) {
  Database database({schema(), kShop});
  Recorder recorder;
  recorder.behaviour = do_nothing;
  enqueue_numbers(database, 1, "test.number", 0, 20'000);
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return process.counters().done == 20'000; }));
  EXPECT_TRUE(wait_until([&] { return drained(database); }));
  process.stop();
  EXPECT_EQ(count(database, "state = 'done'"), "20000");
  EXPECT_LT(process.counters().exchanges, 5'000U);
  EXPECT_EQ(recorder.calls, 20'000);
}

TEST(Jobs, AreTriedAgainAndKeepWhatFailed) {
  Database database({schema(), kShop});
  Recorder recorder;
  recorder.behaviour = [](Job& job) -> Task<void> {
    job.log("attempt " + std::to_string(job.attempt()));
    co_await job.run(kAdd, job.payload<Number>().number);
    if (job.attempt() < 3) throw std::runtime_error("not yet");
  };
  enqueue_numbers(database, 1, "test.number", 7, 1);
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return process.counters().done == 1; }));
  EXPECT_EQ(database.value("select price from shop.items"), "1");
  EXPECT_EQ(database.value("select concat_ws('|', state, attempts, log, coalesce(error, '-'))"
                           " from kernel.job_history"),
            "done|3|attempt 3|-");
  EXPECT_EQ(database.value("select string_agg(concat_ws('|', attempt, outcome, error, log), ' '"
                           " order by attempt) from kernel.job_attempts"),
            "1|failed|not yet|attempt 1 2|failed|not yet|attempt 2");
}

TEST(Jobs, AreDeadWhenTheirTriesAreUsedUpOrNothingHelps) {
  Database database({schema(), kShop});
  Recorder recorder;
  recorder.behaviour = [](Job& job) -> Task<void> {
    if (job.payload<Number>().number == 1) throw Hopeless("never");
    throw std::runtime_error("always fails");
    co_return;
  };
  enqueue_numbers(database, 1, "test.number", 1, 2, {.tries = 3});
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return process.counters().dead == 2 && drained(database); }));
  EXPECT_EQ(database.value("select string_agg(concat_ws('|', state, attempts, error), ' '"
                           " order by attempts) from kernel.job_history"),
            "dead|1|never dead|3|always fails");
}

TEST(Jobs, OfUnknownKindsWait) {
  Database database({schema(), kShop});
  Recorder recorder;
  enqueue_numbers(database, 1, "test.other", 1, 1);
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return process.counters().failed == 1; }));
  process.stop();
  EXPECT_EQ(database.value("select concat_ws('|', attempts, deferred) from kernel.job_queue"),
            "0|t");
}

TEST(Jobs, WaitForTheirTime) {
  Database database({schema(), kShop});
  Recorder recorder;
  const auto now = clock::system_now();
  enqueue_numbers(database, 1, "test.number", 1, 1,
                  {.run_at = Timestamp{now.nanoseconds + kSecond}});
  enqueue_numbers(database, 1, "test.number", 2, 1,
                  {.run_at = Timestamp{now.nanoseconds + 3'600 * kSecond}});
  // A sandbox whose clock is two hours ahead.
  enqueue_numbers(database, 2, "test.number", 3, 1,
                  {.run_at = Timestamp{now.nanoseconds + 3'600 * kSecond}});
  JobProcess process(database.endpoint(), {recorder.module()});
  process.service().set_clock_offset(2, 7'200 * kSecond);
  ASSERT_TRUE(wait_until([&] { return process.counters().done == 2; }));
  EXPECT_GE(clock::system_now().nanoseconds, now.nanoseconds + kSecond);
  EXPECT_EQ(database.value("select string_agg(id::text, ' ' order by id) from shop.items"), "1 3");
  process.service().set_clock_offset(1, 7'200 * kSecond);
  ASSERT_TRUE(wait_until([&] { return process.counters().done == 3; }));
}

// More than are found at one look.
TEST(Jobs, WaitForTheSameTime) {
  Database database({schema(), kShop});
  Recorder recorder;
  recorder.behaviour = do_nothing;
  const auto due = clock::system_now().nanoseconds + kSecond / 2;
  enqueue_numbers(database, 1, "test.number", 0, 5'000, {.run_at = Timestamp{due}});
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return process.counters().done == 5'000; }));
  EXPECT_GE(clock::system_now().nanoseconds, due);
}

TEST(Jobs, TenantsTakeTurnsWhateverTheyHave) {
  Database database({schema(), kShop});
  Recorder recorder;
  recorder.behaviour = do_nothing;
  enqueue_numbers(database, 1, "test.number", 0, 30'000);
  enqueue_numbers(database, 2, "test.number", 0, 50);
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return process.counters().done >= 10'000; }));
  process.stop();
  const auto last = std::find(recorder.order.rbegin(), recorder.order.rend(),
                              std::pair<std::int32_t, std::int64_t>(2, 49));
  // By then the other had no more turns than were claimed before the small one was seen.
  ASSERT_NE(last, recorder.order.rend());
  EXPECT_LT(recorder.order.rend() - last, 9'000);
}

TEST(Jobs, GoByPriorityWithinATenant) {
  Database database({schema(), kShop});
  Recorder recorder;
  recorder.behaviour = do_nothing;
  enqueue_numbers(database, 1, "test.number", 0, 100, {.priority = kLastPriority});
  enqueue_numbers(database, 1, "test.number", 100, 100, {.priority = kFirstPriority});
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return process.counters().done == 200; }));
  for (int i = 0; i < 100; ++i)
    EXPECT_GE(recorder.order[static_cast<std::size_t>(i)].second, 100) << i;
}

TEST(Jobs, OfOneKeyWaitOnce) {
  Database database({schema(), kShop});
  Recorder recorder;
  std::atomic<bool> go{false};
  recorder.behaviour = [&](Job& job) { return wait_for(job, go); };
  for (int i = 0; i < 3; ++i)
    enqueue_numbers(database, 1, "test.number", i, 1, {.unique_key = "one"});
  enqueue_numbers(database, 2, "test.number", 9, 1, {.unique_key = "one"});
  EXPECT_EQ(database.value("select count(*) from kernel.job_queue"), "2");
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return recorder.calls == 2; }));
  // While one runs, another may wait: what made it necessary may be news to the one that runs.
  enqueue_numbers(database, 1, "test.number", 4, 1, {.unique_key = "one"});
  EXPECT_EQ(database.value("select count(*) from kernel.job_queue"), "3");
  go = true;
  ASSERT_TRUE(wait_until([&] { return process.counters().done == 3; }));
}

TEST(Jobs, AreCancelledWhileTheyRun) {
  Database database({schema(), kShop});
  Recorder recorder;
  recorder.behaviour = [](Job& job) -> Task<void> { co_await job.pause(60s); };
  enqueue_numbers(database, 1, "test.number", 1, 1);
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return recorder.calls == 1; }));
  database.execute("update kernel.job_queue set cancel_requested = true");
  ASSERT_TRUE(wait_until([&] { return drained(database); }));
  EXPECT_EQ(database.value("select state from kernel.job_history"), "cancelled");
}

TEST(Jobs, DeletedWhileTheyRunHaveNoEffect) {
  Database database({schema(), kShop});
  Recorder recorder;
  std::atomic<bool> go{false};
  recorder.behaviour = [&](Job& job) { return wait_and_add(job, go); };
  enqueue_numbers(database, 1, "test.number", 1, 1);
  JobProcess process(database.endpoint(), {recorder.module()});
  ASSERT_TRUE(wait_until([&] { return recorder.calls == 1; }));
  database.execute("delete from kernel.job_queue");
  go = true;
  ASSERT_TRUE(wait_until([&] { return process.counters().lost == 1; }));
  EXPECT_EQ(database.value("select count(*) from shop.items"), "0");
}

TEST(Jobs, ReportTheirProgress) {
  Database database({schema(), kShop});
  Recorder recorder;
  std::atomic<bool> go{false};
  recorder.behaviour = [&](Job& job) { return report_and_wait(job, go); };
  enqueue_numbers(database, 1, "test.number", 1, 1);
  JobProcess process(database.endpoint(), {recorder.module()});
  const std::string progress = "select concat_ws('|', percent, text) from kernel.job_progress";
  ASSERT_TRUE(wait_until([&] { return database.value(progress) == "40|four of ten"; }));
  go = true;
  ASSERT_TRUE(wait_until([&] { return drained(database); }));
  EXPECT_EQ(database.value(progress), "");
}

}  // namespace
}  // namespace sangam::jobs
