#include "kernel/saga/attend.h"

#include "base/error.h"
#include "kernel/saga/statements.h"
#include "kernel/store/database_error.h"

namespace sangam::saga {

namespace {

bool is_decision(EntryKind kind) {
  return kind == EntryKind::approved || kind == EntryKind::rejected;
}

bool is_about_step(EntryKind kind) {
  return is_decision(kind) || kind == EntryKind::retried || kind == EntryKind::skipped;
}

void require_decidable(const Instance& instance, const Hand& hand) {
  if (instance.progress.status != Status::waiting || instance.step().kind != StepKind::approval)
    throw Error{Code::conflict, "This does not wait for an approval."};
  if (!hand.may || !hand.may(instance.step().permission))
    throw Error{Code::forbidden, "This needs the permission " + instance.step().permission + "."};
}

Error refusal(const Instance& instance) {
  const auto& p = instance.progress;
  std::string state(name(p.status));
  if (p.paused) state += ", and paused";
  return {Code::conflict, "That cannot be done now: this is " + state + "."};
}

Task<Instance> lock(store::UnitOfWork& work, const Registry& registry, Uuid saga) {
  auto row = co_await work.row<InstanceRow>(kLock, saga);
  if (!row) throw Error{Code::not_found, "There is no such saga."};
  const auto* known = registry.find(row->definition_hash);
  if (!known)
    throw Error{Code::unavailable, "This server does not know the version of this saga's steps."};
  co_return load(*known, std::move(*row));
}

}  // namespace

Task<Instance> attend(store::UnitOfWork& work, const Registry& registry, Uuid saga, Hand hand) {
  auto instance = co_await lock(work, registry, saga);
  const auto& shape = instance.known->shape;
  if (ended(instance.progress.status)) throw refusal(instance);
  if (is_decision(hand.kind)) require_decidable(instance, hand);
  const auto& at_hand = instance.step().name;
  if (!hand.step.empty() && hand.step != at_hand)
    throw Error{Code::conflict, "The step at hand is " + at_hand + " now."};
  Entry entry{.n = instance.entries,
              .kind = hand.kind,
              .step = is_about_step(hand.kind) ? at_hand : std::string(),
              .at = hand.now,
              .actor = std::move(hand.actor),
              .detail = std::move(hand.reason),
              .payload = {},
              .state = {}};
  auto progress = apply(shape, instance.progress, entry, instance.skips(instance.state));
  if (!progress) throw refusal(instance);
  Advance advance{
      .entry = std::move(entry), .progress = std::move(*progress), .state = instance.state};
  co_await run_advance(work, instance, advance, delay_of(shape, advance.progress, hand.now));
  instance.progress = std::move(advance.progress);
  ++instance.entries;
  co_return instance;
}

}  // namespace sangam::saga
