#pragma once

// Schedules: jobs that are made again and again, by a cron expression in a time zone.

#include <string>

#include "base/id.h"
#include "base/scalars.h"
#include "kernel/jobs/occurrences.h"

namespace sangam::jobs {

// What a module declares at start: made for the tenant if it is not there, and brought up to date;
// whether it is paused stays the tenant's choice.
struct DeclaredSchedule {
  std::int32_t tenant = 1;  // the platform's own
  std::string name;
  std::string kind;
  std::string payload = "{}";
  std::string cron;
  std::string zone = "UTC";
  Misfire misfire = Misfire::once;
  std::int32_t misfire_limit = 1;
};

struct ScheduleRow {
  std::int32_t tenant_id = 0;
  Uuid id;
  std::string kind;
  std::string payload;
  std::string cron;
  std::string zone;
  std::string misfire;
  std::int32_t misfire_limit = 1;
  Timestamp next_at;
  bool stopped = false;  // its tenant is: nothing is made
};
SANGAM_DESCRIBE(ScheduleRow, (tenant_id, ""), (id, ""), (kind, ""), (payload, ""), (cron, ""),
                (zone, ""), (misfire, ""), (misfire_limit, ""), (next_at, ""), (stopped, ""))

// A cron expression and its zone, or a sentence on what is wrong with which.
struct Timetable {
  CronExpression cron;
  std::shared_ptr<const ZoneRules> zone;
};
struct TimetableFault {
  std::string_view field;  // "cron" or "zone"
  std::string detail;
};
std::expected<Timetable, TimetableFault> read_timetable(std::string_view cron,
                                                        std::string_view zone);

}  // namespace sangam::jobs
