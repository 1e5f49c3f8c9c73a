#include "kernel/telemetry/health.h"

#include <algorithm>

#include "base/json_text.h"
#include "kernel/telemetry/log.h"

namespace sangam::telemetry {

namespace {

void append_member(std::string_view member, std::string_view value, std::string& out) {
  if (out.back() != '{') out += ',';
  append_json_string(member, out);
  out += ':';
  append_json_string(value, out);
}

void log_change(const HealthPart& part) {
  if (part.state == HealthState::well) log::info("a part is well again", {{"part", part.part}});
  else
    log::warning(
        "a part is not well",
        {{"part", part.part}, {"state", std::string(name(part.state))}, {"reason", part.reason}});
}

}  // namespace

void Health::add(std::string part, bool essential, Look look) {
  const std::lock_guard lock(mutex_);
  parts_.push_back(
      {{.part = std::move(part), .state = HealthState::well, .reason = {}, .since = {}},
       essential,
       std::move(look)});
}

void Health::remove_all() {
  const std::lock_guard lock(mutex_);
  parts_.clear();
}

std::vector<HealthPart> Health::look(Timestamp now) {
  std::vector<HealthPart> shown;
  const std::lock_guard lock(mutex_);
  for (auto& part : parts_) {
    auto verdict = part.look();
    const bool first = part.shown.since.nanoseconds == 0;
    const bool changed = verdict.state != part.shown.state;
    part.shown.state = verdict.state;
    part.shown.reason = std::move(verdict.reason);
    if (first || changed) part.shown.since = now;
    if (changed) log_change(part.shown);
    shown.push_back(part.shown);
  }
  return shown;
}

std::vector<HealthPart> Health::parts() const {
  std::vector<HealthPart> shown;
  const std::lock_guard lock(mutex_);
  for (const auto& part : parts_)
    if (part.shown.since.nanoseconds != 0) shown.push_back(part.shown);
  return shown;
}

HealthState Health::overall() const {
  const std::lock_guard lock(mutex_);
  auto worst = HealthState::well;
  for (const auto& part : parts_) {
    if (part.shown.state == HealthState::well) continue;
    const bool fatal = part.essential && part.shown.state == HealthState::failing;
    worst = std::max(worst, fatal ? HealthState::failing : HealthState::degraded);
  }
  return worst;
}

std::string health_json(HealthState overall, const std::vector<HealthPart>& parts) {
  std::string out = "{";
  append_member("state", name(overall), out);
  out += ",\"parts\":[";
  for (const auto& part : parts) {
    out += out.back() == '[' ? "{" : ",{";
    append_member("part", part.part, out);
    append_member("state", name(part.state), out);
    append_member("reason", part.reason, out);
    append_member("since", part.since.str(), out);
    out += '}';
  }
  return out += "]}";
}

}  // namespace sangam::telemetry
