#include "kernel/jobs/job_session.h"

#include <charconv>

#include "base/assert.h"
#include "kernel/jobs/statements.h"
#include "kernel/store/bytes.h"

namespace sangam::jobs {

namespace {

using runtime::Deadline;
using store::BinaryArray;
using store::BinaryValue;
using store::ElementType;

// No statement here takes longer than a few milliseconds unless the machine is in trouble.
constexpr std::chrono::seconds kPatience{30};
constexpr std::int32_t kPromotedAtOnce = 1'000;

Deadline patience() { return Deadline::in(kPatience); }

std::uint64_t read_xid(std::string_view text) {
  std::uint64_t xid = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), xid);
  SANGAM_ASSERT(error == std::errc() && end == text.data() + text.size());
  return xid;
}

template <class T>
BinaryArray array_of(ElementType type, const std::vector<T>& values) {
  BinaryArray array(type);
  for (const auto& value : values)
    array.append(value);
  return array;
}

void append(BinaryArray& array, const std::optional<std::string>& text) {
  if (text) array.append(std::string_view(*text));
  else array.append_null();
}

std::string_view state_of(const Outcome& outcome) {
  switch (outcome.fate) {
    case Fate::done:
      return "done";
    case Fate::cancelled:
      return "cancelled";
    default:
      return "dead";
  }
}

// Whether the outcome ends the job, and the dispatcher has to write so.
bool ends(const Outcome& outcome) {
  switch (outcome.fate) {
    case Fate::done:
    case Fate::hopeless:
    case Fate::cancelled:
      return true;
    case Fate::failed:
      return outcome.job->attempts + 1 >= outcome.job->tries;
    default:
      return false;
  }
}

bool is_tried_again(const Outcome& outcome) {
  return outcome.fate == Fate::unavailable || (outcome.fate == Fate::failed && !ends(outcome));
}

void send_settled(store::BatchConnection& connection, const std::vector<Outcome>& outcomes) {
  BinaryArray tenants(ElementType::int4), ids(ElementType::uuid), states(ElementType::text),
      attempts(ElementType::int4), started(ElementType::int8), finished(ElementType::int8),
      errors(ElementType::text), logs(ElementType::text);
  for (const auto& outcome : outcomes) {
    if (!ends(outcome)) continue;
    tenants.append(outcome.job->tenant);
    ids.append(outcome.job->id);
    states.append(state_of(outcome));
    attempts.append(outcome.job->attempts + 1);
    started.append(outcome.started_at.nanoseconds);
    finished.append(outcome.finished_at.nanoseconds);
    append(errors, outcome.error);
    append(logs, outcome.log);
  }
  if (ids.size() > 0)
    connection.send(kSettle, {tenants, ids, states, attempts, started, finished, errors, logs});
}

void send_retried(store::BatchConnection& connection, const std::vector<Outcome>& outcomes) {
  BinaryArray tenants(ElementType::int4), ids(ElementType::uuid), attempts(ElementType::int4),
      run_at(ElementType::int8), claims(ElementType::uuid);
  for (const auto& outcome : outcomes) {
    if (!is_tried_again(outcome)) continue;
    tenants.append(outcome.job->tenant);
    ids.append(outcome.job->id);
    attempts.append(outcome.job->attempts + (outcome.fate == Fate::failed ? 1 : 0));
    run_at.append(outcome.finished_at.nanoseconds + outcome.pause);
    claims.append(outcome.job->claim);
  }
  if (ids.size() == 0) return;
  connection.send(kRetry, {tenants, ids, attempts, run_at});
  connection.send(kUnclaim, {tenants, claims, ids});
}

void send_failed_attempts(store::BatchConnection& connection,
                          const std::vector<Outcome>& outcomes) {
  BinaryArray tenants(ElementType::int4), ids(ElementType::uuid), attempts(ElementType::int4),
      started(ElementType::int8), finished(ElementType::int8), errors(ElementType::text),
      logs(ElementType::text);
  for (const auto& outcome : outcomes) {
    if (outcome.fate != Fate::failed || ends(outcome)) continue;
    tenants.append(outcome.job->tenant);
    ids.append(outcome.job->id);
    attempts.append(outcome.job->attempts + 1);
    started.append(outcome.started_at.nanoseconds);
    finished.append(outcome.finished_at.nanoseconds);
    append(errors, outcome.error);
    append(logs, outcome.log);
  }
  if (ids.size() > 0)
    connection.send(kKeepAttempts, {tenants, ids, attempts, started, finished, errors, logs});
}

