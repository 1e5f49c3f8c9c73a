#include "kernel/events/consumer_runner.h"

#include <algorithm>
#include <functional>

#include "base/assert.h"
#include "kernel/events/backoff.h"
#include "kernel/events/statements.h"
#include "kernel/telemetry/log.h"

namespace sangam::events {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kDatabasePatience{10};
// A pause is looked at this often, so that stop() need not wait for its end.
constexpr milliseconds kPauseSlice{50};
// A position that passed events of other types only is saved this seldom.
constexpr std::int64_t kSaveEvery = 10'000;

struct PositionRow {
  std::int64_t position = 0;
};
SANGAM_DESCRIBE(PositionRow, (position, "Where the consumer stands"))

}  // namespace

// The streams of a batch on their way; the last one to end tells.
struct ConsumerRunner::Batch {
  std::size_t under_way = 0;
  std::int64_t done = 0;  // every event up to here
  Completion<bool> ended{};
};

ConsumerRunner::ConsumerRunner(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay,
                               const LogHead& head, Consumer consumer)
    : place_{loop, app}, relay_(relay), head_(head), consumer_(std::move(consumer)) {
  SANGAM_ASSERT(!consumer_.name.empty() && !consumer_.types.empty() && consumer_.handle);
  SANGAM_ASSERT(consumer_.tries > 0 && consumer_.concurrency > 0);
}

Task<void> ConsumerRunner::run() {
  int failures = 0;
  while (!stopping_) {
    std::string failure;
    bool worked = false;
    try {
      worked = co_await step();
      failures = 0;
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (!failure.empty()) {
      if (failures++ == 0)
        log::warning("a consumer waits for its database",
                     {{"consumer", consumer_.name}, {"reason", failure}});
      co_await pause(failures);
    } else if (!worked) {
      co_await wait();
    }
  }
}

// Handles one batch; false when there is nothing to do.
Task<bool> ConsumerRunner::step() {
  const auto term = head_.term.load();
  if (term == 0) co_return false;
  if (term != term_) co_await join(term);
  const auto target = head_.position.load();
  if (counters_.position >= target) co_return false;
  auto events = co_await read(target);
  const bool all = events.size() < static_cast<std::size_t>(kConsumerBatch);
  if (!events.empty()) co_await deliver_batch(std::move(events));
  // Behind the last event of our types there are only others.
  if (all && may_work()) co_await advance(target, target - saved_ >= kSaveEvery);
  co_return true;
}

// Another process may have moved on in our stead: the database knows.
Task<void> ConsumerRunner::join(std::int64_t term) {
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  const auto row = co_await work.row<PositionRow>(kJoin, consumer_.name);
  co_await work.commit();
  SANGAM_ASSERT(row.has_value());
  saved_ = row->position;
  counters_.position = row->position;
  term_ = term;
}

Task<std::vector<Event>> ConsumerRunner::read(std::int64_t target) {
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_only);
  co_return co_await work.rows<Event>(kReadEvents, consumer_.types, counters_.position.load(),
                                      target, kConsumerBatch);
}

Task<void> ConsumerRunner::deliver_batch(std::vector<Event> events) {
  std::vector<std::vector<const Event*>> turns(std::min(consumer_.concurrency, events.size()));
  for (const auto& event : events) {
    const auto stream = std::hash<std::string>()(event.stream);
    turns[(stream + static_cast<std::size_t>(event.tenant_id)) % turns.size()].push_back(&event);
  }
  std::erase_if(turns, [](const auto& turn) { return turn.empty(); });
  Batch batch{.under_way = turns.size(), .done = events.back().position};
  for (auto& turn : turns)
    start_detached(work_off(std::move(turn), batch));
  co_await batch.ended;
  if (batch.done > counters_.position) co_await advance(batch.done, true);
}

Task<void> ConsumerRunner::work_off(std::vector<const Event*> turn, Batch& batch) {
  for (const auto* event : turn) {
    if (co_await deliver(*event)) continue;
    batch.done = std::min(batch.done, event->position - 1);
    break;
  }
  if (--batch.under_way == 0) batch.ended.complete(true);
}

// True when the event is done, seen before or parked; false when we have to stop before.
Task<bool> ConsumerRunner::deliver(const Event& event) {
  int tries = 0;
  for (int failures = 1; may_work(); ++failures) {
    const Try result = co_await attempt(place_, consumer_, event);
    count(result, counters_.delivered);
    if (result.fate == Fate::done || result.fate == Fate::seen_before) co_return true;
    if (result.fate != Fate::unavailable) ++tries;
    if (result.fate == Fate::hopeless || tries >= consumer_.tries)
      co_return co_await give_up(event, tries, result.error);
    co_await pause(failures);
  }
  co_return false;
}

Task<bool> ConsumerRunner::give_up(const Event& event, int tries, std::string error) {
  for (int failures = 1; may_work(); ++failures) {
    const Try result = co_await attempt_park(place_, consumer_, event, tries, error);
    count(result, counters_.parked);
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

void ConsumerRunner::count(const Try& result, std::atomic<std::uint64_t>& done) {
  auto& counter = result.fate == Fate::done          ? done
                  : result.fate == Fate::seen_before ? counters_.duplicates
                                                     : counters_.failures;
  counter.fetch_add(1, std::memory_order_relaxed);
}

Task<void> ConsumerRunner::advance(std::int64_t position, bool save) {
  SANGAM_ASSERT(position >= counters_.position);
  counters_.position = position;
  if (!save) co_return;
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  work.later(kAdvance, consumer_.name, position);
  co_await work.commit();
  saved_ = position;
}

Task<void> ConsumerRunner::pause(int failures) {
  const auto end =
      Deadline::in(pause_after(failures, consumer_.first_pause, consumer_.longest_pause));
  while (!stopping_ && !end.passed())
    co_await runtime::sleep(place_.loop,
                            std::min<std::chrono::nanoseconds>(end.remaining(), kPauseSlice));
}

Task<void> ConsumerRunner::wait() {
  if (!woken_ && !stopping_) {
    Completion<bool> completion;
    waiter_ = &completion;
    co_await completion;
  }
  woken_ = false;
}

void ConsumerRunner::wake() {
  woken_ = true;
  if (waiter_) std::exchange(waiter_, nullptr)->complete(true);
}

void ConsumerRunner::stop() {
  stopping_ = true;
  wake();
}

bool ConsumerRunner::may_work() const { return !stopping_ && head_.term == term_; }

}  // namespace sangam::events
