#include "kernel/saga/instance.h"

#include <stdexcept>

#include "kernel/saga/statements.h"

namespace sangam::saga {

namespace {

Data parse_or_throw(DataType type, std::string_view json, const char* what) {
  auto data = Data::parse(type, json);
  if (!data) throw std::runtime_error(std::string(what) + ": " + data.error());
  return std::move(*data);
}

// Calls `use` with the parameters of kAdvance.
auto with_parameters(const Instance& instance, const Advance& advance,
                     std::optional<std::int64_t> epoch, std::optional<std::int64_t> delay_ns,
                     const auto& use) {
  const auto& shape = instance.known->shape;
  const auto& p = advance.progress;
  const auto& entry = advance.entry;
  return use(instance.id, epoch, entry.n, p.status, p.paused, p.backward, p.step, p.attempt,
             p.marks, p.failure, p.timer_at, p.deadline_at, awaited_signal(shape, p),
             next_alarm(shape, p), delay_ns, advance.state.json(), entry.kind, entry.step, entry.at,
             entry.actor, entry.detail, entry.payload, advance.log_state);
}

}  // namespace

Skips Instance::skips(const Data& state_then) const {
  return [this, &state_then](std::size_t step) {
    const auto& when = known->definition.steps[step].when;
    return when && !when(View(input, state_then));
  };
}

Instance load(const KnownDefinition& known, InstanceRow row) {
  return {.tenant = row.tenant_id,
          .id = row.id,
          .known = &known,
          .progress = {.status = row.status,
                       .paused = row.paused,
                       .backward = row.backward,
                       .step = row.step,
                       .attempt = row.attempt,
                       .marks = std::move(row.marks),
                       .failure = std::move(row.failure),
                       .timer_at = row.timer_at,
                       .deadline_at = row.deadline_at},
          .input = parse_or_throw(known.definition.input, row.input, "the input"),
          .state = parse_or_throw(known.definition.state, row.state, "the state"),
          .entries = row.entries,
          .epoch = row.epoch,
          .trace = row.trace};
}

Advance plan_advance(const Instance& instance, Entry entry, Data state, bool log_state) {
  entry.n = instance.entries;
  auto progress = apply(instance.known->shape, instance.progress, entry, instance.skips(state));
  if (!progress) throw std::logic_error(progress.error());
  return {.entry = std::move(entry),
          .progress = std::move(*progress),
          .state = std::move(state),
          .log_state = log_state};
}

void queue_advance(store::UnitOfWork& work, const Instance& instance, const Advance& advance,
                   std::optional<std::int64_t> epoch, std::optional<std::int64_t> delay_ns) {
  with_parameters(instance, advance, epoch, delay_ns,
                  [&](const auto&... values) { work.later(kAdvance, values...); });
}

Task<void> run_advance(store::UnitOfWork& work, const Instance& instance, const Advance& advance,
                       std::optional<std::int64_t> delay_ns) {
  auto task =
      with_parameters(instance, advance, std::nullopt, delay_ns,
                      [&work](const auto&... values) { return work.run(kAdvance, values...); });
  co_await std::move(task);
}

std::optional<std::int64_t> delay_of(const Shape& shape, const Progress& progress, Timestamp now) {
  const auto move = next_move(shape, progress);
  if (move == Move::nothing) return std::nullopt;
  if (move != Move::wait) return 0;
  const auto alarm = next_alarm(shape, progress);
  if (!alarm) return std::nullopt;
  return std::max<std::int64_t>(alarm->nanoseconds - now.nanoseconds, 0);
}

std::optional<std::string> awaited_signal(const Shape& shape, const Progress& progress) {
  if (progress.status != Status::waiting) return std::nullopt;
  const auto& step = shape.steps[static_cast<std::size_t>(progress.step)];
  if (step.kind != StepKind::signal) return std::nullopt;
  return step.topic;
}

}  // namespace sangam::saga
