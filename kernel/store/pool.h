#pragma once

// Pool: the database sessions of one event loop and one role. Sessions open on demand, are checked
// before reuse, and reopen with back-off after the server went away.

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "base/task.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/store/connection_settings.h"

namespace sangam::store {

class Connection;
class Lease;

struct PoolSettings {
  Endpoint endpoint;
  Role role = Role::app;
  std::size_t size = 4;           // sessions at most
  std::size_t max_waiters = 256;  // beyond this many waiting, requests are refused at once
  std::size_t statements = 256;   // prepared statements kept a session
};

// What /health and the metrics show.
struct PoolHealth {
  std::size_t open = 0;
  std::size_t idle = 0;
  std::size_t waiting = 0;
  std::uint64_t opened = 0;      // sessions ever opened
  std::uint64_t refused = 0;     // requests refused because the queue was full or time ran out
  std::uint64_t exchanges = 0;   // round trips
  std::uint64_t statements = 0;  // in them, settings and COMMIT included
  std::string last_failure;      // of opening a session; empty while all is well
};

// Belongs to its loop's thread. Whoever waits longest goes first, but a tenant that holds fewer
// sessions goes before one that holds more. All units of work must end before the destruction.
class Pool {
 public:
  Pool(runtime::EventLoop& loop, PoolSettings settings);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  PoolHealth health() const;
  // One round trip to the server; throws Error{unavailable} when it does not answer in time.
  Task<void> check(runtime::Deadline deadline);
  // Closes idle sessions and waits for the others to come back. No request may follow.
  Task<void> close(runtime::Deadline deadline);

  Role role() const noexcept;
  runtime::EventLoop& loop() const noexcept;

  // Shared with the leases and background work, which may outlive the pool by a moment.
  struct State;

 private:
  friend class UnitOfWork;
  std::shared_ptr<State> state_;
};

}  // namespace sangam::store
