#include "kernel/store/connection.h"

#include <libpq-fe.h>

#include "base/assert.h"
#include "kernel/store/database_error.h"

namespace sangam::store {
namespace {

using runtime::Interest;
using runtime::Readiness;

constexpr Statement kRollback{"store.rollback", "rollback", Scope::platform};

struct FinishSession {
  void operator()(PGconn* session) const noexcept { PQfinish(session); }
};
using Session = std::unique_ptr<PGconn, FinishSession>;

void require_ready(Readiness readiness) {
  if (readiness == Readiness::timed_out)
    throw Error(Code::deadline_exceeded, "the database did not answer in time");
  if (readiness == Readiness::cancelled) throw ConnectionLost("shutting down");
}

// libpq may change its socket between two polls, so each wait has a watcher of its own.
Task<void> wait_for_step(runtime::EventLoop& loop, int socket, PostgresPollingStatusType step,
                         runtime::Deadline deadline) {
  runtime::FdWatcher watcher(loop, socket);
  const auto interest = step == PGRES_POLLING_READING ? Interest::readable : Interest::writable;
  require_ready(co_await watcher.wait(interest, deadline));
}

}  // namespace

Task<std::unique_ptr<Connection>> Connection::open(runtime::EventLoop& loop, std::string conninfo,
                                                   std::size_t statement_limit,
                                                   runtime::Deadline deadline) {
  Session session(PQconnectStart(conninfo.c_str()));
  if (!session) throw ConnectionLost("out of memory");
  PostgresPollingStatusType step = PGRES_POLLING_WRITING;
  while (step != PGRES_POLLING_OK) {
    if (step == PGRES_POLLING_FAILED || PQstatus(session.get()) == CONNECTION_BAD)
      throw ConnectionLost(PQerrorMessage(session.get()));
    co_await wait_for_step(loop, PQsocket(session.get()), step, deadline);
    step = PQconnectPoll(session.get());
  }
  co_return std::make_unique<Connection>(loop, session.release(), statement_limit);
}

Connection::Connection(runtime::EventLoop& loop, pg_conn* session, std::size_t statement_limit)
    : pipeline_(session, statement_limit), watcher_(loop, pipeline_.socket()) {}

Connection::~Connection() = default;

void Connection::queue(const Statement& statement, const Parameters& parameters) {
  parameters.pointers(pointers_);
  pipeline_.queue(statement, {.values = pointers_, .lengths = {}, .binary = false});
}

Task<Outcome> Connection::exchange(runtime::Deadline deadline) {
  pipeline_.sync();
  co_await finish_exchange(deadline);
  co_return pipeline_.take_outcome();
}

Task<void> Connection::finish_exchange(runtime::Deadline deadline) {
  for (;;) {
    const auto need = pipeline_.advance();
    if (need == Pipeline::Need::nothing) co_return;
    const auto interest = need == Pipeline::Need::readable ? Interest::readable : Interest::either;
    require_ready(co_await watcher_.wait(interest, deadline));
  }
}

bool Connection::at_rest() const noexcept {
  return !pipeline_.broken() && !pipeline_.busy() &&
         pipeline_.transaction() == Pipeline::Transaction::none;
}

Task<bool> Connection::recover(runtime::Deadline deadline) {
  try {
    // Something queued without its Sync, when queueing itself failed, needs one to be answered.
    pipeline_.sync();
    co_await finish_exchange(deadline);
    pipeline_.take_outcome();
    if (pipeline_.transaction() != Pipeline::Transaction::none) {
      queue(kRollback, {});
      co_await exchange(deadline);
    }
  } catch (const Error&) {
    pipeline_.close();
  }
  co_return at_rest();
}

void Connection::abandon() {
  pipeline_.close();
  watcher_.cancel();
}

}  // namespace sangam::store
