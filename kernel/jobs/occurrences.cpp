#include "kernel/jobs/occurrences.h"

#include <algorithm>
#include <deque>

namespace sangam::jobs {

namespace {

constexpr std::int64_t kNanosecondsPerMinute = 60 * kNanosecondsPerSecond;
constexpr std::int64_t kSecondsPerMinute = 60;
// Twelve years of a zone that changes four times a year, and some.
constexpr int kMostPieces = 64;
// Later than this, an occurrence was missed.
constexpr std::int64_t kLate = 60 * kNanosecondsPerSecond;
// When more were missed, the oldest are not even looked at.
constexpr std::int64_t kLooksBack = 8 * 24 * 3'600 * kNanosecondsPerSecond;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

// Local time as a minute, rounded up: the first minute that is not before it.
LocalMinute local_ceil(Timestamp moment, std::int64_t offset) {
  return -floor_div(-(moment.nanoseconds + offset * kNanosecondsPerSecond), kNanosecondsPerMinute);
}

Timestamp to_utc(LocalMinute minute, std::int64_t offset) {
  return {(minute * kSecondsPerMinute - offset) * kNanosecondsPerSecond};
}

// Whether a local time happened before clocks were put back to it.
bool is_repeated(LocalMinute minute, const std::optional<Transition>& back) {
  if (!back || back->after >= back->before) return false;
  const auto end = back->at.nanoseconds / kNanosecondsPerSecond + back->before;
  const auto begin = back->at.nanoseconds / kNanosecondsPerSecond + back->after;
  const auto second = minute * kSecondsPerMinute;
  return second >= begin && second < end;
}

// Whether the expression is true at a local time that clocks jump over.
bool is_true_in_gap(const CronExpression& cron, const Transition& change) {
  const auto at = change.at.nanoseconds / kNanosecondsPerSecond;
  const auto first = -floor_div(-(at + change.before), kSecondsPerMinute);
  const auto found = cron.next(first);
  return found && *found * kSecondsPerMinute < at + change.after;
}

// The change that began the offset valid at `moment`, if it is at most two days ago: only then can
// it matter.
std::optional<Transition> last_change(const ZoneRules& zone, Timestamp moment) {
  constexpr std::int64_t kTwoDays = 48 * 3'600 * kNanosecondsPerSecond;
  std::optional<Transition> last;
  auto found = zone.next_transition({moment.nanoseconds - kTwoDays});
  while (found && found->at <= moment) {
    last = found;
    found = zone.next_transition(found->at);
  }
  return last;
}

}  // namespace

std::optional<Timestamp> next_occurrence(const CronExpression& cron, const ZoneRules& zone,
                                         Timestamp after) {
  auto begin = Timestamp{after.nanoseconds + 1};
  auto change = last_change(zone, begin);
  for (int piece = 0; piece < kMostPieces; ++piece) {
    const auto offset = zone.offset_at(begin);
    const auto next_change = zone.next_transition(begin);
    auto minute = cron.next(local_ceil(begin, offset));
    while (minute && !cron.every_hour() && is_repeated(*minute, change))
      minute = cron.next(*minute + 1);
    if (minute && (!next_change || to_utc(*minute, offset) < next_change->at))
      return to_utc(*minute, offset);
    if (!next_change) return std::nullopt;
    if (next_change->after > next_change->before && is_true_in_gap(cron, *next_change))
      return next_change->at;
    change = next_change;
    begin = next_change->at;
  }
  return std::nullopt;
}

Due due_occurrences(const CronExpression& cron, const ZoneRules& zone, Timestamp next_at,
                    Timestamp now, Misfire misfire, std::int32_t limit) {
  std::deque<Timestamp> missed;
  std::optional<Timestamp> at = next_at;
  const auto most = misfire == Misfire::all ? static_cast<std::size_t>(limit) : 1U;
  // Looking at each minute of years would take minutes: what is so old counts as one.
  if (at->nanoseconds < now.nanoseconds - kLooksBack) {
    missed.push_back(*at);
    at = next_occurrence(cron, zone, {now.nanoseconds - kLooksBack});
  }
  while (at && *at <= now) {
    missed.push_back(*at);
    if (missed.size() > most) missed.pop_front();
    at = next_occurrence(cron, zone, *at);
  }
  if (misfire == Misfire::skip)
    std::erase_if(missed,
                  [now](Timestamp moment) { return moment.nanoseconds < now.nanoseconds - kLate; });
  return {{missed.begin(), missed.end()}, at};
}

}  // namespace sangam::jobs
