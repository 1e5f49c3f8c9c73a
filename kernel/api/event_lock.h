#pragma once

// The lock file of events (api/events.lock.json): the form of every version of every event type,
// made from the declarations and committed. Events are kept, so what was once published must stay
// readable: a version may gain optional fields and changes in no other way; anything else is a new
// version, and an old one may only go when the next has an upcaster from it.

#include <expected>
#include <span>
#include <string>
#include <vector>

#include "kernel/api/lock_file.h"
#include "kernel/api/module.h"

namespace sangam::api {

struct LockedEvent {
  std::string name;
  std::int64_t version = 1;
  bool upcasts = false;  // reads the version before
  std::vector<LockedField> fields;
};
SANGAM_DESCRIBE(LockedEvent, (name, ""), (version, ""), (upcasts, ""), (fields, ""))

struct EventLockFile {
  std::vector<LockedEvent> events;  // in order of their names and versions
};
SANGAM_DESCRIBE(EventLockFile, (events, ""))

// All event types of the modules. Throws std::logic_error when a type and version is declared
// twice.
std::vector<const EventType*> event_types(std::span<const Module* const> modules);

EventLockFile event_lock_of(std::span<const EventType* const> types);

// JSON, one field a line, a line break at the end. The same types give the same bytes.
std::string to_text(const EventLockFile& lock);
// The fault is a sentence for people.
std::expected<EventLockFile, std::string> parse_event_lock(std::string_view text);

// What a consumer of events written under `before` may stumble over, a sentence each.
std::vector<std::string> breaking_changes(const EventLockFile& before, const EventLockFile& after);

}  // namespace sangam::api
