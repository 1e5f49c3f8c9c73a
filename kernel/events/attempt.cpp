#include "kernel/events/attempt.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/events/attempt_trace.h"
#include "kernel/events/statements.h"
#include "kernel/store/database_error.h"

namespace sangam::events {

namespace {

using runtime::Deadline;

// Of an error's text in a dead letter.
constexpr std::size_t kErrorMax = 2'000;

Fate fate_of(const store::DatabaseError& error) {
  if (error.violates_unique(kInboxKey) || error.is(kNotWaiting)) return Fate::seen_before;
  if (error.is(kStreamParked)) return Fate::behind;
  if (error.is(kStreamRuns)) return Fate::ahead;
  return Fate::failed;
}

Fate fate_of(const Error& error) {
  return passes_with_time(error.code) ? Fate::unavailable : Fate::failed;
}

// What the task throws, as a value.
Task<Try> catch_all(Task<void> task) {
  try {
    co_await std::move(task);
    co_return Try{};
  } catch (const store::DatabaseError& error) {
    co_return Try{fate_of(error), error.what()};
  } catch (const Error& error) {
    co_return Try{fate_of(error), error.what()};
  } catch (const Undeliverable& error) {
    co_return Try{Fate::hopeless, error.what()};
  } catch (const std::exception& error) {
    co_return Try{Fate::failed, error.what()};
  }
}

void receive(store::UnitOfWork& work, std::string_view inbox, EventGroup events) {
  std::vector<Uuid> ids;
  std::vector<std::int64_t> positions;
  for (const auto* event : events) {
    ids.push_back(event->id);
    positions.push_back(event->position);
  }
  work.first(kReceive, inbox, ids, positions);
}

void require_running(store::UnitOfWork& work, const Consumer& consumer, EventGroup events) {
  std::vector<std::string> streams;
  for (const auto* event : events)
    streams.push_back(event->stream);
  std::ranges::sort(streams);
  streams.erase(std::ranges::unique(streams).begin(), streams.end());
  work.first(kRequireRunning, consumer.name, streams);
}

// What makes the effect of these events happen once.
void begin(store::UnitOfWork& work, const Consumer& consumer, EventGroup events,
           const Occasion& occasion) {
  if (occasion.kind == Occasion::Kind::requeue) {
    SANGAM_ASSERT(events.size() == 1);
    work.first(kTakeParked, consumer.name, events.front()->id);
    return;
  }
  const bool replay = occasion.kind == Occasion::Kind::replay;
  receive(work, replay ? occasion.inbox : consumer.name, events);
  if (consumer.order == Order::strict && !replay) require_running(work, consumer, events);
}

void require_accepted(const Consumer& consumer, const Event& event) {
  const auto accepted = std::ranges::find(consumer.accepts, event.type, &Accepted::type);
  if (accepted == consumer.accepts.end()) return;
  if (event.version >= accepted->oldest && event.version <= accepted->newest) return;
  throw Undeliverable("takes " + event.type + " in versions " + std::to_string(accepted->oldest) +
                      " to " + std::to_string(accepted->newest) + ", got version " +
                      std::to_string(event.version));
}

SharedWork work_for(const Workplace& place, const Consumer& consumer, EventGroup events,
                    const Occasion& occasion, telemetry::Trace* trace) {
  return {place.app, events.front()->tenant_id, Deadline::in(consumer.deadline), trace,
          [&consumer, events, &occasion](store::UnitOfWork& work) {
            begin(work, consumer, events, occasion);
          }};
}

Task<void> handle(const Workplace& place, const Consumer& consumer, EventGroup events,
                  const Occasion& occasion, telemetry::Trace* trace) {
  auto work = work_for(place, consumer, events, occasion, trace);
  for (const auto* event : events) {
    require_accepted(consumer, *event);
    Delivery delivery(place.loop, work, *event, consumer.upcasters, occasion);
    co_await consumer.handle(delivery);
  }
  co_await work.open().commit();
}

store::UnitOfWork parking_work(const Workplace& place, const Consumer& consumer,
                               const Event& event) {
  return {place.app, event.tenant_id, Deadline::in(consumer.deadline), store::Mode::read_write};
}

void write_letter(store::UnitOfWork& work, const Consumer& consumer, const Event& event, int tries,
                  std::string_view error, std::string_view state) {
  const Event* events[] = {&event};
  receive(work, consumer.name, events);
  work.later(kPark, consumer.name, event.id, event.position, event.stream, event.type,
             event.version, event.payload, event.occurred_at, tries, error.substr(0, kErrorMax),
             state, event.trace);
}

Task<void> park(const Workplace& place, const Consumer& consumer, const Event& event, int tries,
                std::string_view error) {
  auto work = parking_work(place, consumer, event);
  write_letter(work, consumer, event, tries, error, "parked");
  if (consumer.order == Order::strict) work.later(kParkStream, consumer.name, event.stream);
  co_await work.commit();
}

Task<void> park_again(const Workplace& place, const Consumer& consumer, const Event& event,
                      int tries, std::string_view error) {
  auto work = parking_work(place, consumer, event);
  work.later(kParkAgain, consumer.name, event.id, tries, error.substr(0, kErrorMax));
  if (consumer.order == Order::strict) work.later(kHaltStream, consumer.name, event.stream);
  co_await work.commit();
}

Task<void> queue(const Workplace& place, const Consumer& consumer, const Event& event) {
  auto work = parking_work(place, consumer, event);
  work.first(kRequireParked, consumer.name, event.stream);
  write_letter(work, consumer, event, 0, "waits behind a parked event", "queued");
  co_await work.commit();
}

}  // namespace

Task<Try> attempt(const Workplace& place, const Consumer& consumer, EventGroup events,
                  const Occasion& occasion) {
  AttemptTrace trace(consumer.name, events);
  auto result = co_await catch_all(handle(place, consumer, events, occasion, trace.shared()));
  trace.finish(result.fate);
  co_return result;
}

Task<Try> attempt_park(const Workplace& place, const Consumer& consumer, const Event& event,
                       int tries, const std::string& error) {
  return catch_all(park(place, consumer, event, tries, error));
}

Task<Try> attempt_park_again(const Workplace& place, const Consumer& consumer, const Event& event,
                             int tries, const std::string& error) {
  return catch_all(park_again(place, consumer, event, tries, error));
}

Task<Try> attempt_queue(const Workplace& place, const Consumer& consumer, const Event& event) {
  return catch_all(queue(place, consumer, event));
}

}  // namespace sangam::events
