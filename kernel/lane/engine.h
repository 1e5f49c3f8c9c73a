#pragma once

// What a lane needs of an engine, and of the requests it serves. An engine is a deterministic state
// machine held in memory; the lane gives it time, fetches what it lacks, and makes what it did
// durable before anybody hears of it.

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "kernel/runtime/cross_thread.h"
#include "kernel/store/batch_connection.h"
#include "kernel/telemetry/trace.h"

namespace sangam::lane {

// Rows of one batch, and so of one transaction, at most.
inline constexpr std::size_t kBatchRows = 1'024;

// Who asked for a request; the lane writes it to the audit with the rows of the request.
struct AuditEntry {
  Uuid id;
  Timestamp at;
  std::string actor;
  std::string actor_kind;
  std::string operation;
  std::string request_id;
  std::string target;
  std::string detail;  // JSON; empty: none
};

// How a request ended: with what is in the request, or with an error.
using Outcome = std::optional<Error>;

// One caller's request on its way through a lane. Derived classes carry the commands and take the
// results. It lives in the caller's coroutine frame and stays there until it is delivered, which
// happens exactly once. After submit() only the lane's thread touches it.
class Request {
 public:
  Request(runtime::EventLoop& loop, std::int32_t tenant) : outcome_(loop), tenant_(tenant) {}
  virtual ~Request() = default;

  std::int32_t tenant() const noexcept { return tenant_; }

  // How many of its commands are durable; a large request takes several batches.
  std::size_t done() const noexcept { return done_; }
  virtual std::size_t size() const noexcept = 0;
  bool finished() const noexcept { return done_ == size(); }

  // Whether a command applied so far changed anything; asked only after one was applied. A request
  // is audited once, with the first batch in which one does.
  virtual bool effective() const = 0;
  bool must_be_audited() const { return !audited_ && effective(); }

  // The last `count` commands have become durable.
  void accept(std::size_t count) {
    done_ += count;
    if (count > 0) audited_ = effective();
  }
  // Forgets results beyond the durable ones: their batch was discarded.
  virtual void rewind() = 0;

  AuditEntry audit;
  telemetry::Trace* trace = nullptr;  // of the caller; only LaneGroup::serve touches it

 private:
  friend class Lane;
  friend class LaneGroup;
  runtime::CrossThread<Outcome> outcome_;
  std::int32_t tenant_;
  std::size_t done_ = 0;
  bool audited_ = false;
  std::int64_t taken_ = 0;  // monotonic nanoseconds of when a lane first took it; 0: never
};

// What a shard's row says at take-over.
struct ShardPosition {
  std::int32_t shard = 0;
  Timestamp last;     // of the last batch
  Timestamp flushed;  // up to which the engine's own rows are written
};

// The payload of the event that tells a tenant's consumers of a batch.
struct Summary {
  std::int32_t tenant = 0;
  std::string payload;
};

// One shard's engine. All calls come from the thread of its lane, in this order for a batch: gather
// each request, fetch, open, expire and apply, persist, then commit or discard.
class Engine {
 public:
  virtual ~Engine() = default;

  // Builds the state from the database, on a fresh engine.
  virtual void rebuild(store::BatchConnection& connection, const ShardPosition& position) = 0;

  // Notes what `request` needs and memory lacks, then gets all of it in at most one round trip.
  virtual void gather(const Request& request) = 0;
  virtual void fetch(store::BatchConnection& connection, runtime::Deadline deadline) = 0;

  virtual void open(Timestamp now) = 0;
  // Does what time alone makes due (expiry of holds), at most `room` rows; returns how many.
  virtual std::size_t expire(std::size_t room) = 0;
  // Applies commands of `request` from done() on that make at most `room` rows, never a part of a
  // chain; returns how many commands. 0: what comes next does not fit into this batch.
  virtual std::size_t apply(Request& request, std::size_t room) = 0;
  // Whether the batch changed anything that must be written.
  virtual bool changed() const = 0;
  // Queues the statements that write the batch; with `flush`, also what is written behind.
  virtual void persist(store::BatchConnection& connection, bool flush) = 0;
  // Whether the rows that are written behind must be written with this batch.
  virtual bool needs_flush() const = 0;
  virtual void commit() = 0;
  // Undoes all since open(), or forgets what was gathered if the batch was never opened.
  virtual void discard() = 0;

  virtual Timestamp last_timestamp() const = 0;
  // When time alone will make something due.
  virtual std::optional<Timestamp> next_due() const = 0;
  // What tells consumers of this batch, one a tenant with rows in it, be they of requests or of
  // time alone. Called between apply and persist.
  virtual std::vector<Summary> summaries() const = 0;
};

// Makes the engine of a shard, on the thread of its lane; several lanes may call it at once.
class EngineFactory {
 public:
  virtual ~EngineFactory() = default;
  virtual std::unique_ptr<Engine> make() = 0;
};

}  // namespace sangam::lane
