#pragma once

// One try of a step or a compensation: its effect and its entry in one transaction, and what came
// of it as a value.

#include <optional>
#include <string>

#include "kernel/runtime/event_loop.h"
#include "kernel/saga/instance.h"
#include "kernel/saga/tenant_clocks.h"
#include "kernel/store/pool.h"

namespace sangam::saga {

enum class Fate : std::uint8_t {
  recorded,     // effect and entry are durable
  refused,      // the step said no; nothing is durable
  failed,       // nothing is durable; an outside step may have happened
  fenced,       // somebody else has moved the instance: nothing is durable
  unavailable,  // the database is away, or its answer was lost: the row knows
};

struct Try {
  Fate fate = Fate::recorded;
  std::string why{};                 // for people
  std::optional<Advance> advance{};  // when recorded
};

// Where a runner works. Everything here outlives the tries.
struct Workplace {
  runtime::EventLoop& loop;
  store::Pool& app;  // role sangam_app, of that loop
  const TenantClocks& clocks;
  std::chrono::milliseconds lease;
};

// How long from now a runner is to look again after `progress`: its lease when it goes on at once,
// a spread pause after a failure. None: not by itself.
std::optional<std::int64_t> delay_after(const Workplace& place, const Instance& instance,
                                        const Progress& progress);

// Tries the step at hand, or its compensation. Does not throw. Both must outlive the task.
Task<Try> attempt(const Workplace& place, const Instance& instance, bool compensating);

// Writes an entry without an effect. Does not throw.
Task<Try> attempt_record(const Workplace& place, const Instance& instance, Entry entry, Data state,
                         bool log_state);

// Takes the oldest signal that the step at hand waits for. None: there is none. Does not throw.
Task<std::optional<Try>> attempt_receive(const Workplace& place, const Instance& instance);

// An entry of the runner's about the step at hand, now.
Entry runner_entry(const Workplace& place, const Instance& instance, EntryKind kind,
                   std::optional<std::string> detail = {});

}  // namespace sangam::saga
