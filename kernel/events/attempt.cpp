#include "kernel/events/attempt.h"

#include "kernel/events/statements.h"
#include "kernel/store/database_error.h"

namespace sangam::events {

namespace {

using runtime::Deadline;

// Of an error's text in a dead letter.
constexpr std::size_t kErrorMax = 2'000;

Fate fate_of(const store::DatabaseError& error) {
  return error.violates_unique(kInboxKey) ? Fate::seen_before : Fate::failed;
}

Fate fate_of(const Error& error) {
  return error.code == Code::unavailable ? Fate::unavailable : Fate::failed;
}

Task<void> handle(const Workplace& place, const Consumer& consumer, const Event& event) {
  Delivery delivery(place.loop, place.app, consumer.name, event, Deadline::in(consumer.deadline));
  co_await consumer.handle(delivery);
  co_await delivery.commit();
}

Task<void> park(const Workplace& place, const Consumer& consumer, const Event& event, int tries,
                std::string_view error) {
  Delivery delivery(place.loop, place.app, consumer.name, event, Deadline::in(consumer.deadline));
  delivery.later(kPark, consumer.name, event.id, event.position, event.stream, event.type,
                 event.version, event.payload, event.occurred_at, tries,
                 error.substr(0, kErrorMax));
  co_await delivery.commit();
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

}  // namespace

Task<Try> attempt(const Workplace& place, const Consumer& consumer, const Event& event) {
  return catch_all(handle(place, consumer, event));
}

Task<Try> attempt_park(const Workplace& place, const Consumer& consumer, const Event& event,
                       int tries, const std::string& error) {
  return catch_all(park(place, consumer, event, tries, error));
}

}  // namespace sangam::events
