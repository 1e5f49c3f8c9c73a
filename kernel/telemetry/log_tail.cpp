#include "kernel/telemetry/log_tail.h"

#include <algorithm>

namespace sangam::log {

namespace {

bool matches(const Line& line, const TailFilter& filter) {
  const bool of_module =
      filter.module.empty() || line.module == filter.module ||
      (line.module.starts_with(filter.module) && line.module[filter.module.size()] == '/');
  return line.number > filter.after && line.level >= filter.level && of_module &&
         (filter.contains.empty() || line.message.find(filter.contains) != std::string::npos ||
          line.fields.find(filter.contains) != std::string::npos);
}

}  // namespace

void Tail::add(Line line) {
  if (line.fields.size() > kTailFieldBytes) line.fields = R"({"left_out":"true"})";
  const std::lock_guard lock(mutex_);
  line.number = ++last_number_;
  if (lines_.size() >= kTailLines) lines_.pop_front();
  lines_.push_back(std::move(line));
}

std::vector<Line> Tail::read(const TailFilter& filter) const {
  std::vector<Line> found;
  const std::lock_guard lock(mutex_);
  for (auto line = lines_.rbegin(); line != lines_.rend() && found.size() < filter.limit; ++line)
    if (matches(*line, filter)) found.push_back(*line);
  std::ranges::reverse(found);
  return found;
}

}  // namespace sangam::log
