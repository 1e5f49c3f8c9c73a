#include "suites/platform/observability/logs.h"

namespace sangam::suites::platform::observability {

namespace {

constexpr std::int64_t kDefaultLimit = 100;

LogLevels current_levels() {
  LogLevels levels;
  for (const auto& [module, level] : log::levels())
    levels.items.push_back({module, level});
  return levels;
}

}  // namespace

Task<LogTail> Logs::tail(api::Call&, TailLog request) {
  log::TailFilter filter;
  if (request.after) filter.after = request.after->value;
  filter.level = request.level.value_or(log::Level::debug);
  if (request.module) filter.module = request.module->str();
  if (request.contains) filter.contains = request.contains->str();
  filter.limit = static_cast<std::size_t>(request.limit ? request.limit->value : kDefaultLimit);
  LogTail tail;
  for (auto& line : log::tail().read(filter))
    tail.items.push_back({line.number, line.at, line.level, std::move(line.module),
                          std::move(line.message), std::move(line.fields)});
  co_return tail;
}

Task<LogLevels> Logs::levels(api::Call&, Nothing) { co_return current_levels(); }

// At once, and for this process until it ends: a restart begins with --log-level again.
Task<LogLevels> Logs::set_level(api::Call& call, SetLogLevel request) {
  const std::string module = request.module ? request.module->str() : "";
  if (!log::set_level(module, request.level))
    throw Error{Code::refused, "Too many modules have a level of their own."};
  call.set_target(module.empty() ? "log" : "log " + module);
  co_return current_levels();
}

}  // namespace sangam::suites::platform::observability
