#include "kernel/telemetry/series.h"

#include <algorithm>

namespace sangam::telemetry {

namespace {

void push(std::deque<SeriesPoint>& points, SeriesPoint point, std::size_t most) {
  if (points.size() >= most) points.pop_front();
  points.push_back(point);
}

}  // namespace

double SeriesStep::rate(std::string_view name, const Labels& labels) const {
  return std::max(now.sum(name, labels) - before.sum(name, labels), 0.0) / seconds;
}

double SeriesStep::quantile(std::string_view name, double q) const {
  return now.merged(name).since(before.merged(name)).quantile(q);
}

SeriesRecorder::SeriesRecorder(const Registry& registry, std::vector<SeriesDefinition> definitions)
    : registry_(registry), definitions_(std::move(definitions)), points_(definitions_.size()) {}

void SeriesRecorder::sample(Timestamp now) {
  auto snapshot = registry_.collect();
  if (before_ && now > before_at_) {
    const SeriesStep step{*before_, snapshot,
                          static_cast<double>(now.nanoseconds - before_at_.nanoseconds) / 1e9};
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < definitions_.size(); ++i)
      add(points_[i], {now, definitions_[i].value(step)});
  }
  before_ = std::move(snapshot);
  before_at_ = now;
}

void SeriesRecorder::add(Points& points, SeriesPoint point) const {
  push(points.fine, point, kFinePoints);
  points.minute_sum += point.value;
  if (++points.minute_count < kCoarseSeconds / kFineSeconds) return;
  push(points.coarse, {point.at, points.minute_sum / points.minute_count}, kCoarsePoints);
  points.minute_sum = 0;
  points.minute_count = 0;
}

std::optional<std::vector<SeriesPoint>> SeriesRecorder::read(std::string_view name, bool coarse,
                                                             Timestamp since) const {
  const auto found = std::ranges::find(definitions_, name, &SeriesDefinition::name);
  if (found == definitions_.end()) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const auto& points = points_[static_cast<std::size_t>(found - definitions_.begin())];
  const auto& kept = coarse ? points.coarse : points.fine;
  std::vector<SeriesPoint> shown;
  std::ranges::copy_if(kept, std::back_inserter(shown),
                       [&](const SeriesPoint& point) { return point.at > since; });
  return shown;
}

}  // namespace sangam::telemetry
