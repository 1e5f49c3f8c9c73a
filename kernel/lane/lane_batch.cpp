// How a lane runs one batch: apply in memory, persist in one transaction, then answer; and what
// becomes of it when the database refuses it or is lost.

#include <algorithm>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/lane/lane.h"
#include "kernel/store/sqlstate.h"
#include "kernel/telemetry/log.h"
#include "kernel/telemetry/registry.h"

namespace sangam::lane {

namespace {

using runtime::Deadline;

constexpr std::chrono::seconds kDatabasePatience{30};
constexpr std::chrono::milliseconds kReconnectPause{100};
constexpr std::chrono::milliseconds kPauseAfterFailure{200};
// How long a database may be away before the shard is given up, and how long another session may
// hold the shard: ours, when the server has not noticed its end yet, or one of another process.
constexpr std::chrono::seconds kAwayPatience{30};
constexpr std::chrono::seconds kHeldPatience{5};

constexpr store::Statement kBegin{"kernel.lane.begin", "begin", store::Scope::platform};
constexpr store::Statement kCommit{"kernel.lane.commit", "commit", store::Scope::platform};

Deadline database_deadline() { return Deadline::in(kDatabasePatience); }

Error not_now() {
  Error error{Code::unavailable, "The ledger cannot be written just now; try again."};
  error.retry_after_seconds = 1;
  return error;
}

telemetry::Histogram& batch_times() {
  static auto& histogram = telemetry::registry().histogram(
      "sangam_lane_batch_seconds", "Time in which a batch of a lane became durable");
  return histogram;
}

Error refused_by_database() { return {Code::internal, "the batch was refused by the database"}; }

}  // namespace

void Lane::run_batch(Shard& shard, const Requests& requests) {
  if (!make_ready(shard)) return fail(shard, requests, not_now());
  switch (try_batch(shard, requests)) {
    case BatchEnd::durable:
      return settle(shard, requests);
    case BatchEnd::failed:
      return;
    case BatchEnd::refused:
      break;
  }
  if (requests.size() <= 1) return fail(shard, requests, refused_by_database());
  // One of them broke the batch: alone, each either passes or shows itself as the guilty one.
  for (auto* request : requests)
    run_batch(shard, {request});
}

std::size_t Lane::apply(Shard& shard, const Requests& requests, std::vector<std::size_t>& counts) {
  auto& engine = *shard.engine;
  for (const auto* request : requests)
    engine.gather(*request);
  engine.fetch(*connection_, database_deadline());
  engine.open({clock::system_now().nanoseconds + shard.clock_offset});
  std::size_t room = kBatchRows;
  const auto expired = engine.expire(room);
  room -= expired;
  for (auto* request : requests) {
    const auto count = room > 0 ? engine.apply(*request, room) : 0;
    // A chain that is too long is more than the room: refused whole, it makes no row.
    room -= std::min(count, room);
    counts.push_back(count);
  }
  return kBatchRows - room;
}

void Lane::persist(Shard& shard, const Requests& requests, const std::vector<std::size_t>& counts,
                   bool flush) {
  const auto now = shard.engine->last_timestamp();
  companions_.clear();
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (counts[i] > 0 && requests[i]->must_be_audited())
      companions_.add_audit(requests[i]->tenant(), requests[i]->audit);
  }
  for (const auto& [tenant, payload] : shard.engine->summaries())
    companions_.add_event(tenant, clock::new_uuid(now), "ledger.transfers",
                          "ledger.transfers.posted", payload, now);
  connection_->send(kBegin);
  shard.session.send_fence(*connection_, now);
  shard.engine->persist(*connection_, flush);
  if (flush) shard.session.send_flushed(*connection_, now);
  companions_.send(*connection_);
  connection_->send(kCommit);
  connection_->execute(database_deadline());
  shard.session.batch_committed();
}

// `refused`: undone, and each request may be tried alone. `failed`: all have been answered.
Lane::BatchEnd Lane::try_batch(Shard& shard, const Requests& requests) {
  std::vector<std::size_t> counts;
  bool flush = false;
  bool opened = false;
  try {
    const auto rows = apply(shard, requests, counts);
    opened = true;
    const auto persisting = runtime::monotonic_nanoseconds();
    flush = shard.engine->needs_flush() ||
            (shard.flush_due != 0 && Deadline::at(shard.flush_due).passed());
    if (shard.engine->changed() || flush) {
      persist(shard, requests, counts, flush);
      batch_times().record(runtime::monotonic_nanoseconds() - persisting);
    }
    counters_.rows.fetch_add(rows, std::memory_order_relaxed);
    finish(shard, requests, counts, flush);
    return BatchEnd::durable;
  } catch (const store::DatabaseError& error) {
    return end_refused(shard, requests, error);
  } catch (const Error& error) {
    log::error("a lane lost its database", {{"reason", error.what()}});
    connection_.reset();
    if (opened && lost_batch_is_durable(shard)) {
      finish(shard, requests, counts, flush);
      return BatchEnd::durable;
    }
    discard(shard, requests);
    fail(shard, requests, error.code == Code::storage_full ? error : not_now());
    return BatchEnd::failed;
  }
}

