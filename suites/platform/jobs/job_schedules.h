#pragma once

// Schedules of a tenant: jobs that are made again and again.

#include "kernel/api/call.h"
#include "suites/platform/jobs/job_kinds.h"
#include "suites/platform/jobs/jobs.h"
#include "suites/platform/jobs/types.h"

namespace sangam::suites::platform {

struct OneJobSchedule {
  JobScheduleId id;
};
SANGAM_DESCRIBE(OneJobSchedule, (id, "The schedule"))

struct CreateJobSchedule {
  Text<1, 120> name;
  JobKind kind;
  std::optional<JobPayload> payload;
  CronText cron;
  std::optional<ZoneName> zone;
  std::optional<Misfire> misfire;
  std::optional<Bounded<1, 1000>> misfire_limit;
  std::optional<bool> paused;
};
SANGAM_DESCRIBE(CreateJobSchedule, (name, "Unique within the tenant"),
                (kind, "One of those that jobs.kinds lists"),
                (payload, "What each job is given: a JSON object as text; {} unless said"),
                (cron, "Minute, hour, day of month, month, day of week; or @daily and the like"),
                (zone, "IANA time zone that it is meant in; UTC unless said"),
                (misfire, "What happens of times that were missed: once unless said"),
                (misfire_limit, "How many of them at most, if all; 10 unless said"),
                (paused, "Whether it makes no jobs for now"))

struct ChangeJobSchedule {
  JobScheduleId id;
  std::optional<Text<1, 120>> name;
  std::optional<JobPayload> payload;
  std::optional<CronText> cron;
  std::optional<ZoneName> zone;
  std::optional<Misfire> misfire;
  std::optional<Bounded<1, 1000>> misfire_limit;
  std::optional<bool> paused;
};
SANGAM_DESCRIBE(ChangeJobSchedule, (id, "The schedule"), (name, "Unique within the tenant"),
                (payload, "What each job is given"), (cron, "When"), (zone, "In which time zone"),
                (misfire, "What happens of times that were missed"),
                (misfire_limit, "How many of them at most, if all"),
                (paused, "true pauses it, false lets it go on from now"))

struct PreviewJobSchedule {
  CronText cron;
  std::optional<ZoneName> zone;
  std::optional<Bounded<1, 100>> count;
};
SANGAM_DESCRIBE(PreviewJobSchedule, (cron, "When"), (zone, "In which time zone; UTC unless said"),
                (count, "How many; 10 unless said"))

struct JobSchedulePreview {
  std::vector<Timestamp> items;
};
SANGAM_DESCRIBE(JobSchedulePreview, (items, "The next times, from now on the tenant's clock"))

class JobSchedules {
 public:
  // `kinds`: what tenants may have done by schedule.
  explicit JobSchedules(std::vector<JobKindInfo> kinds) : kinds_(std::move(kinds)) {}

  Task<api::Page<JobSchedule>> list(api::Call& call, api::Paging paging);
  // Throws Error{not_found}, as do all below.
  Task<JobSchedule> get(api::Call& call, OneJobSchedule request);
  // Throws Error{invalid} for a cron expression, zone, kind or payload that is none;
  // Error{conflict} for a name that is taken.
  Task<JobSchedule> create(api::Call& call, CreateJobSchedule request);
  // Of one that a module declared only `paused` can be changed: Error{conflict} for more.
  Task<JobSchedule> change(api::Call& call, ChangeJobSchedule request);
  Task<Nothing> remove(api::Call& call, OneJobSchedule request);
  // A job of it now, whether it is paused or not; its times stay as they are.
  Task<StartedJob> run(api::Call& call, OneJobSchedule request);
  Task<JobSchedulePreview> preview(api::Call& call, PreviewJobSchedule request);

 private:
  std::vector<JobKindInfo> kinds_;
};

}  // namespace sangam::suites::platform
