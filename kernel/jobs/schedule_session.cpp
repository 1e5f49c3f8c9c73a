#include "kernel/jobs/schedule_session.h"

#include "base/assert.h"
#include "kernel/api/named_uuid.h"
#include "kernel/clock/clock.h"
#include "kernel/jobs/schedule_statements.h"
#include "kernel/jobs/statements.h"
#include "kernel/store/rows.h"
#include "kernel/telemetry/log.h"

namespace sangam::jobs {

namespace {

using store::Parameters;

constexpr std::chrono::seconds kPatience{30};
constexpr std::int32_t kSchedulesAtOnce = 200;

runtime::Deadline patience() { return runtime::Deadline::in(kPatience); }

// Of machine time, so that the history finds its partition, and the same whoever works it out: the
// moment it was due is in the name.
Uuid job_of(const ScheduleRow& schedule, Timestamp moment) {
  return api::named_uuid_beside(make_uuid_v7(moment.nanoseconds / kNanosecondsPerMillisecond, {}),
                                {"schedule", to_hex(schedule.id), moment.str()});
}

Misfire misfire_of(const ScheduleRow& schedule) {
  Misfire misfire = Misfire::once;
  const auto fault = Scalar<Misfire>::parse(schedule.misfire, misfire);
  SANGAM_ASSERT(!fault);
  return misfire;
}

// Sends what firing one schedule takes; returns how many jobs it makes.
std::size_t send_fire(store::BatchConnection& connection, const ScheduleRow& schedule,
                      Timestamp now) {
  const auto timetable = read_timetable(schedule.cron, schedule.zone);
  if (!timetable) {
    log::error("a schedule cannot be read and is paused",
               {{"schedule", to_hex(schedule.id)}, {"reason", timetable.error().detail}});
    connection.send_text(kPauseBroken,
                         Parameters::of(schedule.tenant_id, schedule.id, schedule.next_at));
    return 0;
  }
  auto due = due_occurrences(timetable->cron, *timetable->zone, schedule.next_at, now,
                             misfire_of(schedule), schedule.misfire_limit);
  if (schedule.stopped) due.happen.clear();
  std::vector<Uuid> jobs;
  for (const auto moment : due.happen)
    jobs.push_back(job_of(schedule, moment));
  std::optional<Timestamp> last;
  if (!due.happen.empty()) last = due.happen.back();
  connection.send_text(kFire, Parameters::of(schedule.tenant_id, schedule.id, schedule.next_at,
                                             due.next_at, last, jobs, now));
  return jobs.size();
}

Timestamp clock_of(std::int32_t tenant, Timestamp now, const SandboxClocks& sandboxes) {
  for (std::size_t i = 0; i < sandboxes.tenants.size(); ++i)
    if (sandboxes.tenants[i] == tenant) return {sandboxes.nows[i]};
  return now;
}

}  // namespace

void keep_declared(store::BatchConnection& connection, std::span<const DeclaredSchedule> declared,
                   Timestamp now) {
  for (const auto& schedule : declared) {
    const auto timetable = read_timetable(schedule.cron, schedule.zone);
    SANGAM_ASSERT(timetable.has_value());
    const auto next = next_occurrence(timetable->cron, *timetable->zone, now);
    connection.send_text(
        kDeclare, Parameters::of(schedule.tenant, clock::new_uuid(now), schedule.name,
                                 schedule.kind, schedule.payload, schedule.cron, schedule.zone,
                                 name(schedule.misfire), schedule.misfire_limit, next, now));
  }
  if (!declared.empty()) connection.execute(patience());
}

std::size_t fire_due(store::BatchConnection& connection, const HeldShards& held, Timestamp now,
                     const SandboxClocks& sandboxes) {
  connection.send_text(kReadDue, Parameters::of(0, held.shards, now, kSchedulesAtOnce));
  connection.send_text(kReadDueInSandboxes,
                       Parameters::of(0, sandboxes.tenants, sandboxes.nows, kSchedulesAtOnce));
  const auto results = connection.execute(patience());
  auto schedules = store::read_rows<ScheduleRow>(results[0]);
  for (auto& schedule : store::read_rows<ScheduleRow>(results[1]))
    if (std::ranges::none_of(schedules, [&](const auto& s) { return s.id == schedule.id; }))
      schedules.push_back(std::move(schedule));
  if (schedules.empty()) return 0;
  connection.send_text(kHoldShards, Parameters::of(0, held.worker, held.shards, held.epochs));
  std::size_t made = 0;
  for (const auto& schedule : schedules)
    made += send_fire(connection, schedule, clock_of(schedule.tenant_id, now, sandboxes));
  connection.execute(patience());
  return made;
}

}  // namespace sangam::jobs