Lane::BatchEnd Lane::end_refused(Shard& shard, const Requests& requests,
                                 const store::DatabaseError& error) {
  log::error("a batch was refused", {{"shard", std::to_string(shard.session.shard())},
                                     {"sqlstate", error.sqlstate},
                                     {"reason", error.what()}});
  discard(shard, requests);
  try {
    connection_->rollback(database_deadline());
  } catch (const std::exception&) {
    connection_.reset();  // the next batch makes another; this one is surely not durable
  }
  const bool taken =
      error.is(store::sqlstate::kFenceEpoch) || error.is(store::sqlstate::kFenceBatch);
  if (!taken) return BatchEnd::refused;
  shard.session.step_down();
  shard.engine.reset();
  fail(shard, requests, not_now());
  return BatchEnd::failed;
}

void Lane::finish(Shard& shard, const Requests& requests, const std::vector<std::size_t>& counts,
                  bool flushed) {
  const bool changed = shard.engine->changed();
  shard.engine->commit();
  counters_.failing_since = 0;
  if (changed || flushed) counters_.batches.fetch_add(1, std::memory_order_relaxed);
  if (flushed) shard.flush_due = 0;
  else if (changed && shard.flush_due == 0) shard.flush_due = Deadline::in(kFlushInterval).time();
  for (std::size_t i = 0; i < requests.size(); ++i)
    requests[i]->accept(counts[i]);
}

void Lane::discard(Shard& shard, const Requests& requests) {
  counters_.discarded_batches.fetch_add(1, std::memory_order_relaxed);
  if (shard.engine) shard.engine->discard();
  shard.session.batch_discarded();
  for (auto* request : requests)
    request->rewind();
}

// The COMMIT got no answer: the shard's row says whether the batch is there. True: it is.
bool Lane::lost_batch_is_durable(Shard& shard) {
  const auto away = Deadline::in(kAwayPatience);
  const auto held = Deadline::in(kHeldPatience);
  for (bool wait = true; wait;) {
    try {
      if (!connection_) connect();
      switch (shard.session.take_over(*connection_, database_deadline())) {
        case LostBatch::committed:
          return true;
        case LostBatch::unknown:
          break;
        case LostBatch::none:
        case LostBatch::not_committed:
          return false;
      }
      break;
    } catch (const store::DatabaseError& failure) {
      log::warning("a lane waits for its shard", {{"reason", failure.what()}});
      wait = !held.passed();
    } catch (const std::exception& failure) {
      log::warning("a lane waits for its database", {{"reason", failure.what()}});
      connection_.reset();
      wait = !away.passed();
    }
    std::unique_lock lock(mutex_);
    // The whole pause, whatever arrives meanwhile.
    wake_.wait_for(lock, kReconnectPause, [] { return false; });
  }
  shard.session.step_down();
  shard.engine.reset();
  return false;
}

// Answers the finished requests and puts the others back for the next batch.
void Lane::settle(Shard& shard, const Requests& requests) {
  for (auto request = requests.rbegin(); request != requests.rend(); ++request) {
    if ((*request)->finished()) continue;
    const std::lock_guard lock(mutex_);
    shard.queue.put_back(**request);
    counters_.waiting.fetch_add(1, std::memory_order_relaxed);
  }
  for (auto* request : requests) {
    if (!request->finished()) continue;
    counters_.requests.fetch_add(1, std::memory_order_relaxed);
    completions_.add(request->outcome_, Outcome());
  }
}

void Lane::fail(Shard& shard, const Requests& requests, const Error& error) {
  shard.pause = Deadline::in(kPauseAfterFailure);
  if (passes_with_time(error.code) && counters_.failing_since == 0)
    counters_.failing_since = runtime::monotonic_nanoseconds();
  for (auto* request : requests)
    completions_.add(request->outcome_, Outcome(error));
}

}  // namespace sangam::lane
