#pragma once

// The log: one line of JSON a message on standard error. A light door to spdlog, whose headers cost
// seconds. Callers pass fields, never secrets, bodies or amounts.

#include <initializer_list>
#include <string>
#include <string_view>

namespace sangam::log {

struct Field {
  std::string_view name;
  std::string value;
};
using Fields = std::initializer_list<Field>;

// Any thread. `message` is a constant text; what varies goes into fields.
void info(std::string_view message, Fields fields = {});
void warning(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

// Sets up the format; call once at start. "debug", "info", "warning" or "error".
void start(std::string_view level);

}  // namespace sangam::log
