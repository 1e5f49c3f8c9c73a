#include "kernel/events/deliverer.h"

#include <algorithm>

#include "kernel/events/backoff.h"
#include "kernel/telemetry/log.h"

namespace sangam::events {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;

// A pause is looked at this often, so that stopping need not wait for its end.
constexpr milliseconds kPauseSlice{50};
// After so many failures of one event people are told.
constexpr int kTroubleAfter = 4;
// A replay shall not keep the news waiting for what will not succeed.
constexpr int kReplayTries = 3;

bool is_over(Fate fate) { return fate == Fate::done || fate == Fate::seen_before; }

}  // namespace

// Turns on their way; the last one to end tells.
struct Deliverer::Batch {
  Occasion occasion;
  std::size_t under_way = 0;
  std::int64_t done = 0;  // every event up to here
  Again again{};
  Completion<bool> ended{};

  bool is_replay() const { return occasion.kind == Occasion::Kind::replay; }
};

Deliverer::Deliverer(const Workplace& place, const Consumer& consumer, ConsumerCounters& counters,
                     std::function<bool()> may_work, TellTrouble tell_trouble)
    : place_(place),
      consumer_(consumer),
      counters_(counters),
      may_work_(std::move(may_work)),
      tell_trouble_(std::move(tell_trouble)) {}

Task<std::int64_t> Deliverer::deliver(std::vector<Event> events) {
  Batch batch{.occasion = {}, .done = events.back().position};
  co_await run_turns(take_turns(events), batch);
  co_return batch.done;
}

Task<Deliverer::Again> Deliverer::replay(std::vector<Event> events, Occasion occasion) {
  Batch batch{.occasion = std::move(occasion), .done = events.back().position};
  co_await run_turns(take_turns(events), batch);
  batch.again.position = batch.done;
  co_return std::move(batch.again);
}

// Events of one stream share a turn, unless their order is of no matter. Within a turn those of one
// tenant stand together, so that they can share a transaction.
std::vector<Deliverer::Turn> Deliverer::take_turns(const std::vector<Event>& events) const {
  std::vector<Turn> turns(std::min(consumer_.concurrency, events.size()));
  std::size_t next = 0;
  for (const auto& event : events) {
    const auto stream =
        consumer_.order == Order::none
            ? next++ / consumer_.batch
            : std::hash<std::string>()(event.stream) + static_cast<std::size_t>(event.tenant_id);
    turns[stream % turns.size()].push_back(&event);
  }
  std::erase_if(turns, [](const auto& turn) { return turn.empty(); });
  if (consumer_.batch > 1)
    for (auto& turn : turns)
      std::ranges::sort(turn, {}, [](const Event* event) {
        return std::pair(event->tenant_id, event->position);
      });
  return turns;
}

Task<void> Deliverer::run_turns(std::vector<Turn> turns, Batch& batch) {
  batch.under_way = turns.size();
  for (auto& turn : turns)
    start_detached(work_off(std::move(turn), batch));
  co_await batch.ended;
}

Task<void> Deliverer::work_off(Turn turn, Batch& batch) {
  std::size_t next = 0;
  while (next < turn.size()) {
    auto past = next + 1;
    while (past < turn.size() && past - next < consumer_.batch &&
           turn[past]->tenant_id == turn[next]->tenant_id)
      ++past;
    if (!co_await deliver_group(EventGroup(turn).subspan(next, past - next), batch)) {
      // Tenants were sorted, so what is left is not only behind the one we stopped at.
      for (auto i = next; i < turn.size(); ++i)
        batch.done = std::min(batch.done, turn[i]->position - 1);
      break;
    }
    next = past;
  }
  if (--batch.under_way == 0) batch.ended.complete(true);
}

// Together if they can, else one by one.
Task<bool> Deliverer::deliver_group(EventGroup group, Batch& batch) {
  if (group.size() > 1 && may_work_()) {
    const Try result = co_await attempt(place_, consumer_, group, batch.occasion);
    if (result.fate == Fate::done) {
      count(result, group.size(), batch.is_replay() ? counters_.replayed : counters_.delivered);
      batch.again.delivered += static_cast<std::int64_t>(group.size());
      co_return true;
    }
  }
  for (const auto* event : group)
    if (!co_await deliver_one(*event, batch)) co_return false;
  co_return true;
}

