#include "suites/platform/jobs/job_schedules.h"

#include "base/assert.h"
#include "kernel/api/entity_tag.h"
#include "kernel/jobs/enqueue.h"
#include "kernel/jobs/schedule.h"
#include "kernel/store/database_error.h"
#include "suites/platform/jobs/statements.h"

namespace sangam::suites::platform {

namespace {

constexpr std::int32_t kMisfireLimit = 10;
constexpr std::int64_t kPreviewed = 10;

struct JobScheduleRow {
  Uuid id;
  std::string name;
  std::string kind;
  std::string payload;
  std::string cron;
  std::string zone;
  std::string misfire;
  std::int32_t misfire_limit = 1;
  bool paused = false;
  bool declared = false;
  std::optional<Timestamp> next_at;
  std::optional<Timestamp> last_at;
  std::string created_by;
  Timestamp created_at;
};
SANGAM_DESCRIBE(JobScheduleRow, (id, ""), (name, ""), (kind, ""), (payload, ""), (cron, ""),
                (zone, ""), (misfire, ""), (misfire_limit, ""), (paused, ""), (declared, ""),
                (next_at, ""), (last_at, ""), (created_by, ""), (created_at, ""))

JobSchedule to_schedule(const JobScheduleRow& row) {
  JobSchedule schedule{.id = {row.id},
                       .name = row.name,
                       .kind = row.kind,
                       .payload = row.payload,
                       .cron = row.cron,
                       .zone = row.zone,
                       .misfire = Misfire::once,
                       .misfire_limit = row.misfire_limit,
                       .paused = row.paused,
                       .declared = row.declared,
                       .next_at = row.next_at,
                       .last_at = row.last_at,
                       .created_by = row.created_by,
                       .created_at = row.created_at};
  const auto fault = Scalar<Misfire>::parse(row.misfire, schedule.misfire);
  SANGAM_ASSERT(!fault);
  return schedule;
}

jobs::Timetable require_timetable(const std::string& cron, const std::string& zone,
                                  std::string_view before_name) {
  auto timetable = jobs::read_timetable(cron, zone);
  if (!timetable)
    throw invalid_field(std::string(before_name) + std::string(timetable.error().field),
                        "out_of_range", timetable.error().detail);
  return *std::move(timetable);
}

std::optional<Timestamp> next_of(const jobs::Timetable& timetable, const JobSchedule& schedule,
                                 Timestamp now) {
  if (schedule.paused) return std::nullopt;
  return jobs::next_occurrence(timetable.cron, *timetable.zone, now);
}

Error name_taken() {
  return {Code::conflict,
          "A schedule of this name exists.",
          {{"/name", "taken", "belongs to another schedule"}}};
}

template <class Value, class Given>
void assign(Value& value, const std::optional<Given>& given) {
  if (!given) return;
  if constexpr (requires { given->str(); }) value = given->str();
  else if constexpr (requires { given->value; }) value = static_cast<Value>(given->value);
  else value = *given;
}

void apply(JobSchedule& schedule, const ChangeJobSchedule& request) {
  assign(schedule.name, request.name);
  assign(schedule.payload, request.payload);
  assign(schedule.cron, request.cron);
  assign(schedule.zone, request.zone);
  assign(schedule.misfire, request.misfire);
  assign(schedule.misfire_limit, request.misfire_limit);
  assign(schedule.paused, request.paused);
}

bool changes_more_than_paused(const ChangeJobSchedule& request) {
  return request.name || request.payload || request.cron || request.zone || request.misfire ||
         request.misfire_limit;
}

// Without when it runs: what its firing says of it.
JobSchedule decided(JobSchedule schedule) {
  schedule.next_at.reset();
  schedule.last_at.reset();
  return schedule;
}

Task<JobSchedule> find(api::Call& call, const store::Statement& statement, JobScheduleId id) {
  const auto row = co_await call.row<JobScheduleRow>(statement, id);
  if (!row) throw Error{Code::not_found, "There is no such schedule."};
  co_return to_schedule(*row);
}

}  // namespace

Task<api::Page<JobSchedule>> JobSchedules::list(api::Call& call, api::Paging paging) {
  api::ListStatement list("platform.job_schedules.list",
                          "select " SANGAM_JOB_SCHEDULE_COLUMNS
                          " from kernel.job_schedules where tenant_id = $1",
                          call);
  list.sorts({{"name", "name", "text"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<JobScheduleRow>(call, paging);
  api::Page<JobSchedule> page;
  for (const auto& row : rows.items)
    page.items.push_back(to_schedule(row));
  page.next = std::move(rows.next);
  co_return page;
}

Task<JobSchedule> JobSchedules::get(api::Call& call, OneJobSchedule request) {
  auto schedule = co_await find(call, kReadSchedule, request.id);
  call.reply().etag = api::etag_of(api::to_json(decided(schedule)));
  co_return schedule;
}

Task<JobSchedule> JobSchedules::create(api::Call& call, CreateJobSchedule request) {
  require_open_kind(kinds_, request.kind.str());
  JobSchedule schedule{.id = {call.new_id()},
                       .name = request.name.str(),
                       .kind = request.kind.str(),
                       .payload = "{}",
                       .cron = request.cron.str(),
                       .zone = "UTC",
                       .misfire = request.misfire.value_or(Misfire::once),
                       .misfire_limit = kMisfireLimit,
                       .paused = request.paused.value_or(false),
                       .declared = false,
                       .next_at = {},
                       .last_at = {},
                       .created_by = call.principal().id_text,
                       .created_at = call.now()};
  assign(schedule.payload, request.payload);
  assign(schedule.zone, request.zone);
  assign(schedule.misfire_limit, request.misfire_limit);
  require_json_object(schedule.payload);
  const auto timetable = require_timetable(schedule.cron, schedule.zone, "/");
  schedule.next_at = next_of(timetable, schedule, call.now());
  call.set_target(schedule.id.str());
  try {
    co_await call.run(kInsertSchedule, schedule.id, schedule.name, schedule.kind, schedule.payload,
                      schedule.cron, schedule.zone, name(schedule.misfire), schedule.misfire_limit,
                      schedule.paused, schedule.next_at, schedule.created_at, schedule.created_by);
  } catch (const store::DatabaseError& error) {
    if (!error.violates_unique(kScheduleNameKey)) throw;
    throw name_taken();
  }
  co_return schedule;
}

Task<JobSchedule> JobSchedules::change(api::Call& call, ChangeJobSchedule request) {
  call.set_target(request.id.str());
  const auto before = co_await find(call, kFindSchedule, request.id);
  api::require_match(call, decided(before));
  auto schedule = before;
  if (schedule.declared && changes_more_than_paused(request))
    throw Error{Code::conflict, "A module declared this schedule: it can only be paused."};
  const bool retimed = request.cron || request.zone || request.paused;
  apply(schedule, request);
  require_json_object(schedule.payload);
  const auto timetable = require_timetable(schedule.cron, schedule.zone, "/");
  if (retimed) schedule.next_at = next_of(timetable, schedule, call.now());
  call.changed(before, schedule);
  try {
    co_await call.run(kUpdateSchedule, schedule.id, schedule.name, schedule.payload, schedule.cron,
                      schedule.zone, name(schedule.misfire), schedule.misfire_limit,
                      schedule.paused, schedule.next_at);
  } catch (const store::DatabaseError& error) {
    if (!error.violates_unique(kScheduleNameKey)) throw;
    throw name_taken();
  }
  co_return schedule;
}

Task<Nothing> JobSchedules::remove(api::Call& call, OneJobSchedule request) {
  call.set_target(request.id.str());
  const auto schedule = co_await find(call, kFindSchedule, request.id);
  if (schedule.declared)
    throw Error{Code::conflict, "A module declared this schedule: it can only be paused."};
  co_await call.run(kDeleteSchedule, request.id);
  co_return Nothing{};
}

Task<StartedJob> JobSchedules::run(api::Call& call, OneJobSchedule request) {
  call.set_target(request.id.str());
  const auto schedule = co_await find(call, kFindSchedule, request.id);
  const JobId id{jobs::enqueue_text(call.work(), schedule.kind, schedule.payload,
                                    {call.now(), call.principal().id_text},
                                    {.schedule = schedule.id.value})};
  co_return StartedJob{id};
}

Task<JobSchedulePreview> JobSchedules::preview(api::Call& call, PreviewJobSchedule request) {
  const auto timetable =
      require_timetable(request.cron.str(), request.zone ? request.zone->str() : "UTC", "?");
  JobSchedulePreview preview;
  const auto count = request.count ? request.count->value : kPreviewed;
  auto moment = std::optional(call.now());
  while (static_cast<std::int64_t>(preview.items.size()) < count) {
    moment = jobs::next_occurrence(timetable.cron, *timetable.zone, *moment);
    if (!moment) break;
    preview.items.push_back(*moment);
  }
  co_return preview;
}

}  // namespace sangam::suites::platform
