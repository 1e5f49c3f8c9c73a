#pragma once

// RelaySession: the database session of a relay, and what is done on it. Blocking.

#include <cstdint>
#include <string>

#include "kernel/store/batch_connection.h"

namespace sangam::events {

// Rows moved in one transaction, at most.
inline constexpr std::int32_t kRelayBatch = 1'000;
// Counting what waits stops here.
inline constexpr std::int64_t kWaitingCounted = 100'000;

// Used by one thread. Every call throws ConnectionLost or Error when the database is away or late:
// make another then. Its lock, if it has it, ends with the session.
class RelaySession {
 public:
  // `conninfo` is for the role sangam_relay.
  explicit RelaySession(const std::string& conninfo);

  // Whether this session is the relay of its database, or has become it just now.
  bool lead();
  // Position of the newest event.
  std::int64_t head();
  // Moves a batch from the outbox to the log, all of it or, when this throws, maybe nothing;
  // returns how many rows. head() afterwards is `position`.
  struct Moved {
    std::int64_t rows = 0;
    std::int64_t position = 0;  // of the newest event; 0 when no row moved
  };
  Moved move();
  // How many rows wait in the outbox, at most kWaitingCounted.
  std::int64_t waiting();
  // Deletes replies that were kept for a day; returns how many (at most kRelayBatch).
  std::int64_t expire_claims();
  // Deletes inbox rows that are of no use any more; returns how many (at most kRelayBatch).
  std::int64_t prune_inbox();

 private:
  store::BatchConnection connection_;
  bool leads_ = false;
  std::string oldest_xid_ = "0";  // nothing that waits is older
};

}  // namespace sangam::events
