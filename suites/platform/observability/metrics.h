#pragma once

// Metrics as people look at them: time series, and a table of operations.

#include <optional>
#include <string>
#include <vector>

#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/call.h"
#include "kernel/telemetry/observatory.h"

namespace sangam::suites::platform::observability {

struct Point {
  Timestamp at;
  double value = 0;
};
SANGAM_DESCRIBE(Point, (at, "The end of the time it is about"), (value, "In the series' unit"))

struct Series {
  std::string name;
  std::string title;
  std::string unit;
  std::vector<Point> points;
};
SANGAM_DESCRIBE(Series, (name, "Stable"), (title, "For people"),
                (unit, "1/s, s, bytes, s/s, or 1 for a plain number"), (points, "Oldest first"))

enum class Resolution : std::uint8_t { fine, coarse };
SANGAM_ENUM(Resolution, fine, coarse)

struct ReadSeries {
  std::vector<Text<1, 64>> names;
  std::optional<Resolution> resolution;
  std::optional<Bounded<1, 720>> minutes;
};
SANGAM_DESCRIBE(ReadSeries, (names, "Which; all of them unless said"),
                (resolution,
                 "fine: a point each 10 seconds, for an hour; coarse: each minute, for"
                 " twelve hours; fine unless said"),
                (minutes, "How far back; 60 unless said"))

struct SeriesReply {
  std::vector<Series> series;
};
SANGAM_DESCRIBE(SeriesReply, (series, "In the order asked for"))

struct OperationRow {
  std::string operation;
  std::string kind;
  double rate = 0;
  double requests = 0;
  double refused = 0;
  double failed = 0;
  double median = 0;
  double p95 = 0;
  double p99 = 0;
};
SANGAM_DESCRIBE(OperationRow, (operation, "The operation; none for paths that do not exist"),
                (kind, "How it runs"), (rate, "Requests a second"), (requests, "Requests"),
                (refused, "Answered with 4xx"), (failed, "Answered with 5xx"),
                (median, "Duration in seconds that half of them did not exceed"),
                (p95, "The same for 95 of 100"), (p99, "The same for 99 of 100"))

struct ReadOperations {
  std::optional<Bounded<1, 60>> minutes;
};
SANGAM_DESCRIBE(ReadOperations, (minutes, "How far back; 5 unless said"))

struct OperationsReply {
  double seconds = 0;
  std::vector<OperationRow> operations;
};
SANGAM_DESCRIBE(OperationsReply, (seconds, "How long the time was: shorter after a start"),
                (operations, "Those that were called, by name"))

class Metrics {
 public:
  explicit Metrics(const telemetry::Observatory& observatory) : observatory_(observatory) {}

  Task<SeriesReply> series(api::Call& call, ReadSeries request);
  Task<OperationsReply> operations(api::Call& call, ReadOperations request);

 private:
  const telemetry::Observatory& observatory_;
};

}  // namespace sangam::suites::platform::observability
