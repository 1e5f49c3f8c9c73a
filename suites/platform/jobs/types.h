#pragma once

// Resources of this module.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/list.h"
#include "kernel/jobs/occurrences.h"

namespace sangam::suites::platform {

struct JobResource {
  static constexpr std::string_view kIdPrefix = "job";
};
using JobId = Id<JobResource>;

struct JobScheduleResource {
  static constexpr std::string_view kIdPrefix = "sched";
};
using JobScheduleId = Id<JobScheduleResource>;

using JobKind = Text<1, 120>;
// A JSON object as text.
using JobPayload = Text<2, 20'000>;
using CronText = Text<1, 120>;
using ZoneName = Text<1, 64>;

enum class JobState : std::uint8_t { scheduled, waiting, running, done, dead, cancelled };
SANGAM_ENUM(JobState, scheduled, waiting, running, done, dead, cancelled)

using jobs::Misfire;

struct Job {
  JobId id;
  std::string kind;
  std::string state;
  std::int32_t priority = 0;
  std::int32_t attempts = 0;
  std::int32_t tries = 0;
  std::string created_by;
  Timestamp created_at;
  std::optional<JobScheduleId> schedule;
  std::optional<Timestamp> run_at;
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> finished_at;
  std::optional<std::int32_t> percent;
  std::optional<std::string> progress;
  std::optional<bool> cancel_requested;
  std::optional<std::string> error;
  std::optional<std::string> trace_id;
};
SANGAM_DESCRIBE(Job, (id, "The job"), (kind, "What is done"),
                (state, "scheduled, waiting, running, done, dead or cancelled"),
                (priority, "0 goes first, 9 last"), (attempts, "Attempts that have ended"),
                (tries, "Attempts it has at most"), (created_by, "Who made it"),
                (created_at, "When it was made"), (schedule, "The schedule that made it"),
                (run_at, "When its next attempt is due, if it is not at once"),
                (started_at, "When its last attempt began"), (finished_at, "When it was over"),
                (percent, "How far it is, if it says so"), (progress, "What it is at"),
                (cancel_requested, "Whether it was asked to end and has not yet"),
                (error, "Why its last attempt failed"),
                (trace_id, "Of the request that made it, as in traceparent"))

struct JobAttempt {
  std::int32_t attempt = 0;
  std::string outcome;
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> finished_at;
  std::optional<std::string> error;
  std::vector<std::string> log;
};
SANGAM_DESCRIBE(JobAttempt, (attempt, "Which, from 1"),
                (outcome, "failed, lost, done, dead or cancelled"), (started_at, "When it began"),
                (finished_at, "When it ended"), (error, "Why it failed"),
                (log, "What it had to say, line by line"))

struct JobDetail {
  Job job;
  std::string payload;
  std::vector<JobAttempt> attempts;
};
SANGAM_DESCRIBE(JobDetail, (job, "The job"), (payload, "What it was given, as JSON"),
                (attempts, "Its attempts, the oldest first"))

struct JobSchedule {
  JobScheduleId id;
  std::string name;
  std::string kind;
  std::string payload;
  std::string cron;
  std::string zone;
  Misfire misfire = Misfire::once;
  std::int32_t misfire_limit = 1;
  bool paused = false;
  bool declared = false;
  std::optional<Timestamp> next_at;
  std::optional<Timestamp> last_at;
  std::string created_by;
  Timestamp created_at;
};
SANGAM_DESCRIBE(JobSchedule, (id, "The schedule"), (name, "Unique within the tenant"),
                (kind, "Of the jobs it makes"), (payload, "What they are given, as JSON"),
                (cron, "Minute, hour, day of month, month, day of week; or @daily and the like"),
                (zone, "IANA time zone that it is meant in"),
                (misfire, "What happens of times that were missed: skip, once or all"),
                (misfire_limit, "How many of them at most, if all"),
                (paused, "Whether it makes no jobs"),
                (declared, "Whether a module brought it: then it can be paused, not changed"),
                (next_at, "When it makes its next job"), (last_at, "The last time it was due"),
                (created_by, "Who made it"), (created_at, "When it was made"))

}  // namespace sangam::suites::platform
