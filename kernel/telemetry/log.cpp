#include "kernel/telemetry/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <ranges>

#include "base/json_text.h"
#include "kernel/clock/clock.h"
#include "kernel/runtime/deadline.h"
#include "kernel/telemetry/log_repeats.h"
#include "kernel/telemetry/registry.h"
#include "kernel/telemetry/trace.h"

namespace sangam::log {

namespace {

constexpr std::size_t kMessagesToldApart = 256;

struct State {
  std::mutex mutex;
  std::map<std::string, Level, std::less<>> levels{{"", Level::info}};
  Repeats<Line> repeats{kLogBurst, std::chrono::nanoseconds(kLogWindow).count(),
                        kMessagesToldApart};
  Tail tail;
  // The lowest level of any module: below it nothing else is looked at.
  std::atomic<Level> lowest{Level::info};
};

// Never destroyed: threads that end late may still log.
State& state() {
  static State& only = *new State;
  return only;
}

// "kernel/lane" of ".../kernel/lane/lane.cpp".
std::string_view module_of(std::string_view file) {
  const auto folder = file.substr(0, file.rfind('/'));
  for (const std::string_view top :
       {"kernel", "suites", "apps", "engines", "tests", "benchmarks"}) {
    const auto place = folder.rfind(top);
    if (place != std::string_view::npos && (place == 0 || folder[place - 1] == '/'))
      return folder.substr(place);
  }
  return "other";
}

// Of the module, else of the nearest folder above it that has one.
Level level_of(std::string_view module, const std::map<std::string, Level, std::less<>>& levels) {
  for (;;) {
    const auto found = levels.find(module);
    if (found != levels.end()) return found->second;
    const auto slash = module.rfind('/');
    module = slash == std::string_view::npos ? "" : module.substr(0, slash);
  }
}

void append_field(std::string_view name, std::string_view value, std::string& out) {
  if (out.back() != '{') out += ',';
  append_json_string(name, out);
  out += ':';
  append_json_string(value, out);
}

std::string fields_text(Fields fields, const telemetry::Trace* trace) {
  std::string out = "{";
  for (const auto& [name, value] : fields)
    append_field(name, value, out);
  if (trace != nullptr) {
    append_field("trace_id", to_hex(trace->id()), out);
    append_field("request_id", trace->request_id(), out);
    if (!trace->operation().empty()) append_field("operation", trace->operation(), out);
    if (trace->tenant() != 0) append_field("tenant", std::to_string(trace->tenant()), out);
  }
  return out += '}';
}

spdlog::level::level_enum spdlog_level(Level level) {
  constexpr spdlog::level::level_enum kLevels[] = {spdlog::level::debug, spdlog::level::info,
                                                   spdlog::level::warn, spdlog::level::err};
  return kLevels[static_cast<std::size_t>(level)];
}

telemetry::Counter& lines_counter(Level level) {
  static const auto make = [](Level of) -> telemetry::Counter& {
    return telemetry::registry().counter("sangam_log_lines_total", "Lines of the log",
                                         {{"level", std::string(name(of))}});
  };
  static telemetry::Counter* const counters[] = {&make(Level::debug), &make(Level::info),
                                                 &make(Level::warning), &make(Level::error)};
  return *counters[static_cast<std::size_t>(level)];
}

telemetry::Counter& held_counter() {
  static auto& counter = telemetry::registry().counter(
      "sangam_log_lines_held_back_total", "Lines of the log that repeated others and were counted");
  return counter;
}

void emit(Line line, std::uint64_t repeated) {
  if (repeated > 0) {
    line.fields.pop_back();
    append_field("repeated", std::to_string(repeated), line.fields);
    line.fields += '}';
  }
  std::string text = "\"module\":";
  append_json_string(line.module, text);
  text += ",\"message\":";
  append_json_string(line.message, text);
  if (line.fields != "{}") {
    text += ',';
    text.append(line.fields, 1, line.fields.size() - 2);
  }
  lines_counter(line.level).add();
  spdlog::default_logger_raw()->log(spdlog_level(line.level), "{}", text);
  state().tail.add(std::move(line));
}

void write(Level level, std::string_view message, Fields fields, const telemetry::Trace* trace,
           const Site& site) {
  auto& all = state();
  if (level < all.lowest.load(std::memory_order_relaxed)) return;
  Line line{.at = clock::system_now(), .level = level};
  line.module = module_of(site.file_name());
  line.message = message;
  line.fields = fields_text(fields, trace);
  std::string key = line.module + '\n' + line.message + '\n' + std::string(name(level));
  if (trace != nullptr) key.append("\n").append(trace->operation());
  std::vector<Repeats<Line>::Held> due;
  bool admitted = false;
  {
    const std::lock_guard lock(all.mutex);
    if (level < level_of(line.module, all.levels)) return;
    admitted = all.repeats.admit(key, line, runtime::monotonic_nanoseconds(), due);
  }
  for (auto& held : due)
    emit(std::move(held.line), held.count);
  if (admitted) emit(std::move(line), 0);
  else held_counter().add();
}

}  // namespace

void debug(std::string_view message, Fields fields, Site site) {
  write(Level::debug, message, fields, nullptr, site);
}
void info(std::string_view message, Fields fields, Site site) {
  write(Level::info, message, fields, nullptr, site);
}
void warning(std::string_view message, Fields fields, Site site) {
  write(Level::warning, message, fields, nullptr, site);
}
void error(std::string_view message, Fields fields, Site site) {
  write(Level::error, message, fields, nullptr, site);
}
void warning(const telemetry::Trace& trace, std::string_view message, Fields fields, Site site) {
  write(Level::warning, message, fields, &trace, site);
}
void error(const telemetry::Trace& trace, std::string_view message, Fields fields, Site site) {
  write(Level::error, message, fields, &trace, site);
}

std::optional<Level> parse_level(std::string_view text) noexcept {
  const auto found = std::ranges::find(Level_names, text);
  if (found == std::ranges::end(Level_names)) return std::nullopt;
  return static_cast<Level>(found - std::ranges::begin(Level_names));
}

bool set_level(std::string_view module, Level level) {
  auto& all = state();
  const std::lock_guard lock(all.mutex);
  if (all.levels.size() > kModulesMost && !all.levels.contains(module)) return false;
  all.levels.insert_or_assign(std::string(module), level);
  all.lowest = std::ranges::min(all.levels | std::views::values);
  return true;
}

std::map<std::string, Level, std::less<>> levels() {
  auto& all = state();
  const std::lock_guard lock(all.mutex);
  return all.levels;
}

void flush_repeats(bool everything) {
  auto& all = state();
  std::vector<Repeats<Line>::Held> due;
  {
    const std::lock_guard lock(all.mutex);
    due = all.repeats.take_due(runtime::monotonic_nanoseconds(), everything);
  }
  for (auto& held : due)
    emit(std::move(held.line), held.count);
}

Tail& tail() { return state().tail; }

void start(std::string_view level) {
  auto logger = spdlog::stderr_logger_mt("sangam");
  logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l",%v})",
                      spdlog::pattern_time_type::utc);
  logger->set_level(spdlog::level::debug);
  spdlog::set_default_logger(std::move(logger));
  set_level("", parse_level(level).value_or(Level::info));
}

}  // namespace sangam::log
