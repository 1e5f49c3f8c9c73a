#pragma once

// How long what has happened is kept: flags of `sangam serve`. The audit is kept for ever.

#include <chrono>
#include <cstdint>

#include "base/command_line/command_line.h"

namespace sangam::apps {

struct RetentionSettings {
  std::int64_t events_days = 7;     // of the log, once a piece of it is full
  std::int64_t jobs_days = 35;      // history of jobs that are over, and their attempts
  std::int64_t sagas_days = 90;     // sagas that have ended, with their logs
  std::int64_t webhooks_days = 30;  // messages, attempts, and what was received

  static constexpr std::int64_t kDaysMost = 3'650;
};

void add_retention_options(command_line::Command& command, RetentionSettings& retention);

// Throws Error{invalid} naming the flag that is out of 1..kDaysMost.
void require_sound(const RetentionSettings& retention);

inline std::chrono::days days(std::int64_t count) { return std::chrono::days(count); }

}  // namespace sangam::apps
