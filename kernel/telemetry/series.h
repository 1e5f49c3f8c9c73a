#pragma once

// SeriesRecorder: our own time series of the metrics that people look at, so that the console draws
// the last hours without any other program. Bounded: kFinePoints of ten seconds and kCoarsePoints
// of a minute each.

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"
#include "kernel/telemetry/registry.h"

namespace sangam::telemetry {

inline constexpr std::int64_t kFineSeconds = 10;
inline constexpr std::size_t kFinePoints = 360;  // an hour
inline constexpr std::int64_t kCoarseSeconds = 60;
inline constexpr std::size_t kCoarsePoints = 720;  // twelve hours

// What changed between two snapshots.
struct SeriesStep {
  const Snapshot& before;
  const Snapshot& now;
  double seconds = 1;

  double rate(std::string_view name, const Labels& labels = {}) const;
  // Of a histogram's recordings in between, in seconds.
  double quantile(std::string_view name, double q) const;
};

// How one series is worked out.
struct SeriesDefinition {
  std::string_view name;   // "requests"
  std::string_view title;  // "Requests"
  std::string_view unit;   // "1/s", "s", "bytes", "1"
  double (*value)(const SeriesStep& step);
};

struct SeriesPoint {
  Timestamp at;
  double value = 0;
};

// sample() from one thread; the others from any.
class SeriesRecorder {
 public:
  SeriesRecorder(const Registry& registry, std::vector<SeriesDefinition> definitions);

  const std::vector<SeriesDefinition>& definitions() const noexcept { return definitions_; }
  // Every kFineSeconds. The first call only remembers.
  void sample(Timestamp now);
  // Oldest first; nothing for a name that is none. `coarse`: the minutes' averages.
  std::optional<std::vector<SeriesPoint>> read(std::string_view name, bool coarse,
                                               Timestamp since) const;

 private:
  struct Points {
    std::deque<SeriesPoint> fine;
    std::deque<SeriesPoint> coarse;
    double minute_sum = 0;
    int minute_count = 0;
  };
  void add(Points& points, SeriesPoint point) const;

  const Registry& registry_;
  const std::vector<SeriesDefinition> definitions_;
  std::optional<Snapshot> before_;
  Timestamp before_at_;
  mutable std::mutex mutex_;
  std::vector<Points> points_;
};

// The ones the console shows.
std::vector<SeriesDefinition> key_series();

}  // namespace sangam::telemetry
