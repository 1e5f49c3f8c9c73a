#pragma once

// The last lines of the log, and the level of each module.

#include <optional>
#include <string>
#include <vector>

#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/call.h"
#include "kernel/telemetry/log.h"

namespace sangam::suites::platform::observability {

struct LogLine {
  std::int64_t number = 0;
  Timestamp at;
  log::Level level = log::Level::info;
  std::string module;
  std::string message;
  std::string fields;
};
SANGAM_DESCRIBE(LogLine, (number, "Counts up by one"), (at, "When"), (level, "How bad"),
                (module, "The folder of what wrote it"), (message, "What happened"),
                (fields, "What varies, as the text of a JSON object"))

struct TailLog {
  std::optional<Bounded<0, INT64_MAX>> after;
  std::optional<log::Level> level;
  std::optional<Text<1, 120>> module;
  std::optional<Text<1, 120>> contains;
  std::optional<Bounded<1, 1000>> limit;
};
SANGAM_DESCRIBE(TailLog, (after, "Only lines with a greater number: what came since"),
                (level, "This one and above"), (module, "This one and those below it"),
                (contains, "Only lines with this text"),
                (limit, "At most so many; 100 unless said"))

struct LogTail {
  std::vector<LogLine> items;
};
SANGAM_DESCRIBE(LogTail, (items, "The newest that match, oldest first"))

struct ModuleLevel {
  std::string module;
  log::Level level = log::Level::info;
};
SANGAM_DESCRIBE(ModuleLevel, (module, "A module; empty for all that have no level of their own"),
                (level, "The lowest level that is written"))

struct LogLevels {
  std::vector<ModuleLevel> items;
};
SANGAM_DESCRIBE(LogLevels, (items, "By module"))

struct SetLogLevel {
  std::optional<Text<1, 120>> module;
  log::Level level = log::Level::info;
};
SANGAM_DESCRIBE(SetLogLevel, (module, "A module, as kernel/lane; all others unless said"),
                (level, "The lowest level to write"))

class Logs {
 public:
  Task<LogTail> tail(api::Call& call, TailLog request);
  Task<LogLevels> levels(api::Call& call, Nothing);
  Task<LogLevels> set_level(api::Call& call, SetLogLevel request);
};

}  // namespace sangam::suites::platform::observability
