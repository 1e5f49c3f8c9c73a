#pragma once

// Deliverer: hands events to one consumer, as often as its policy says, and parks what cannot be
// handled.
//
//   a delivery: done | seen before (inbox) | failed ──pause──> again | parked after `tries`
//               behind a parked event of its stream ──> queued

#include <functional>
#include <vector>

#include "base/task.h"
#include "kernel/events/attempt.h"
#include "kernel/events/counters.h"

namespace sangam::events {

// Belongs to its loop's thread.
class Deliverer {
 public:
  using TellTrouble = std::function<Task<void>(std::string error)>;
  // `may_work` says whether to go on with the next event or try; `tell_trouble` is run when an
  // event keeps the consumer from going on. All must outlive the deliverer.
  Deliverer(const Workplace& place, const Consumer& consumer, ConsumerCounters& counters,
            std::function<bool()> may_work, TellTrouble tell_trouble);

  // Delivers news, streams side by side; returns the position up to which all are done, seen
  // before, parked or queued: the last one's unless we had to stop.
  Task<std::int64_t> deliver(std::vector<Event> events);

  // What came of events that are delivered again.
  struct Again {
    std::int64_t position = 0;  // up to which all were tried
    std::int64_t delivered = 0;
    std::int64_t failed = 0;  // given up
    std::string error;        // of the last one given up
  };
  // Delivers a replay; what cannot be handled is counted and passed over.
  Task<Again> replay(std::vector<Event> events, Occasion occasion);

  // Delivers one dead letter once more. False when it failed and is parked again.
  Task<bool> requeue(Event event);

 private:
  struct Batch;
  using Turn = std::vector<const Event*>;

  std::vector<Turn> take_turns(const std::vector<Event>& events) const;
  Task<void> run_turns(std::vector<Turn> turns, Batch& batch);
  Task<void> work_off(Turn turn, Batch& batch);
  Task<bool> deliver_group(EventGroup group, Batch& batch);
  Task<bool> deliver_one(const Event& event, Batch& batch);
  Task<bool> give_up(const Event& event, int tries, std::string error, Batch& batch);
  Task<bool> queue_up(const Event& event);
  // After so many failures in a row; shorter when we have to stop.
  Task<void> pause(int failures);
  void count(const Try& result, std::size_t events, std::atomic<std::uint64_t>& done);

  const Workplace place_;
  const Consumer& consumer_;
  ConsumerCounters& counters_;
  const std::function<bool()> may_work_;
  const TellTrouble tell_trouble_;
};

}  // namespace sangam::events
