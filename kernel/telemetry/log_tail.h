#pragma once

// The last lines of the log, in memory, for operators who look at the console.

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/timestamp.h"

namespace sangam::log {

enum class Level : std::uint8_t { debug, info, warning, error };
SANGAM_ENUM(Level, debug, info, warning, error)

struct Line {
  std::int64_t number = 0;  // from 1, without gaps
  Timestamp at;
  Level level = Level::info;
  std::string module;
  std::string message;
  std::string fields;  // a JSON object, "{}" without any
};

inline constexpr std::size_t kTailLines = 1'000;
// Longer fields are left out of the tail, never cut: half an object is no JSON.
inline constexpr std::size_t kTailFieldBytes = 2'048;

struct TailFilter {
  std::int64_t after = 0;      // only lines with a greater number
  Level level = Level::debug;  // and above
  std::string module;          // this one and those below it; empty: any
  std::string contains;        // in message or fields; empty: any
  std::size_t limit = 100;
};

// Any thread.
class Tail {
 public:
  void add(Line line);
  // The newest that match, oldest first.
  std::vector<Line> read(const TailFilter& filter) const;

 private:
  mutable std::mutex mutex_;
  std::deque<Line> lines_;
  std::int64_t last_number_ = 0;
};

}  // namespace sangam::log
