#pragma once

// Connection: one session on an event loop, as coroutines. Private to kernel/store: everybody else
// goes through UnitOfWork, which sets the tenant.

#include <memory>
#include <optional>
#include <string>

#include "base/task.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/runtime/fd_watcher.h"
#include "kernel/store/parameters.h"
#include "kernel/store/pipeline.h"
#include "kernel/store/statement.h"

namespace sangam::store {

// Belongs to its loop's thread; one exchange at a time.
class Connection {
 public:
  // Opens a session. Throws ConnectionLost, or Error{deadline_exceeded}. Host names are resolved by
  // libpq, blocking: give `hostaddr` or a socket folder in the connection string.
  static Task<std::unique_ptr<Connection>> open(runtime::EventLoop& loop, std::string conninfo,
                                                std::size_t statement_limit,
                                                runtime::Deadline deadline);
  ~Connection();

  // Adds a statement to the exchange.
  void queue(const Statement& statement, const Parameters& parameters);
  // One round trip for all that was queued. Throws ConnectionLost or Error{deadline_exceeded};
  // after the latter answers are outstanding: drain() or close.
  Task<Outcome> exchange(runtime::Deadline deadline);
  // Brings the session back to rest: takes outstanding answers, rolls back. False when it could
  // not; then the session is closed.
  Task<bool> recover(runtime::Deadline deadline);
  // Ends a wait under way with ConnectionLost and closes; for shutting down.
  void abandon();

  bool at_rest() const noexcept;
  bool alive() noexcept { return pipeline_.alive(); }
  bool broken() const noexcept { return pipeline_.broken(); }
  Pipeline::Transaction transaction() const noexcept { return pipeline_.transaction(); }

  Connection(runtime::EventLoop& loop, pg_conn* session, std::size_t statement_limit);

 private:
  Task<void> finish_exchange(runtime::Deadline deadline);

  Pipeline pipeline_;
  runtime::FdWatcher watcher_;  // after the pipeline: gone before the socket closes
  std::vector<const char*> pointers_;
};

}  // namespace sangam::store
