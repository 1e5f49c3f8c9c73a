#pragma once

// RelaySession: the database session of a relay, and what is done on it. Blocking.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "kernel/events/statement_rows.h"
#include "kernel/store/batch_connection.h"

namespace sangam::events {

// Rows moved in one transaction, at most.
inline constexpr std::int32_t kRelayBatch = 2'000;
// Counting what waits stops here.
inline constexpr std::int64_t kWaitingCounted = 100'000;

// How long the log is kept.
struct LogSettings {
  std::int64_t partition = 1'000'000;                          // positions in one piece of the log
  std::chrono::nanoseconds keep{std::chrono::hours(24 * 7)};   // once full
  std::chrono::nanoseconds hold{std::chrono::hours(24 * 30)};  // though a consumer still needs it

  // `keep`, and what consumers still need for as long at least.
  static LogSettings kept_for(std::chrono::nanoseconds keep) {
    LogSettings settings;
    settings.keep = keep;
    settings.hold = std::max(settings.hold, keep);
    return settings;
  }
};

// Used by one thread. Every call throws ConnectionLost or Error when the database is away or late:
// make another then. Its lock, if it has it, ends with the session.
class RelaySession {
 public:
  // `conninfo` is for the role sangam_relay.
  explicit RelaySession(const std::string& conninfo, LogSettings settings = {});

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
  // What waits, each counted up to kWaitingCounted.
  Waiting waiting();
  // Deletes replies that were kept for a day; returns how many (at most kRelayBatch).
  std::int64_t expire_claims();
  // Deletes inbox rows that are of no use any more; returns how many (at most kRelayBatch).
  std::int64_t prune_inbox();

  // The oldest running transaction that writes; nothing when none does.
  std::optional<Horizon> horizon();
  // Writes what the relay is at, for every process to read.
  void tell(const RelayState& state);
  // Drops pieces of the log that are old enough; returns how many.
  std::int64_t rotate();
  // Which consumer keeps pieces of the log that are old enough to be dropped.
  LogHold hold();

 private:
  void make_room();
  void advance_floor(const MovedRow& moved);

  store::BatchConnection connection_;
  const LogSettings settings_;
  bool leads_ = false;
  std::int64_t position_ = 0;  // of the newest event
  std::int64_t past_ = 0;      // the first position without a partition

  // No row with a number up to `floor_` can appear any more. It moves to `candidate_` once every
  // transaction as old as `candidate_xid_` has ended: those that began later draw higher numbers.
  std::int64_t floor_ = 0;
  std::int64_t highest_ = 0;  // number moved so far
  std::int64_t candidate_ = 0;
  std::int64_t candidate_xid_ = 0;  // 0: no candidate
};

}  // namespace sangam::events
