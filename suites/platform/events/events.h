#pragma once

// The module platform/events: what has happened, as tenants read and follow it; what could not be
// handled, and what to do about it; how far consumers are, and replays for them.

#include <atomic>

#include "kernel/api/module.h"
#include "suites/platform/events/tail_window.h"
#include "suites/platform/events/types.h"

namespace sangam::suites::platform {

// The log as its tenant reads it.
class EventQueries {
 public:
  Task<api::Page<EventEntry>> list(api::Call& call, ListEvents request);
  // Throws Error{not_found}.
  Task<EventEntry> get(api::Call& call, GetEvent request);
  Task<EventTypeList> types(api::Call& call, Nothing);
  // New events as they come, in order: some milliseconds after their commit in the process that
  // relays them, half a second at most in others. The id of an item is its position. Throws
  // Error{unavailable} while kTailsMost are open in this process.
  Task<void> tail(api::Call& call, TailEvents request, TailSink& sink);
  // The log has grown: whoever follows it looks. Any thread.
  void log_grew() { windows_.log_grew(); }

  // The modules whose event types there are; they live as long as this.
  void set_modules(std::vector<const api::Module*> modules) { modules_ = std::move(modules); }

  static constexpr int kTailsMost = 50'000;

 private:
  std::vector<const api::Module*> modules_;
  std::atomic<int> tails_{0};
  TailWindows windows_;
};

// Events that a consumer could not handle. What is requeued is tried again within a second, in the
// process that relays; of a strictly ordered consumer, the whole stream goes on in its order.
class DeadLetters {
 public:
  Task<api::Page<DeadLetter>> list(api::Call& call, ListDeadLetters request);
  // Throws Error{not_found}.
  Task<DeadLetter> get(api::Call& call, NameDeadLetter request);
  // The payload as emitted is kept. Throws Error{conflict} unless it is parked, Error{invalid} when
  // the payload is no JSON object or does not have the form of its type.
  Task<DeadLetter> edit(api::Call& call, EditDeadLetter request);
  Task<DeadLetter> requeue(api::Call& call, DecideDeadLetter request);
  Task<DeadLetter> skip(api::Call& call, DecideDeadLetter request);
  // Streams of strictly ordered consumers that stand still. What is decided of the event that each
  // waits for lets it go on.
  Task<api::Page<ParkedStream>> streams(api::Call& call, ListParkedStreams request);

  void set_modules(std::vector<const api::Module*> modules) { modules_ = std::move(modules); }

 private:
  Task<DeadLetter> decide(api::Call& call, DecideDeadLetter request, LetterState state);
  void require_form(const DeadLetter& letter, std::string_view payload) const;

  std::vector<const api::Module*> modules_;
};

// For operators of the platform.
class EventAdministration {
 public:
  Task<ConsumerList> consumers(api::Call& call, Nothing);
  // Throws Error{not_found} for an unknown consumer or tenant, Error{conflict} while another replay
  // of the consumer runs, Error{invalid} for a rebuild of a part.
  Task<ReplayEntry> replay(api::Call& call, StartReplay request);
  Task<ReplayList> replays(api::Call& call, Nothing);
  Task<ReplayEntry> cancel(api::Call& call, NameReplay request);
  Task<RelayStatus> relay(api::Call& call, Nothing);
};

struct EventsModule {
  EventQueries queries;
  DeadLetters dead_letters;
  EventAdministration administration;

  void set_modules(const std::vector<const api::Module*>& modules) {
    queries.set_modules(modules);
    dead_letters.set_modules(modules);
  }
};

void declare(api::Module& module, EventsModule& services);

}  // namespace sangam::suites::platform