void send_outcomes(store::BatchConnection& connection, const Exchange& exchange) {
  send_settled(connection, exchange.outcomes);
  send_retried(connection, exchange.outcomes);
  send_failed_attempts(connection, exchange.outcomes);
  BinaryArray tenants(ElementType::int4), ids(ElementType::uuid);
  for (const auto& outcome : exchange.outcomes) {
    if (!outcome.reported || is_tried_again(outcome)) continue;
    tenants.append(outcome.job->tenant);
    ids.append(outcome.job->id);
  }
  if (ids.size() > 0) connection.send(kDropProgress, {tenants, ids});
  if (exchange.finished_claims.empty()) return;
  BinaryArray claim_tenants(ElementType::int4), claims(ElementType::uuid);
  for (const auto& key : exchange.finished_claims) {
    claim_tenants.append(key.tenant);
    claims.append(key.claim);
  }
  connection.send(kReleaseClaims, {claim_tenants, claims});
}

void send_claim(store::BatchConnection& connection, const Exchange& exchange) {
  BinaryArray tenants(ElementType::int4), ids(ElementType::uuid);
  for (const auto& job : exchange.wanted) {
    tenants.append(job.tenant);
    ids.append(job.id);
  }
  connection.send(kClaimJobs, {tenants, ids, BinaryValue(exchange.claim),
                               BinaryValue(exchange.now.nanoseconds)});
}

void send_promotions(store::BatchConnection& connection, const Exchange& exchange) {
  connection.send(kPromote, {array_of(ElementType::int2, exchange.held.shards),
                             BinaryValue(exchange.promoted_until.nanoseconds),
                             BinaryValue(exchange.now.nanoseconds), BinaryValue(kPromotedAtOnce)});
  if (!exchange.sandboxes.tenants.empty())
    connection.send(kPromoteSandboxes, {array_of(ElementType::int4, exchange.sandboxes.tenants),
                                        array_of(ElementType::int8, exchange.sandboxes.nows),
                                        BinaryValue(kPromotedAtOnce)});
}

void send_due(store::BatchConnection& connection, const Exchange& exchange) {
  connection.send(kIsDue, {array_of(ElementType::int2, exchange.held.shards),
                           BinaryValue(exchange.promoted_until.nanoseconds),
                           BinaryValue(exchange.now.nanoseconds)});
  connection.send(kIsDueInSandbox, {array_of(ElementType::int4, exchange.sandboxes.tenants),
                                    array_of(ElementType::int8, exchange.sandboxes.nows)});
}

void send_arrivals(store::BatchConnection& connection,
                   const std::map<std::int16_t, Position>& positions) {
  BinaryArray shards(ElementType::int2), xids(ElementType::text), seqs(ElementType::int8);
  for (const auto& [shard, position] : positions) {
    shards.append(shard);
    xids.append(std::string_view(std::to_string(position.xid)));
    seqs.append(position.seq);
  }
  connection.send(kReadArrivals, {shards, xids, seqs, BinaryValue(kArrivalsAtOnce)});
}

void send_backlog(store::BatchConnection& connection, const BacklogRead& read) {
  connection.send(
      kReadBacklog,
      {BinaryValue(std::int32_t{read.shard}),
       BinaryValue(std::string_view(std::to_string(read.behind.xid))), BinaryValue(read.behind.seq),
       BinaryValue(std::string_view(std::to_string(read.up_to.xid))), BinaryValue(read.up_to.seq),
       BinaryValue(read.tenant), BinaryValue(std::int32_t{read.priority}), BinaryValue(read.rows)});
}

std::vector<Arrival> read_arrivals(const store::Result& result) {
  std::vector<Arrival> arrivals;
  for (int row = 0; row < result.rows(); ++row)
    arrivals.push_back(
        {.shard = store::read_int2(result.value(row, 0)),
         .position = {read_xid(result.value(row, 1)), store::read_int8(result.value(row, 2))},
         .job = {store::read_int4(result.value(row, 3)), store::read_int2(result.value(row, 5)),
                 store::read_uuid(result.value(row, 4))},
         .deferred = store::read_bool(result.value(row, 6))});
  return arrivals;
}

std::vector<BacklogJob> read_backlog(const store::Result& result) {
  std::vector<BacklogJob> jobs;
  for (int row = 0; row < result.rows(); ++row)
    jobs.push_back({{read_xid(result.value(row, 0)), store::read_int8(result.value(row, 1))},
                    store::read_uuid(result.value(row, 2))});
  return jobs;
}

std::optional<store::TraceReference> read_trace(std::string_view bytes) {
  std::string hex;
  store::Bytes{std::string(bytes)}.format(hex);
  const auto parent = telemetry::trace_parent_from_hex(hex);
  if (!parent) return std::nullopt;
  return store::TraceReference{*parent};
}

