#include "kernel/telemetry/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/json_text.h"

namespace sangam::log {

namespace {

void write(spdlog::level::level_enum level, std::string_view message, Fields fields) {
  if (!spdlog::should_log(level)) return;
  std::string line = "\"message\":";
  append_json_string(message, line);
  for (const auto& [name, value] : fields) {
    line += ',';
    append_json_string(name, line);
    line += ':';
    append_json_string(value, line);
  }
  spdlog::default_logger_raw()->log(level, "{}", line);
}

}  // namespace

void info(std::string_view message, Fields fields) { write(spdlog::level::info, message, fields); }
void warning(std::string_view message, Fields fields) {
  write(spdlog::level::warn, message, fields);
}
void error(std::string_view message, Fields fields) { write(spdlog::level::err, message, fields); }

void start(std::string_view level) {
  auto logger = spdlog::stderr_logger_mt("sangam");
  logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l",%v})",
                      spdlog::pattern_time_type::utc);
  logger->set_level(spdlog::level::from_str(std::string(level)));
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace sangam::log
