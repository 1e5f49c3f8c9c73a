#include "kernel/jobs/schedule.h"

namespace sangam::jobs {

std::expected<Timetable, TimetableFault> read_timetable(std::string_view cron,
                                                        std::string_view zone) {
  auto expression = CronExpression::parse(cron);
  if (!expression) return std::unexpected(TimetableFault{"cron", expression.error()});
  // Never, as on February 30th, is a mistake.
  if (!expression->next(0)) return std::unexpected(TimetableFault{"cron", "never happens"});
  auto rules = find_zone(zone);
  if (!rules)
    return std::unexpected(
        TimetableFault{"zone", "is no time zone of the IANA data base, such as Asia/Kolkata"});
  return Timetable{*expression, std::move(rules)};
}

}  // namespace sangam::jobs
