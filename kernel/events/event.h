#pragma once

// Event: one row of the log, as consumers get it. What kernel/api's Call::emit wrote, plus its
// place.

#include <cstdint>
#include <optional>
#include <string>

#include "base/describe.h"
#include "base/id.h"
#include "base/scalars.h"
#include "base/timestamp.h"
#include "kernel/store/trace_reference.h"

namespace sangam::events {

struct Event {
  std::int32_t tenant_id = 0;
  std::int64_t position = 0;
  Uuid id;
  std::string stream;  // what it is about: events of one stream are delivered one after another
  std::string type;
  std::int32_t version = 0;
  std::string payload;    // JSON text
  Timestamp occurred_at;  // on the tenant's own clock
  // Of the request that emitted it, if it was traced: what comes of the event goes on in it.
  std::optional<store::TraceReference> trace{};
};
SANGAM_DESCRIBE(Event, (tenant_id, "Whose"), (position, "Place in the log, from 1, without gaps"),
                (id, "The same in every delivery"), (stream, "What it is about"),
                (type, "What happened"), (version, "Of the payload's form"), (payload, "JSON text"),
                (occurred_at, "When"), (trace, "In which it was emitted"))

}  // namespace sangam::events
