#include "apps/sangam/retention.h"

#include <string>

#include "base/error.h"

namespace sangam::apps {

void add_retention_options(command_line::Command& command, RetentionSettings& retention) {
  command
      .option("--keep-events-days", retention.events_days,
              "Days that a full piece of the event log is kept")
      .shows_default();
  command.option("--keep-jobs-days", retention.jobs_days, "Days that jobs are kept that are over")
      .shows_default();
  command
      .option("--keep-sagas-days", retention.sagas_days, "Days that sagas are kept that have ended")
      .shows_default();
  command
      .option("--keep-webhooks-days", retention.webhooks_days,
              "Days that messages of webhooks, attempts and received ones are kept")
      .shows_default();
}

void require_sound(const RetentionSettings& retention) {
  const auto require = [](const char* flag, std::int64_t given) {
    if (given < 1 || given > RetentionSettings::kDaysMost)
      throw Error{Code::invalid, std::string(flag) + " is 1 to " +
                                     std::to_string(RetentionSettings::kDaysMost) + "."};
  };
  require("--keep-events-days", retention.events_days);
  require("--keep-jobs-days", retention.jobs_days);
  require("--keep-sagas-days", retention.sagas_days);
  require("--keep-webhooks-days", retention.webhooks_days);
}

}  // namespace sangam::apps