std::vector<ClaimedJobPointer> read_claimed(const store::Result& result, const Uuid& claim) {
  std::vector<ClaimedJobPointer> jobs;
  for (int row = 0; row < result.rows(); ++row) {
    auto job = std::make_shared<ClaimedJob>();
    job->tenant = store::read_int4(result.value(row, 0));
    job->id = store::read_uuid(result.value(row, 1));
    job->claim = claim;
    job->kind = result.value(row, 2);
    job->payload = result.value(row, 3);
    job->attempts = store::read_int4(result.value(row, 4));
    job->tries = store::read_int4(result.value(row, 5));
    job->cancelled = store::read_bool(result.value(row, 6));
    job->created_by = result.value(row, 7);
    if (!result.is_null(row, 8)) job->trace = read_trace(result.value(row, 8));
    jobs.push_back(std::move(job));
  }
  return jobs;
}

std::vector<Uuid> read_ids(const store::Result& result) {
  std::vector<Uuid> ids;
  for (int row = 0; row < result.rows(); ++row)
    ids.push_back(store::read_uuid(result.value(row, 0)));
  return ids;
}

}  // namespace

JobSession::JobSession(const std::string& conninfo) : connection_(conninfo, patience()) {
  connection_.script(std::string(kDispatchPlanning), patience());
}

Census JobSession::beat(const Uuid& worker) {
  connection_.send(kBeat, {BinaryValue(worker)});
  connection_.send(kReadWorkers);
  connection_.send(kReadShards);
  const auto results = connection_.execute(patience());
  Census census;
  for (int row = 0; row < results[1].rows(); ++row)
    census.workers.push_back(
        {store::read_uuid(results[1].value(row, 0)), store::read_int8(results[1].value(row, 1))});
  for (int row = 0; row < results[2].rows(); ++row) {
    ShardOwner shard{.shard = store::read_int2(results[2].value(row, 0)),
                     .owner = std::nullopt,
                     .epoch = store::read_int8(results[2].value(row, 2))};
    if (!results[2].is_null(row, 1)) shard.owner = store::read_uuid(results[2].value(row, 1));
    census.shards.push_back(shard);
  }
  return census;
}

std::optional<std::int64_t> JobSession::take(std::int16_t shard, const std::optional<Uuid>& from,
                                             const Uuid& worker, Timestamp now) {
  connection_.send(kTakeShard, {BinaryValue(std::int32_t{shard}),
                                from ? BinaryValue(*from) : BinaryValue::null(),
                                BinaryValue(worker), BinaryValue(now.nanoseconds)});
  const auto results = connection_.execute(patience());
  if (results[0].is_null(0, 0)) return std::nullopt;
  return store::read_int8(results[0].value(0, 0));
}

void JobSession::release(const std::vector<std::int16_t>& shards, const Uuid& worker) {
  connection_.send(kReleaseShards, {array_of(ElementType::int2, shards), BinaryValue(worker)});
  connection_.execute(patience());
}

void JobSession::forget(const std::vector<Uuid>& workers) {
  connection_.send(kForgetWorkers, {array_of(ElementType::uuid, workers)});
  connection_.execute(patience());
}

Exchanged JobSession::exchange(const Exchange& exchange,
                               const std::map<std::int16_t, Position>& positions) {
  if (exchange.read_arrivals) send_arrivals(connection_, positions);
  for (const auto& read : exchange.backlog)
    send_backlog(connection_, read);
  if (exchange.read_cancelled)
    connection_.send(kReadCancelled, {array_of(ElementType::int2, exchange.held.shards)});
  if (exchange.ask_due) send_due(connection_, exchange);
  if (exchange.writes())
    connection_.send(kHoldShards, {BinaryValue(exchange.held.worker),
                                   array_of(ElementType::int2, exchange.held.shards),
                                   array_of(ElementType::int8, exchange.held.epochs)});
  send_outcomes(connection_, exchange);
  if (exchange.promote) send_promotions(connection_, exchange);
  if (!exchange.wanted.empty()) send_claim(connection_, exchange);
  const auto results = connection_.execute(patience());
  Exchanged answer;
  std::size_t next = 0;
  if (exchange.read_arrivals) answer.arrivals = read_arrivals(results[next++]);
  for (std::size_t i = 0; i < exchange.backlog.size(); ++i)
    answer.backlog.push_back(read_backlog(results[next++]));
  if (exchange.read_cancelled) answer.cancelled = read_ids(results[next++]);
  if (exchange.ask_due) {
    answer.due = store::read_bool(results[next].value(0, 0)) ||
                 store::read_bool(results[next + 1].value(0, 0));
    next += 2;
  }
  if (!exchange.wanted.empty()) answer.claimed = read_claimed(results.back(), exchange.claim);
  return answer;
}

void JobSession::rotate(Timestamp now, Timestamp oldest) {
  connection_.send(kRotate, {BinaryValue(now.nanoseconds), BinaryValue(oldest.nanoseconds)});
  connection_.send(kPruneAttempts, {BinaryValue(oldest.nanoseconds), BinaryValue(10'000)});
  connection_.execute(patience());
}

}  // namespace sangam::jobs
