#include "suites/platform/jobs/testing/job_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/clock/clock.h"
#include "kernel/jobs/testing/job_process.h"
#include "kernel/store/explain_check.h"
#include "suites/platform/jobs/statements.h"

namespace sangam::suites::platform {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using Fixture = testing::JobFixture;
using testing::refusal;

TEST(JobOperations, StatementsUseIndexes) {
  Fixture fixture;
  for (const auto& problem :
       store::check_plans(fixture.database.endpoint(), kJobStatements, {}, store::testing::soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

TEST(JobOperations, FollowAJobFromStartToEnd) {
  Fixture fixture;
  const auto good = fixture.start(R"({"text":"hello"})");
  const auto bad = fixture.start(R"({"text":"oh","hopeless":true})");
  EXPECT_EQ(fixture.get(good).job.state, "waiting");
  EXPECT_EQ(fixture.list(JobState::waiting).size(), 2U);
  EXPECT_EQ(fixture.list(std::nullopt, 2).size(), 0U);
  sangam::jobs::testing::JobProcess process(fixture.database.endpoint(), {job_module()});
  ASSERT_TRUE(sangam::jobs::testing::wait_until(
      [&] { return fixture.database.value("select count(*) from kernel.job_history") == "2"; }));
  const auto done = fixture.get(good);
  EXPECT_EQ(done.job.state, "done");
  ASSERT_EQ(done.attempts.size(), 1U);
  EXPECT_EQ(done.attempts[0].log, std::vector<std::string>{"hello"});
  EXPECT_EQ(done.payload, R"({"text":"hello"})");
  EXPECT_EQ(fixture.get(bad).job.state, "dead");
  EXPECT_EQ(fixture.list(JobState::dead).size(), 1U);
  const auto all = fixture.list();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, bad);  // the newest first
  // Once more, and dead once more, with both attempts.
  EXPECT_EQ(fixture.job("jobs.retry", &JobOperations::retry, OneJob{bad}).state, "waiting");
  ASSERT_TRUE(sangam::jobs::testing::wait_until(
      [&] { return fixture.database.value("select count(*) from kernel.job_history") == "2"; }));
  EXPECT_EQ(fixture.get(bad).attempts.size(), 2U);
  EXPECT_EQ(refusal([&] { fixture.job("jobs.retry", &JobOperations::retry, OneJob{good}); }),
            "conflict");
  EXPECT_EQ(refusal([&] { fixture.job("jobs.cancel", &JobOperations::cancel, OneJob{good}); }),
            "conflict");
  EXPECT_EQ(refusal([&] { fixture.job("jobs.get", &JobOperations::get, OneJob{good}, 2); }),
            "not_found");
}

TEST(JobOperations, CancelWhatWaitsAtOnceAndWhatRunsSoon) {
  Fixture fixture;
  const auto later = fixture.start("{}", Timestamp{clock::system_now().nanoseconds * 2});
  EXPECT_EQ(fixture.get(later).job.state, "scheduled");
  EXPECT_EQ(fixture.job("jobs.cancel", &JobOperations::cancel, OneJob{later}).state, "cancelled");
  const auto slow = fixture.start(R"({"delay_ms":600000})");
  sangam::jobs::testing::JobProcess process(fixture.database.endpoint(), {job_module()});
  ASSERT_TRUE(
      sangam::jobs::testing::wait_until([&] { return fixture.get(slow).job.state == "running"; }));
  const auto asked = fixture.job("jobs.cancel", &JobOperations::cancel, OneJob{slow});
  EXPECT_EQ(asked.cancel_requested, true);
  ASSERT_TRUE(sangam::jobs::testing::wait_until(
      [&] { return fixture.get(slow).job.state == "cancelled"; }));
}

TEST(JobOperations, CancelledAndTriedAgainRunOnce) {
  Fixture fixture;
  const auto id = fixture.start(R"({"text":"once"})");
  for (int i = 0; i < 3; ++i) {
    fixture.job("jobs.cancel", &JobOperations::cancel, OneJob{id});
    fixture.job("jobs.retry", &JobOperations::retry, OneJob{id});
  }
  sangam::jobs::testing::JobProcess process(fixture.database.endpoint(), {job_module()});
  ASSERT_TRUE(
      sangam::jobs::testing::wait_until([&] { return fixture.get(id).job.state == "done"; }));
  EXPECT_EQ(process.counters().done, 1U);
}

TEST(JobOperations, AKeyThatIsHeldGivesTheJobThatHoldsIt) {
  Fixture fixture;
  StartJob request{.kind = JobKind::of("platform.echo"),
                   .payload = {},
                   .priority = {},
                   .run_at = {},
                   .unique_key = Text<1, 200>::of("one"),
                   .tries = {}};
  const auto first = fixture.job("jobs.start", &JobOperations::start, request);
  const auto second = fixture.job("jobs.start", &JobOperations::start, request);
  EXPECT_EQ(first.id, second.id);
  EXPECT_EQ(fixture.list().size(), 1U);
}

TEST(JobOperations, PruneOldJobs) {
  Fixture fixture;
  fixture.database.execute(
      "insert into kernel.job_history (tenant_id, id, kind, payload, priority, state, attempts,"
      " tries, created_at, created_by, finished_at) select t, (lpad(to_hex(n), 12, '0') ||"
      " '70008000000000000000')::uuid, 'x', '{}', 5, 'done', 1, 1, 0, 'x', 0"
      " from generate_series(1, 2500) n, generate_series(1, 2) t");
  fixture.job("jobs.start", &JobOperations::start,
              StartJob{.kind = JobKind::of("platform.prune_jobs"),
                       .payload = {},
                       .priority = {},
                       .run_at = {},
                       .unique_key = {},
                       .tries = {}});
  // Deletes are by tenant: the other one keeps its rows.
  auto settings = sangam::jobs::testing::quick_settings();
  settings.keep = std::chrono::days(30'000);
  sangam::jobs::testing::JobProcess process(fixture.database.endpoint(), {job_module()}, settings);
  ASSERT_TRUE(sangam::jobs::testing::wait_until([&] {
    return fixture.database.value("select log from kernel.job_history where log is not null") ==
           "2500 jobs deleted";
  }));
  EXPECT_EQ(fixture.database.value("select count(*) from kernel.job_history where kind = 'x'"),
            "2500");
}

TEST(JobOperations, RefuseWhatCannotBeStarted) {
  Fixture fixture;
  EXPECT_EQ(refusal([&] { fixture.start("[1]"); }), "invalid /payload");
  EXPECT_EQ(refusal([&] { fixture.start("{a}"); }), "invalid /payload");
  EXPECT_EQ(refusal([&] { require_open_kind(open_job_kinds(false), "platform.echo"); }),
            "invalid /kind");
}

CreateJobSchedule nightly() {
  return {.name = Text<1, 120>::of("nightly"),
          .kind = JobKind::of("platform.echo"),
          .payload = {},
          .cron = CronText::of("30 2 * * *"),
          .zone = ZoneName::of("Asia/Kolkata"),
          .misfire = {},
          .misfire_limit = {},
          .paused = {}};
}

TEST(JobSchedules, AreMadeChangedRunAndDeleted) {
  Fixture fixture;
  const auto made = fixture.schedule("job_schedules.create", &JobSchedules::create, nightly());
  ASSERT_TRUE(made.next_at.has_value());
  EXPECT_THAT(made.next_at->str(), HasSubstr("T21:00:00Z"));
  EXPECT_EQ(
      refusal([&] { fixture.schedule("job_schedules.create", &JobSchedules::create, nightly()); }),
      "conflict /name");
  ChangeJobSchedule pause{.id = made.id};
  pause.paused = true;
  EXPECT_EQ(fixture.schedule("job_schedules.change", &JobSchedules::change, pause).next_at,
            std::nullopt);
  ChangeJobSchedule resume{.id = made.id};
  resume.paused = false;
  resume.cron = CronText::of("@hourly");
  EXPECT_TRUE(fixture.schedule("job_schedules.change", &JobSchedules::change, resume).next_at);
  const auto job =
      fixture.schedule("job_schedules.run", &JobSchedules::run, OneJobSchedule{made.id});
  EXPECT_EQ(fixture.get(job.id).job.schedule, made.id);
  EXPECT_EQ(fixture.schedule("job_schedules.list", &JobSchedules::list, api::Paging{}).items.size(),
            1U);
  fixture.schedule("job_schedules.delete", &JobSchedules::remove, OneJobSchedule{made.id});
  EXPECT_EQ(refusal([&] {
              fixture.schedule("job_schedules.get", &JobSchedules::get, OneJobSchedule{made.id});
            }),
            "not_found");
}

TEST(JobSchedules, RefuseWhatNobodyCanRead) {
  Fixture fixture;
  auto request = nightly();
  request.cron = CronText::of("61 * * * *");
  EXPECT_EQ(
      refusal([&] { fixture.schedule("job_schedules.create", &JobSchedules::create, request); }),
      "invalid /cron");
  request = nightly();
  request.zone = ZoneName::of("Mars/Olympus");
  EXPECT_EQ(
      refusal([&] { fixture.schedule("job_schedules.create", &JobSchedules::create, request); }),
      "invalid /zone");
  const auto preview = fixture.schedule(
      "job_schedules.preview", &JobSchedules::preview,
      PreviewJobSchedule{.cron = CronText::of("@daily"), .zone = {}, .count = Bounded<1, 100>{3}});
  EXPECT_EQ(preview.items.size(), 3U);
}

}  // namespace
}  // namespace sangam::suites::platform
