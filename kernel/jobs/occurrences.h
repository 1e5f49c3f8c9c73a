#pragma once

// Occurrences: the moments at which a cron expression is true in a time zone. Pure.
//
// Where clocks are put forward, times that do not exist happen at the first moment after the gap,
// once. Where they are put back, a time of day happens the first time only; an expression whose
// hour is * happens in both passes, as an interval should.

#include <memory>
#include <optional>
#include <vector>

#include "base/time_zone/time_zone.h"
#include "kernel/jobs/cron_expression.h"

namespace sangam::jobs {

// The first occurrence behind `after`; nullopt when there is none in the next twelve years.
std::optional<Timestamp> next_occurrence(const CronExpression& cron, const ZoneRules& zone,
                                         Timestamp after);

// What to do about occurrences that nobody was there to see.
enum class Misfire : std::uint8_t {
  skip,  // those that are over a minute late do not happen
  once,  // they happen together, once
  all,   // each happens, the newest `limit` of them
};
SANGAM_ENUM(Misfire, skip, once, all)

struct Due {
  std::vector<Timestamp> happen;     // in order
  std::optional<Timestamp> next_at;  // behind `now`
};

// What happens of the occurrences from `next_at` to `now`. `limit` is 1..1000; the work is bounded
// whatever the distance.
Due due_occurrences(const CronExpression& cron, const ZoneRules& zone, Timestamp next_at,
                    Timestamp now, Misfire misfire, std::int32_t limit);

}  // namespace sangam::jobs
