#pragma once

// Event-sourced aggregates: things whose history is the truth (orders at an exchange, escrow,
// consent). Their state is what folding their events gives; writers name the version they saw.
//
//   struct Escrow {
//     static constexpr std::int32_t kForm = 1;              // of the state, for snapshots
//     static constexpr std::int64_t kSnapshotEvery = 100;   // versions
//     std::string status;
//     void apply(const aggregates::Recorded& event);        // total: any event it once took
//   };
//   auto escrow = co_await aggregates::load<Escrow>(call.work(), "escrow/17");
//   if (escrow.state.status != "held") throw Error{Code::conflict, "It is not held."};
//   co_await aggregates::append(call.work(), escrow, call.now(), Released{…});
//
// An append is emitted to the event log in the same transaction. Error{conflict}: somebody else
// appended since the load; load and decide again. O(events since the last snapshot).

#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/id.h"
#include "base/scalars.h"
#include "base/timestamp.h"
#include "kernel/api/event_type.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::aggregates {

// One event of a stream's history.
struct Recorded {
  std::int64_t version = 0;
  Uuid id;
  std::string type;
  std::int32_t event_version = 1;
  std::string payload;
  Timestamp occurred_at;

  template <class Event>
  bool is() const noexcept {
    return type == Event::kEventType && event_version == Event::kEventVersion;
  }
  // Throws std::runtime_error when the payload does not have the form.
  template <Described Event>
  Event as() const {
    Event event{};
    api::detail::read_event(payload, type_of<Event>, &event);
    return event;
  }
};
SANGAM_DESCRIBE(Recorded, (version, "From 1, without gaps"), (id, "The same in the event log"),
                (type, "What happened"), (event_version, "Of the payload's form"),
                (payload, "JSON text"), (occurred_at, "When; never before the version before"))

// Up to which version, or moment, a state is asked for; up to now when neither is given.
struct AsOf {
  std::optional<std::int64_t> version;
  std::optional<Timestamp> time;
};

// A state, and the version it is of; 0: nothing has happened.
template <class State>
struct Loaded {
  std::string stream;
  State state{};
  std::int64_t version = 0;
  Timestamp occurred_at;  // of that version
};

// An event on its way into the history.
struct NewEvent {
  std::string_view type;
  std::int32_t version = 1;
  std::string payload;
};

template <Described Event>
NewEvent to_new_event(const Event& event) {
  return {Event::kEventType, Event::kEventVersion,
          api::detail::write_event(type_of<Event>, &event)};
}

// Versions after `after` up to `as_of`, at most `limit`, oldest first.
Task<std::vector<Recorded>> read_history(store::UnitOfWork& work, std::string stream,
                                         std::int64_t after, AsOf as_of, std::int32_t limit);

namespace detail {

struct Snapshot {
  std::int64_t version = 0;
  std::string state;
  Timestamp occurred_at;
};
SANGAM_DESCRIBE(Snapshot, (version, ""), (state, "JSON text"), (occurred_at, ""))

// Read at once, so that a long history is not in memory at the same time.
inline constexpr std::int32_t kPage = 1'000;

Task<std::optional<Snapshot>> find_snapshot(store::UnitOfWork& work, std::string stream,
                                            std::int32_t form, AsOf as_of);
void save_snapshot(store::UnitOfWork& work, const std::string& stream, std::int32_t form,
                   const Snapshot& snapshot);
// Appends, and returns the events as recorded. Throws Error{conflict}.
Task<std::vector<Recorded>> append_events(store::UnitOfWork& work, std::string stream,
                                          std::int64_t expected, std::vector<NewEvent> events,
                                          Timestamp now);

}  // namespace detail

template <class State>
Task<Loaded<State>> load(store::UnitOfWork& work, std::string stream, AsOf as_of = {}) {
  Loaded<State> loaded{.stream = stream};
  if (const auto snapshot = co_await detail::find_snapshot(work, stream, State::kForm, as_of)) {
    api::detail::read_event(snapshot->state, type_of<State>, &loaded.state);
    loaded.version = snapshot->version;
    loaded.occurred_at = snapshot->occurred_at;
  }
  for (bool more = true; more;) {
    const auto page = co_await read_history(work, stream, loaded.version, as_of, detail::kPage);
    more = page.size() == static_cast<std::size_t>(detail::kPage);
    for (const auto& event : page) {
      loaded.state.apply(event);
      loaded.version = event.version;
      loaded.occurred_at = event.occurred_at;
    }
  }
  co_return loaded;
}

// Appends behind the loaded version, and moves `loaded` on. Throws Error{conflict} when the stream
// has moved on meanwhile; the unit of work is over then.
template <class State, Described... Events>
Task<void> append(store::UnitOfWork& work, Loaded<State>& loaded, Timestamp now, Events... events) {
  const auto before = loaded.version;
  std::vector<NewEvent> list;
  (list.push_back(to_new_event(events)), ...);
  const auto recorded =
      co_await detail::append_events(work, loaded.stream, before, std::move(list), now);
  for (const auto& event : recorded) {
    loaded.state.apply(event);
    loaded.version = event.version;
    loaded.occurred_at = event.occurred_at;
  }
  if (before / State::kSnapshotEvery == loaded.version / State::kSnapshotEvery) co_return;
  detail::save_snapshot(work, loaded.stream, State::kForm,
                        {loaded.version, api::detail::write_event(type_of<State>, &loaded.state),
                         loaded.occurred_at});
}

}  // namespace sangam::aggregates
