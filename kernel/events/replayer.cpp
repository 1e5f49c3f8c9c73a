#include "kernel/events/replayer.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/events/statements.h"
#include "kernel/telemetry/log.h"

namespace sangam::events {

namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr std::int32_t kBatch = 1'000;

store::UnitOfWork begin(store::Pool& pool, store::Mode mode) {
  return {pool, store::kNoTenant, runtime::Deadline::in(kPatience), mode};
}

}  // namespace

Task<void> Replayer::look() {
  const auto before = replay_ ? std::optional(replay_->id) : std::nullopt;
  {
    auto work = begin(relay_, store::Mode::read_only);
    replay_ = co_await work.row<ReplayRow>(kReadReplay, consumer_.name);
  }
  if (!replay_ || before == replay_->id) co_return;
  log::info("replaying events", {{"consumer", consumer_.name}, {"replay", to_hex(replay_->id)}});
  if (!replay_->rebuilds) co_return;
  if (consumer_.projection.empty())
    co_return co_await end("failed", "the consumer has no projection that could be rebuilt");
  // A rebuild that another process began goes on where it was.
  if (replay_->position >= replay_->first) co_return;
  auto work = begin(relay_, store::Mode::read_write);
  work.later(kEmptyShadow, consumer_.projection);
  co_await work.commit();
}

Occasion Replayer::occasion() const {
  return {.kind = Occasion::Kind::replay,
          .sends = replay_->sends,
          .shadow = replay_->rebuilds,
          .inbox = consumer_.name + "#" + to_hex(replay_->id)};
}

Selection Replayer::selection() const {
  auto types = consumer_.types;
  if (replay_->types)
    std::erase_if(types, [this](const std::string& type) {
      return std::ranges::find(*replay_->types, type) == replay_->types->end();
    });
  return {.types = std::move(types),
          .tenant = replay_->tenant_id,
          .stream = replay_->stream,
          .from = replay_->from_time,
          .to = replay_->to_time};
}

Task<bool> Replayer::step(std::int64_t position) {
  if (!replay_) co_return false;
  const auto target = std::min(position, replay_->last.value_or(position));
  if (replay_->position >= target) {
    if (replay_->rebuilds) co_await swap();
    else if (replay_->last && replay_->position >= *replay_->last)
      co_await end("done", std::nullopt);
    else co_return false;
    co_return true;
  }
  auto wanted = selection();
  std::vector<Event> events;
  if (!wanted.types.empty())
    events = co_await log_.read(std::move(wanted), replay_->position, target, kBatch);
  const bool all = events.size() < static_cast<std::size_t>(kBatch);
  Deliverer::Again again{.position = target};
  auto last = target;
  if (!events.empty()) {
    last = events.back().position;
    again = co_await deliverer_.replay(std::move(events), occasion());
  }
  // Behind the last event of ours there are only others.
  const auto reached = again.position == last && all ? target : again.position;
  if (reached <= replay_->position) co_return false;
  auto work = begin(relay_, store::Mode::read_write);
  work.later(kAdvanceReplay, replay_->id, reached, again.delivered, again.failed,
             again.error.empty() ? std::nullopt : std::optional(again.error));
  co_await work.commit();
  replay_->position = reached;
  co_return true;
}

Task<void> Replayer::end(std::string state, std::optional<std::string> error) {
  auto work = begin(relay_, store::Mode::read_write);
  work.later(kEndReplay, replay_->id, state, error);
  co_await work.commit();
  log::info("a replay has ended",
            {{"consumer", consumer_.name}, {"replay", to_hex(replay_->id)}, {"state", state}});
  replay_.reset();
}

// The table and its shadow have seen the same events, and nobody else writes them.
Task<void> Replayer::swap() {
  auto work = begin(relay_, store::Mode::read_write);
  work.later(kSwapShadow, consumer_.projection);
  work.later(kEndReplay, replay_->id, "done", std::optional<std::string>());
  co_await work.commit();
  log::info("a projection was rebuilt",
            {{"consumer", consumer_.name}, {"table", consumer_.projection}});
  replay_.reset();
}

}  // namespace sangam::events
