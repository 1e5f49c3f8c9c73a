#pragma once

// What the relay's statements return and take.

#include <cstdint>
#include <optional>
#include <string>

#include "base/describe.h"
#include "base/scalars.h"

namespace sangam::events {

struct MovedRow {
  std::int64_t rows = 0;
  std::optional<std::int64_t> position;
  std::optional<std::int64_t> last_seq;
  std::optional<std::int64_t> own;
  std::int64_t oldest = 0;
  std::string by_tenant;
};
SANGAM_DESCRIBE(MovedRow, (rows, "How many"), (position, "Of the last one"),
                (last_seq, "Number of the last one"), (own, "This transaction's id"),
                (oldest, "The oldest running transaction's id, or the next one's"),
                (by_tenant, "Whose they are: numbers of tenants and of rows in turn"))

// What is not done, and when it will be is open.
struct Waiting {
  std::int64_t events = 0;
  std::int64_t parked_streams = 0;
  std::int64_t parked_for = 0;
};
SANGAM_DESCRIBE(Waiting, (events, "Rows in the outbox"), (parked_streams, "That stand still"),
                (parked_for, "Nanoseconds, the first of them"))

// A transaction that writes and keeps others from being cleaned up.
struct Horizon {
  std::int32_t pid = 0;
  std::string xid;
};
SANGAM_DESCRIBE(Horizon, (pid, "Of its PostgreSQL session"), (xid, "The transaction"))

// What the relay tells all processes, once a second.
struct RelayState {
  std::int64_t waiting = 0;
  std::optional<Horizon> horizon;
  std::int64_t horizon_since = 0;  // nanoseconds since 1970
};

// `held_by` keeps a piece of the log `held_for` nanoseconds longer than it would be kept.
struct LogHold {
  std::optional<std::string> held_by;
  std::optional<std::int64_t> held_for;
  std::int64_t oldest = 1;
};
SANGAM_DESCRIBE(LogHold, (held_by, "The consumer"), (held_for, "Nanoseconds"),
                (oldest, "The first position of the log"))

}  // namespace sangam::events
