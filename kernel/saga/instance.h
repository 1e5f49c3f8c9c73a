#pragma once

// Instance: one saga in memory, as read from its row, and the writing of its next entry.

#include <optional>
#include <string>

#include "base/id.h"
#include "base/task.h"
#include "kernel/saga/machine.h"
#include "kernel/saga/registry.h"
#include "kernel/store/trace_reference.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::saga {

// What kLock and kClaimDue read.
struct InstanceRow {
  std::int32_t tenant_id = 0;
  Uuid id;
  std::string definition_hash;
  Status status = Status::running;
  bool paused = false;
  bool backward = false;
  std::int32_t step = 0;
  std::int32_t attempt = 0;
  std::string marks;
  std::optional<std::string> failure;
  std::optional<Timestamp> timer_at;
  std::optional<Timestamp> deadline_at;
  std::string input;
  std::string state;
  std::int32_t entries = 0;
  std::int64_t epoch = 0;
  std::optional<store::TraceReference> trace{};
};
SANGAM_DESCRIBE(InstanceRow, (tenant_id, ""), (id, ""), (definition_hash, ""), (status, ""),
                (paused, ""), (backward, ""), (step, ""), (attempt, ""), (marks, ""), (failure, ""),
                (timer_at, ""), (deadline_at, ""), (input, ""), (state, ""), (entries, ""),
                (epoch, ""), (trace, ""))

// A value of one coroutine. `known` outlives it.
struct Instance {
  std::int32_t tenant = 0;
  Uuid id{};
  const KnownDefinition* known = nullptr;
  Progress progress{};
  Data input{};
  Data state{};
  std::int32_t entries = 0;
  std::int64_t epoch = 0;
  std::optional<store::TraceReference> trace{};  // in which it was begun

  const Step& step() const {
    return known->definition.steps[static_cast<std::size_t>(progress.step)];
  }
  Skips skips(const Data& state_then) const;
};

// Throws std::runtime_error when what is stored does not have the form any more.
Instance load(const KnownDefinition& known, InstanceRow row);

// An entry that is about to be written: the instance after it, when a runner is to look again, and
// what the statement writes.
struct Advance {
  Entry entry;
  Progress progress;
  Data state;
  bool log_state = false;
};

// Works out what `entry` makes of the instance; throws std::logic_error when it does not fit.
Advance plan_advance(const Instance& instance, Entry entry, Data state, bool log_state);

// Queues kAdvance with COMMIT: `epoch` is the lease's, `delay_ns` when to look again.
void queue_advance(store::UnitOfWork& work, const Instance& instance, const Advance& advance,
                   std::optional<std::int64_t> epoch, std::optional<std::int64_t> delay_ns);
// Runs it at once, by a person's hand, so that what follows in the unit of work sees it.
Task<void> run_advance(store::UnitOfWork& work, const Instance& instance, const Advance& advance,
                       std::optional<std::int64_t> delay_ns);

// How long until the instance matters by itself, at `now` of its tenant: zero when it can go on at
// once, none when only a person or a signal moves it.
std::optional<std::int64_t> delay_of(const Shape& shape, const Progress& progress, Timestamp now);

// The signal that the instance waits for.
std::optional<std::string> awaited_signal(const Shape& shape, const Progress& progress);

}  // namespace sangam::saga
