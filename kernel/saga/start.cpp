#include "kernel/saga/start.h"

#include "kernel/saga/instance.h"
#include "kernel/saga/statements.h"

namespace sangam::saga {

void start_with(store::UnitOfWork& work, const KnownDefinition& known, const Start& start,
                const Data& input) {
  const auto& definition = known.definition;
  const Data state(definition.state);
  const Entry entry{.kind = EntryKind::started,
                    .step = {},
                    .at = start.now,
                    .actor = start.actor,
                    .detail = {},
                    .payload = {},
                    .state = {}};
  const Skips skips = [&](std::size_t step) {
    const auto& when = definition.steps[step].when;
    return when && !when(View(input, state));
  };
  const auto progress = apply(known.shape, {}, entry, skips);
  SANGAM_ASSERT(progress.has_value());
  work.later(kStart, start.id, definition.name, definition.version, known.hash, progress->status,
             progress->step, progress->marks, progress->timer_at, progress->deadline_at,
             awaited_signal(known.shape, *progress), next_alarm(known.shape, *progress),
             delay_of(known.shape, *progress, start.now), input.json(), state.json(), start.now,
             start.actor);
}

void signal_json(store::UnitOfWork& work, const Uuid& saga, const Uuid& id, std::string_view name,
                 std::string_view payload) {
  work.later(kSignal, saga, id, name, payload);
}

}  // namespace sangam::saga
