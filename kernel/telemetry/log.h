#pragma once

// The log: one line of JSON a message on standard error. A light door to spdlog, whose headers cost
// seconds. Callers pass fields, never secrets, bodies or amounts.
//
// Levels are set a module ("kernel/lane": the folder of the file that logs) and may change while
// the server runs. What repeats is held back: of one message the first kLogBurst lines in
// kLogWindow are written, the others counted, and the last of them written with their number when
// the time is over. So a database that is away costs a few lines, not a full disk.

#include <chrono>
#include <initializer_list>
#include <map>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>

#include "kernel/telemetry/log_tail.h"

namespace sangam::telemetry {
class Trace;
}

namespace sangam::log {

inline constexpr std::uint64_t kLogBurst = 5;
inline constexpr std::chrono::seconds kLogWindow{10};

struct Field {
  std::string_view name;
  std::string value;
};
using Fields = std::initializer_list<Field>;
using Site = std::source_location;

// Any thread. `message` is a constant text; what varies goes into fields, and what is about a
// request names its trace: then the line carries trace_id, request_id, operation and tenant (its
// number).
void debug(std::string_view message, Fields fields = {}, Site site = Site::current());
void info(std::string_view message, Fields fields = {}, Site site = Site::current());
void warning(std::string_view message, Fields fields = {}, Site site = Site::current());
void error(std::string_view message, Fields fields = {}, Site site = Site::current());
void warning(const telemetry::Trace& trace, std::string_view message, Fields fields = {},
             Site site = Site::current());
void error(const telemetry::Trace& trace, std::string_view message, Fields fields = {},
           Site site = Site::current());

// Sets up the format; call once at start. `level` holds for modules without one of their own.
void start(std::string_view level);
// "debug", "info", "warning" or "error"; nothing for other texts.
std::optional<Level> parse_level(std::string_view text) noexcept;
// Any thread, at any time. An empty module sets the level of all that have none of their own.
// False when there are kModulesMost of them already.
bool set_level(std::string_view module, Level level);
inline constexpr std::size_t kModulesMost = 64;
// Levels by module; the one of the others under "".
std::map<std::string, Level, std::less<>> levels();

// Writes what was held back and whose time is over; with `all`, whose is not too. Once a second.
void flush_repeats(bool all = false);

// The last lines written.
Tail& tail();

}  // namespace sangam::log
