#pragma once

// Refusals: which refused attempts to write get an audit row of their own. Trying what one may not
// do is worth knowing, and must not fill the disk: of each principal a few a minute are written,
// the others counted, and the count is written when the minute is over.

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/timestamp.h"

namespace sangam::api {

struct RefusedAttempt {
  std::int32_t tenant = 0;
  std::string actor;
  std::string actor_kind;
  std::string operation;
  std::string request_id;
};

// Attempts that have no row of their own; `last` is the newest of them.
struct CountedRefusals {
  RefusedAttempt last;
  std::int64_t attempts = 0;
  Timestamp since;
};

// Any thread.
class Refusals {
 public:
  static constexpr int kRows = 10;  // of a principal, a window
  static constexpr std::int64_t kWindowNanoseconds = 60 * kNanosecondsPerSecond;
  // More principals than this in one window are counted for /metrics only.
  static constexpr std::size_t kPrincipals = 10'000;

  // Whether this attempt gets a row.
  bool admit(const RefusedAttempt& attempt, Timestamp now);
  // Takes the counts of windows that are over, or of `all`.
  std::vector<CountedRefusals> take_counted(Timestamp now, bool all = false);
  // All that there ever were.
  std::uint64_t attempts() const noexcept { return attempts_.load(std::memory_order_relaxed); }

 private:
  struct Window {
    Timestamp since;
    int rows = 0;
    std::int64_t counted = 0;
    RefusedAttempt last;
  };
  void take_window(std::map<std::string, Window>::iterator window);

  std::mutex mutex_;
  std::map<std::string, Window> windows_;  // by actor
  std::vector<CountedRefusals> ended_;
  std::atomic<std::uint64_t> attempts_{0};
};

}  // namespace sangam::api
