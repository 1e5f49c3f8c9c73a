#include "kernel/store/batch_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>

#include "base/assert.h"
#include "kernel/store/database_error.h"
#include "kernel/store/pipeline.h"

namespace sangam::store {
namespace {

constexpr std::size_t kStatementLimit = 256;
constexpr Statement kRollback{"store.rollback", "rollback", Scope::platform};

struct FinishSession {
  void operator()(PGconn* session) const noexcept { PQfinish(session); }
};
using Session = std::unique_ptr<PGconn, FinishSession>;

// False when the deadline passed first.
bool wait_for(int socket, short events, runtime::Deadline deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<runtime::milliseconds>(deadline.remaining()).count();
    if (left <= 0) return false;
    pollfd descriptor{socket, events, 0};
    const int ready = poll(&descriptor, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return true;  // the next libpq call reports it
  }
}

[[noreturn]] void throw_too_late() {
  throw Error(Code::deadline_exceeded, "the database did not answer in time");
}

Session open_session(const std::string& conninfo, runtime::Deadline deadline) {
  Session session(PQconnectStart(conninfo.c_str()));
  if (!session) throw ConnectionLost("out of memory");
  PostgresPollingStatusType step = PGRES_POLLING_WRITING;
  while (step != PGRES_POLLING_OK) {
    if (step == PGRES_POLLING_FAILED || PQstatus(session.get()) == CONNECTION_BAD)
      throw ConnectionLost(PQerrorMessage(session.get()));
    const short events = step == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    if (!wait_for(PQsocket(session.get()), events, deadline)) throw_too_late();
    step = PQconnectPoll(session.get());
  }
  return session;
}

}  // namespace

struct BatchConnection::State {
  explicit State(PGconn* session) : pipeline(session, kStatementLimit) {}

  Pipeline pipeline;
  std::vector<const char*> values{};
  std::vector<int> lengths{};
};

BatchConnection::BatchConnection(const std::string& conninfo, runtime::Deadline deadline)
    : state_(std::make_unique<State>(open_session(conninfo, deadline).release())) {}

BatchConnection::~BatchConnection() = default;
BatchConnection::BatchConnection(BatchConnection&&) noexcept = default;
BatchConnection& BatchConnection::operator=(BatchConnection&&) noexcept = default;

void BatchConnection::send(const Statement& statement,
                           std::span<const BinaryParameter> parameters) {
  state_->values.clear();
  state_->lengths.clear();
  for (const auto& parameter : parameters) {
    // An empty value is not NULL: libpq tells them apart by the pointer.
    const char* bytes = parameter.bytes.data() ? parameter.bytes.data() : "";
    state_->values.push_back(parameter.null ? nullptr : bytes);
    state_->lengths.push_back(static_cast<int>(parameter.bytes.size()));
  }
  state_->pipeline.queue(statement,
                         {.values = state_->values, .lengths = state_->lengths, .binary = true});
}

void BatchConnection::send_text(const Statement& statement, const Parameters& parameters) {
  parameters.pointers(state_->values);
  state_->pipeline.queue(statement, {.values = state_->values, .lengths = {}, .binary = false});
}

std::vector<Result> BatchConnection::execute(runtime::Deadline deadline) {
  Pipeline& pipeline = state_->pipeline;
  pipeline.sync();
  for (;;) {
    const auto need = pipeline.advance();
    if (need == Pipeline::Need::nothing) break;
    const short events = need == Pipeline::Need::readable ? POLLIN : POLLIN | POLLOUT;
    if (!wait_for(pipeline.socket(), events, deadline)) {
      pipeline.close();
      throw_too_late();
    }
  }
  Outcome outcome = pipeline.take_outcome();
  if (outcome.error) throw_database_error(*std::move(outcome.error));
  return std::move(outcome.results);
}

Result BatchConnection::script(const std::string& sql, runtime::Deadline deadline) {
  Pipeline& pipeline = state_->pipeline;
  SANGAM_ASSERT(!pipeline.busy());
  if (pipeline.broken()) throw ConnectionLost("the session was closed");
  Outcome outcome = pipeline.simple_query(sql, [&] {
    if (wait_for(pipeline.socket(), POLLIN | (pipeline.unsent() ? POLLOUT : 0), deadline)) return;
    pipeline.close();
    throw_too_late();
  });
  if (outcome.error) throw_database_error(*std::move(outcome.error));
  return outcome.results.empty() ? Result() : std::move(outcome.results.back());
}

BatchConnection::Transaction BatchConnection::transaction() const noexcept {
  switch (state_->pipeline.transaction()) {
    case Pipeline::Transaction::none:
      return Transaction::none;
    case Pipeline::Transaction::open:
      return Transaction::open;
    case Pipeline::Transaction::failed:
      return Transaction::failed;
  }
  SANGAM_ASSERT(!"a state of the enumeration");
}

void BatchConnection::rollback(runtime::Deadline deadline) {
  if (closed() || transaction() == Transaction::none) return;
  send(kRollback);
  execute(deadline);
}

bool BatchConnection::closed() const noexcept { return state_->pipeline.broken(); }

}  // namespace sangam::store
