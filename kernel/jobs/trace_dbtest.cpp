// A trace goes on from the request that enqueues a job to its attempts.

#include <gtest/gtest.h>

#include "kernel/clock/clock.h"
#include "kernel/jobs/schema.h"
#include "kernel/jobs/testing/job_process.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::jobs {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::run_until_done;
using testing::JobProcess;
using testing::wait_until;

Task<void> enqueue_in(Database& database, telemetry::Trace& trace) {
  auto work = database.work(1);
  work.record_in(&trace);
  const Origin origin{clock::system_now(), "someone"};
  enqueue_text(work, "test.one", "{}", origin);
  enqueue_texts(work, "test.many", {"{}", "{}"}, origin);
  co_await work.commit();
}

Task<void> fail_first(Job& job) {
  EXPECT_NE(job.trace(), nullptr);
  if (job.attempt() == 1) throw std::runtime_error("not yet");
  enqueue_text(job.work(), "test.next", "{}", {job.now(), "a job"});
  co_return;
}
Task<void> do_nothing(Job&) { co_return; }

Handler handler(std::string kind, Task<void> (*handle)(Job&)) {
  return {.kind = std::move(kind), .handle = handle, .first_pause = 1ms, .longest_pause = 2ms};
}

TEST(JobTrace, GoesOnWithEveryAttempt) {
  telemetry::tracer().configure({.ratio = 1});
  Database database({schema()});
  telemetry::Trace trace;
  trace.begin({});
  run_until_done(database.loop(), enqueue_in(database, trace));
  JobProcess process(database.endpoint(), {{.handlers = {handler("test.one", &fail_first),
                                                         handler("test.many", &do_nothing),
                                                         handler("test.next", &do_nothing)},
                                            .schedules = {}}});
  ASSERT_TRUE(wait_until([&] { return process.counters().done == 4; }));
  process.stop();
  EXPECT_EQ(database.value("select count(distinct substr(trace, 1, 16)) || ' ' || count(trace)"
                           " from kernel.job_history"),
            "1 4");
  EXPECT_EQ(database.value("select trace from kernel.job_history where kind = 'test.one'"),
            "\\x" + telemetry::to_hex(trace.context(trace.root())));
  std::vector<std::string> told;
  for (const auto& work : telemetry::tracer().recent().get(trace.id()))
    told.push_back(work->operation + (work->kept_as == telemetry::TraceClass::failed ? " -" : ""));
  std::ranges::sort(told);
  EXPECT_EQ(told, (std::vector<std::string>{"test.many", "test.many", "test.next", "test.one",
                                            "test.one -"}));
}

}  // namespace
}  // namespace sangam::jobs
