#include "suites/platform/observability/metrics.h"

namespace sangam::suites::platform::observability {

namespace {

constexpr std::int64_t kDefaultSeriesMinutes = 60;
constexpr std::int64_t kDefaultTableMinutes = 5;

OperationRow to_row(const telemetry::OperationFigures& figures, double seconds) {
  return {.operation = figures.operation,
          .kind = figures.kind,
          .rate = seconds > 0 ? figures.requests / seconds : 0,
          .requests = figures.requests,
          .refused = figures.refused,
          .failed = figures.failed,
          .median = figures.durations.quantile(0.5),
          .p95 = figures.durations.quantile(0.95),
          .p99 = figures.durations.quantile(0.99)};
}

Series to_series(const telemetry::SeriesDefinition& definition,
                 const std::vector<telemetry::SeriesPoint>& points) {
  Series series{std::string(definition.name),
                std::string(definition.title),
                std::string(definition.unit),
                {}};
  series.points.reserve(points.size());
  for (const auto& point : points)
    series.points.push_back({point.at, point.value});
  return series;
}

}  // namespace

Task<SeriesReply> Metrics::series(api::Call& call, ReadSeries request) {
  const auto& recorder = observatory_.series();
  const bool coarse = request.resolution.value_or(Resolution::fine) == Resolution::coarse;
  const std::int64_t minutes = request.minutes ? request.minutes->value : kDefaultSeriesMinutes;
  const Timestamp since{call.system_time().nanoseconds - minutes * 60 * kNanosecondsPerSecond};
  const auto& all = recorder.definitions();
  SeriesReply reply;
  if (request.names.empty()) {
    for (const auto& definition : all)
      reply.series.push_back(to_series(definition, *recorder.read(definition.name, coarse, since)));
    co_return reply;
  }
  for (const auto& name : request.names) {
    const auto found =
        std::ranges::find(all, std::string_view(name), &telemetry::SeriesDefinition::name);
    if (found == all.end()) throw invalid_field("?names", "unknown_value", "is no series");
    reply.series.push_back(to_series(*found, *recorder.read(found->name, coarse, since)));
  }
  co_return reply;
}

Task<OperationsReply> Metrics::operations(api::Call& call, ReadOperations request) {
  const std::int64_t minutes = request.minutes ? request.minutes->value : kDefaultTableMinutes;
  OperationsReply reply;
  const auto figures = observatory_.history().figures(
      call.system_time(), static_cast<std::size_t>(minutes), reply.seconds);
  for (const auto& operation : figures)
    reply.operations.push_back(to_row(operation, reply.seconds));
  co_return reply;
}

}  // namespace sangam::suites::platform::observability
