#include "kernel/store/pipeline.h"

#include <libpq-fe.h>
#include <poll.h>

#include <utility>

#include "base/assert.h"
#include "kernel/store/sqlstate.h"

namespace sangam::store {
namespace {

std::string error_field(const pg_result* result, int field) {
  const char* text = PQresultErrorField(result, field);
  return text ? text : "";
}

DatabaseError read_error(const pg_result* result, std::string_view statement, std::size_t index) {
  DatabaseError error;
  error.sqlstate = error_field(result, PG_DIAG_SQLSTATE);
  error.constraint = error_field(result, PG_DIAG_CONSTRAINT_NAME);
  error.message = error_field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (const auto detail = error_field(result, PG_DIAG_MESSAGE_DETAIL); !detail.empty())
    error.message += " / " + detail;
  error.statement = statement;
  error.index = index;
  error.compose_text();
  return error;
}

bool is_fatal(const pg_result* result) {
  const auto severity = error_field(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  return severity == "FATAL" || severity == "PANIC" || severity.empty();
}

}  // namespace

void Pipeline::Finish::operator()(pg_conn* session) const noexcept { PQfinish(session); }

Pipeline::Pipeline(pg_conn* session, std::size_t statement_limit)
    : session_(session), prepared_(statement_limit) {
  // Server notices are for people at a terminal.
  PQsetNoticeReceiver(session, [](void*, const PGresult*) {}, nullptr);
  if (PQsetnonblocking(session, 1) != 0 || PQenterPipelineMode(session) != 1)
    lose(PQerrorMessage(session));
}

Pipeline::~Pipeline() = default;

void Pipeline::queue(const Statement& statement, const WireParameters& parameters) {
  if (broken_) throw ConnectionLost("the session was closed");
  std::string name;
  prepare_if_new(statement, name);
  // libpq wants an array of formats, one an argument; arguments here share theirs.
  std::vector<int> formats(parameters.binary ? parameters.values.size() : 0, 1);
  require(PQsendQueryPrepared(session_.get(), name.c_str(),
                              static_cast<int>(parameters.values.size()), parameters.values.data(),
                              parameters.lengths.empty() ? nullptr : parameters.lengths.data(),
                              formats.empty() ? nullptr : formats.data(), parameters.binary));
  pending_.push_back({Kind::execute, std::move(name), statement.name});
}

void Pipeline::prepare_if_new(const Statement& statement, std::string& name) {
  auto use = prepared_.use(statement.sql);
  name = std::move(use.name);
  if (use.evicted) to_deallocate_.push_back(*std::move(use.evicted));
  if (!use.fresh) return;
  for (auto& old : std::exchange(to_deallocate_, {})) {
    const std::string sql = "deallocate " + old;
    require(
        PQsendQueryParams(session_.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0));
    pending_.push_back({Kind::deallocate, std::move(old)});
  }
  const std::string sql(statement.sql);
  require(PQsendPrepare(session_.get(), name.c_str(), sql.c_str(), 0, nullptr));
  pending_.push_back({Kind::prepare, name, statement.name});
}

void Pipeline::sync() {
  if (broken_) throw ConnectionLost("the session was closed");
  require(PQpipelineSync(session_.get()));
  pending_.push_back({Kind::sync, {}});
}

Pipeline::Need Pipeline::advance() {
  pg_conn* session = session_.get();
  if (broken_) throw ConnectionLost("the session was closed");
  if (std::exchange(waited_, false) && !PQconsumeInput(session)) lose(PQerrorMessage(session));
  const int unsent = PQflush(session);
  if (unsent < 0) lose(PQerrorMessage(session));
  while (!pending_.empty()) {
    if (PQisBusy(session)) {
      waited_ = true;
      return unsent ? Need::readable_or_writable : Need::readable;
    }
    pg_result* result = PQgetResult(session);
    if (result == nullptr) {
      // One empty answer ends a statement; a second one in a row means libpq has lost its place.
      if (++empty_answers_ > 1) lose("the server's answers ended too early");
      continue;
    }
    empty_answers_ = 0;
    accept(result);
  }
  return Need::nothing;
}

void Pipeline::accept(pg_result* raw) {
  Result result(raw, pending_.front().statement);
  const ExecStatusType status = PQresultStatus(raw);
  const Kind kind = pending_.front().kind;
  if (status == PGRES_PIPELINE_SYNC) {
    if (kind != Kind::sync) lose("the server synchronised too early");
  } else if (status == PGRES_FATAL_ERROR || status == PGRES_PIPELINE_ABORTED) {
    if (status == PGRES_FATAL_ERROR && is_fatal(raw)) lose(PQresultErrorMessage(raw));
    fail_front(raw);
    // An implicit transaction that cannot commit says so before its exchange ends.
    if (kind == Kind::sync) return;
  } else if (kind == Kind::execute) {
    ++executions_;
    outcome_.results.push_back(std::move(result));
  }
  pending_.pop_front();
}

void Pipeline::fail_front(const pg_result* result) {
  const Pending& front = pending_.front();
  if (PQresultStatus(result) == PGRES_FATAL_ERROR && !outcome_.error) {
    outcome_.error = read_error(result, front.statement, executions_);
    // "cached plan must not change result type": the schema moved on under a prepared statement.
    if (outcome_.error->is(sqlstate::kFeatureNotSupported)) prepared_.forget(front.name);
  }
  if (front.kind == Kind::prepare) prepared_.forget(front.name);
  if (front.kind == Kind::deallocate) to_deallocate_.push_back(front.name);
  if (front.kind == Kind::execute) ++executions_;
}

Outcome Pipeline::take_outcome() {
  SANGAM_ASSERT(!busy());
  executions_ = 0;
  return std::exchange(outcome_, {});
}

Outcome Pipeline::simple_query(const std::string& sql, const std::function<void()>& wait) {
  SANGAM_ASSERT(!busy());
  pg_conn* session = session_.get();
  require(PQexitPipelineMode(session));
  require(PQsendQuery(session, sql.c_str()));
  Outcome outcome;
  for (;;) {
    const int unsent = PQflush(session);
    if (unsent < 0) lose(PQerrorMessage(session));
    unsent_ = unsent > 0;
    if (unsent_ || PQisBusy(session)) {
      wait();
      if (!PQconsumeInput(session)) lose(PQerrorMessage(session));
      continue;
    }
    pg_result* raw = PQgetResult(session);
    if (raw == nullptr) break;
    Result result(raw, "script");
    if (PQresultStatus(raw) == PGRES_FATAL_ERROR) {
      if (is_fatal(raw)) lose(PQresultErrorMessage(raw));
      if (!outcome.error) outcome.error = read_error(raw, "script", outcome.results.size());
    } else {
      outcome.results.push_back(std::move(result));
    }
  }
  require(PQenterPipelineMode(session));
  return outcome;
}

bool Pipeline::alive() noexcept {
  if (broken_) return false;
  pollfd descriptor{PQsocket(session_.get()), POLLIN, 0};
  if (poll(&descriptor, 1, 0) == 0) return true;
  // Something arrived unasked: a notice or a changed setting is fine, an end of file is not.
  if (!PQconsumeInput(session_.get()) || PQstatus(session_.get()) != CONNECTION_OK) close();
  return !broken_;
}

void Pipeline::close() noexcept {
  broken_ = true;
  pending_.clear();
}

void Pipeline::lose(std::string reason) {
  close();
  throw ConnectionLost(std::move(reason));
}

void Pipeline::require(int sent) {
  if (sent != 1) lose(PQerrorMessage(session_.get()));
}

Pipeline::Transaction Pipeline::transaction() const noexcept {
  switch (PQtransactionStatus(session_.get())) {
    case PQTRANS_IDLE:
      return Transaction::none;
    case PQTRANS_INTRANS:
      return Transaction::open;
    default:
      return Transaction::failed;
  }
}

int Pipeline::socket() const noexcept { return PQsocket(session_.get()); }

}  // namespace sangam::store
