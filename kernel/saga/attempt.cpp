#include "kernel/saga/attempt.h"

#include <algorithm>

#include "kernel/events/backoff.h"
#include "kernel/saga/statements.h"
#include "kernel/saga/step_call.h"
#include "kernel/store/database_error.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::saga {

namespace {

using runtime::Deadline;

// Of what is said about a failure in the log.
constexpr std::size_t kWhyMax = 500;
// For writing an entry down, or reading a signal.
constexpr std::chrono::seconds kDatabasePatience{10};

struct SignalRow {
  Uuid id;
  std::string payload;
};
SANGAM_DESCRIBE(SignalRow, (id, ""), (payload, ""))

Try failure(Fate fate, std::string why) {
  why.resize(std::min(why.size(), kWhyMax));
  return {.fate = fate, .why = std::move(why)};
}

// PostgreSQL's words may hold values of rows, and the log is shown to people.
Try failure_of(const store::DatabaseError& error) {
  if (error.is(kMovedOn)) return failure(Fate::fenced, "moved on");
  return failure(Fate::failed, "the statement " + error.statement + " failed with " +
                                   error.sqlstate + " " + error.constraint);
}

// What the task throws, as a value. Of an outside step only a lost session leaves the end open.
Task<Try> catch_all(Task<Try> task, StepKind kind) {
  try {
    co_return co_await std::move(task);
  } catch (const store::DatabaseError& error) {
    co_return failure_of(error);
  } catch (const store::ConnectionLost& error) {
    co_return failure(Fate::unavailable, error.what());
  } catch (const Error& error) {
    const bool away = passes_with_time(error.code) && kind != StepKind::outside;
    co_return failure(away ? Fate::unavailable : Fate::failed, error.what());
  } catch (const std::exception& error) {
    co_return failure(Fate::failed, error.what());
  }
}

Task<Try> commit(const Workplace& place, const Instance& instance, store::UnitOfWork& work,
                 Advance advance) {
  queue_advance(work, instance, advance, instance.epoch,
                delay_after(place, instance, advance.progress));
  co_await work.commit();
  co_return Try{.advance = std::move(advance)};
}

Task<Try> try_step(const Workplace& place, const Instance& instance, bool compensating,
                   telemetry::Trace* trace) {
  const auto& step = instance.step();
  Data state = instance.state;
  StepCall call({.loop = place.loop,
                 .app = place.app,
                 .tenant = instance.tenant,
                 .saga = instance.id,
                 .step = step,
                 .compensating = compensating,
                 .input = instance.input,
                 .state = state,
                 .now = place.clocks.now(instance.tenant),
                 .deadline = Deadline::in(patience_of(step)),
                 .trace = trace});
  const auto& handler = compensating ? step.compensate : step.act;
  auto outcome = co_await handler(call);
  if (!outcome.accepted) co_return failure(Fate::refused, std::move(outcome.why));
  auto entry = runner_entry(place, instance, compensating ? EntryKind::undone : EntryKind::done);
  co_return co_await commit(place, instance, call.work(),
                            plan_advance(instance, std::move(entry), std::move(state), true));
}

Task<Try> record(const Workplace& place, const Instance& instance, Entry entry, Data state,
                 bool log_state) {
  store::UnitOfWork work(place.app, instance.tenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  co_return co_await commit(place, instance, work,
                            plan_advance(instance, std::move(entry), std::move(state), log_state));
}

std::string name_of_try(const Instance& instance, bool compensating) {
  return instance.known->definition.name + (compensating ? "/undo " : "/") + instance.step().name;
}

// `found` tells whether there was a signal.
Task<Try> receive(const Workplace& place, const Instance& instance, bool& found) {
  const auto& step = instance.step();
  store::UnitOfWork work(place.app, instance.tenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  const auto signal = co_await work.row<SignalRow>(kNextSignal, instance.id, step.name);
  found = signal.has_value();
  if (!signal) co_return Try{};
  Data state = instance.state;
  auto outcome = Outcome::done();
  const auto payload = Data::parse(step.payload, signal->payload);
  if (!payload) outcome = Outcome::refused("the signal cannot be read: " + payload.error());
  else if (step.receive) outcome = step.receive(Arrival(instance.input, state, *payload));
  auto entry =
      runner_entry(place, instance, outcome.accepted ? EntryKind::received : EntryKind::refused);
  entry.payload = signal->payload;
  if (!outcome.accepted) entry.detail = outcome.why;
  work.later(kTakeSignal, instance.id, signal->id);
  co_return co_await commit(
      place, instance, work,
      plan_advance(instance, std::move(entry), outcome.accepted ? std::move(state) : instance.state,
                   outcome.accepted));
}

}  // namespace

std::optional<std::int64_t> delay_after(const Workplace& place, const Instance& instance,
                                        const Progress& progress) {
  const auto& shape = instance.known->shape;
  const auto now = place.clocks.now(instance.tenant);
  const auto delay = delay_of(shape, progress, now);
  if (!delay || next_move(shape, progress) == Move::wait) return delay;
  if (progress.attempt == 0) return std::chrono::nanoseconds(place.lease).count();
  const auto& retry =
      instance.known->definition.steps[static_cast<std::size_t>(progress.step)].retry;
  auto pause =
      events::pause_after(progress.attempt, retry.first_pause, retry.longest_pause).count();
  if (const auto alarm = next_alarm(shape, progress))
    pause = std::clamp<std::int64_t>(alarm->nanoseconds - now.nanoseconds, 0, pause);
  return pause;
}

Task<Try> attempt(const Workplace& place, const Instance& instance, bool compensating) {
  const auto kind = instance.step().kind;
  if (!instance.trace)
    co_return co_await catch_all(try_step(place, instance, compensating, nullptr), kind);
  const auto operation = name_of_try(instance, compensating);
  telemetry::Trace trace;
  trace.resume(instance.trace->parent, operation, instance.tenant);
  auto result = co_await catch_all(try_step(place, instance, compensating, &trace), kind);
  const bool failed = result.fate == Fate::failed || result.fate == Fate::unavailable;
  telemetry::tracer().finish_work(trace, failed, runtime::monotonic_nanoseconds());
  co_return result;
}

Task<Try> attempt_record(const Workplace& place, const Instance& instance, Entry entry, Data state,
                         bool log_state) {
  return catch_all(record(place, instance, std::move(entry), std::move(state), log_state),
                   StepKind::action);
}

Task<std::optional<Try>> attempt_receive(const Workplace& place, const Instance& instance) {
  bool found = false;
  auto result = co_await catch_all(receive(place, instance, found), StepKind::action);
  if (result.fate == Fate::recorded && !found) co_return std::nullopt;
  co_return std::move(result);
}

Entry runner_entry(const Workplace& place, const Instance& instance, EntryKind kind,
                   std::optional<std::string> detail) {
  return {.kind = kind,
          .step = kind == EntryKind::expired ? std::string() : instance.step().name,
          .at = place.clocks.now(instance.tenant),
          .actor = std::string(kRunnerActor),
          .detail = std::move(detail),
          .payload = {},
          .state = {}};
}

}  // namespace sangam::saga