// True when the event is done, seen before, parked or queued; false when we have to stop before.
Task<bool> Deliverer::deliver_one(const Event& event, Batch& batch) {
  int tries = 0;
  const int most = batch.is_replay() ? std::min(consumer_.tries, kReplayTries) : consumer_.tries;
  const Event* group[] = {&event};
  for (int failures = 1; may_work_(); ++failures) {
    const Try result = co_await attempt(place_, consumer_, group, batch.occasion);
    if (result.fate == Fate::behind) {
      if (co_await queue_up(event)) co_return true;
      continue;
    }
    count(result, 1, batch.is_replay() ? counters_.replayed : counters_.delivered);
    if (result.fate == Fate::done) ++batch.again.delivered;
    if (is_over(result.fate)) co_return true;
    if (result.fate != Fate::unavailable) ++tries;
    if (result.fate == Fate::hopeless || tries >= most)
      co_return co_await give_up(event, tries, result.error, batch);
    if (failures == kTroubleAfter) co_await tell_trouble_(result.error);
    co_await pause(failures);
  }
  co_return false;
}

Task<bool> Deliverer::give_up(const Event& event, int tries, std::string error, Batch& batch) {
  if (batch.is_replay()) {
    ++batch.again.failed;
    batch.again.error = std::move(error);
    co_return true;
  }
  for (int failures = 1; may_work_(); ++failures) {
    const Try result = co_await attempt_park(place_, consumer_, event, tries, error);
    count(result, 1, counters_.parked);
    if (result.fate == Fate::seen_before) co_return true;
    if (result.fate == Fate::done) {
      log::error("an event was parked", {{"consumer", consumer_.name},
                                         {"tenant", std::to_string(event.tenant_id)},
                                         {"event", to_hex(event.id)},
                                         {"reason", error}});
      co_return true;
    }
    co_await pause(failures);
  }
  co_return false;
}

// False when its stream runs again, or we have to stop: the caller sees which.
Task<bool> Deliverer::queue_up(const Event& event) {
  for (int failures = 1; may_work_(); ++failures) {
    const Try result = co_await attempt_queue(place_, consumer_, event);
    if (result.fate == Fate::ahead) co_return false;
    count(result, 1, counters_.queued);
    if (is_over(result.fate)) co_return true;
    co_await pause(failures);
  }
  co_return false;
}

Task<bool> Deliverer::requeue(Event event) {
  const Occasion occasion{.kind = Occasion::Kind::requeue};
  const Event* group[] = {&event};
  int tries = 0;
  std::string error;
  for (int failures = 1; may_work_() && tries < consumer_.tries; ++failures) {
    Try result = co_await attempt(place_, consumer_, group, occasion);
    count(result, 1, counters_.requeued);
    if (is_over(result.fate)) co_return true;
    if (result.fate != Fate::unavailable) ++tries;
    error = std::move(result.error);
    if (result.fate == Fate::hopeless) break;
    co_await pause(failures);
  }
  if (tries == 0) co_return false;
  for (int failures = 1; may_work_(); ++failures) {
    const Try result = co_await attempt_park_again(place_, consumer_, event, tries, error);
    if (result.fate == Fate::done) break;
    co_await pause(failures);
  }
  co_return false;
}

void Deliverer::count(const Try& result, std::size_t events, std::atomic<std::uint64_t>& done) {
  auto& counter = result.fate == Fate::done          ? done
                  : result.fate == Fate::seen_before ? counters_.duplicates
                                                     : counters_.failures;
  counter.fetch_add(events, std::memory_order_relaxed);
}

Task<void> Deliverer::pause(int failures) {
  const auto end =
      Deadline::in(pause_after(failures, consumer_.first_pause, consumer_.longest_pause));
  while (may_work_() && !end.passed())
    co_await runtime::sleep(place_.loop,
                            std::min<std::chrono::nanoseconds>(end.remaining(), kPauseSlice));
}

}  // namespace sangam::events
