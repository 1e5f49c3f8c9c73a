#include "suites/platform/jobs/job_kinds.h"

#include "base/error.h"
#include "suites/platform/jobs/statements.h"

namespace sangam::suites::platform {

namespace {

constexpr std::int64_t kDaysKept = 30;
constexpr std::int64_t kPrunedAtOnce = 1'000;
constexpr int kEchoSteps = 20;

struct RowsRow {
  std::int64_t rows = 0;
};
SANGAM_DESCRIBE(RowsRow, (rows, ""))

Task<std::int64_t> count_rows(jobs::Job& job, Uuid bound) {
  auto work = job.step(store::Mode::read_only);
  const auto row = co_await work.row<RowsRow>(kCountOldJobs, bound);
  co_return row->rows;
}

// Every step is a unit of work of its own, so nothing is held for long, and whoever goes on after
// an interruption finds less to do.
Task<void> prune(jobs::Job& job) {
  const auto request = job.payload<PruneJobs>();
  const auto days = request.older_than_days ? request.older_than_days->value : kDaysKept;
  const auto oldest = job.now().nanoseconds / kNanosecondsPerMillisecond - days * 86'400'000;
  const auto bound = make_uuid_v7(std::max<std::int64_t>(oldest, 0), {});
  const auto total = co_await count_rows(job, bound);
  std::int64_t gone = 0;
  for (bool more = total > 0; more;) {
    job.throw_if_cancelled();
    auto work = job.step();
    const auto row = co_await work.row<RowsRow>(kDeleteOldJobs, bound, kPrunedAtOnce);
    co_await work.commit();
    gone += row->rows;
    more = row->rows == kPrunedAtOnce;
    co_await job.report(static_cast<std::int32_t>(gone * 100 / std::max<std::int64_t>(total, gone)),
                        std::to_string(gone) + " of " + std::to_string(total) + " jobs deleted");
  }
  job.log(std::to_string(gone) + " jobs deleted");
}

Task<void> echo(jobs::Job& job) {
  const auto request = job.payload<EchoJob>();
  if (request.text) job.log(request.text->str());
  const std::chrono::milliseconds delay(request.delay_ms ? request.delay_ms->value : 0);
  for (int step = 0; delay.count() > 0 && step < kEchoSteps; ++step) {
    co_await job.pause(delay / kEchoSteps);
    if (delay >= std::chrono::seconds(1))
      co_await job.report((step + 1) * 100 / kEchoSteps, "waiting");
  }
  if (request.hopeless.value_or(false)) throw jobs::Hopeless("it was told to fail for good");
  if (request.failures && job.attempt() <= request.failures->value)
    throw Error{Code::refused,
                "it was told to fail " + std::to_string(request.failures->value) + " times"};
}

}  // namespace

std::vector<JobKindInfo> open_job_kinds(bool trial) {
  std::vector<JobKindInfo> kinds{{std::string(PruneJobs::kJobKind),
                                  "Delete jobs that were over long ago",
                                  R"({"older_than_days":30})"}};
  if (trial)
    kinds.push_back({std::string(EchoJob::kJobKind), "Do nothing, slowly or badly as told",
                     R"({"text":"hello","delay_ms":5000,"failures":1})"});
  return kinds;
}

jobs::JobModule job_module() {
  return {.handlers = {{.kind = std::string(PruneJobs::kJobKind),
                        .handle = prune,
                        .deadline = std::chrono::hours(1)},
                       {.kind = std::string(EchoJob::kJobKind),
                        .handle = echo,
                        .deadline = std::chrono::minutes(15)}},
          .schedules = {{.name = "prune finished jobs",
                         .kind = std::string(PruneJobs::kJobKind),
                         .payload = R"({"older_than_days":30})",
                         .cron = "17 3 * * *"}}};
}

}  // namespace sangam::suites::platform
