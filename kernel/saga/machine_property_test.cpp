// Any shape, any interleaving of what runners and people may write: the promises of a saga hold.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "kernel/saga/machine.h"

namespace sangam::saga {
namespace {

constexpr EntryKind kKinds[] = {
    EntryKind::begun,     EntryKind::done,        EntryKind::failed,    EntryKind::refused,
    EntryKind::undone,    EntryKind::undo_failed, EntryKind::fired,     EntryKind::received,
    EntryKind::approved,  EntryKind::rejected,    EntryKind::timed_out, EntryKind::expired,
    EntryKind::cancelled, EntryKind::turned_back, EntryKind::retried,   EntryKind::skipped,
    EntryKind::given_up,  EntryKind::paused,      EntryKind::resumed};

StepShape any_step(std::size_t index) {
  StepShape step{.name = "step " + std::to_string(index)};
  step.kind = *rc::gen::element(StepKind::action, StepKind::action, StepKind::outside,
                                StepKind::timer, StepKind::signal, StepKind::approval);
  step.compensable = !waits(step.kind) && *rc::gen::arbitrary<bool>();
  step.conditional = *rc::gen::inRange(0, 4) == 0;
  step.pivot = !waits(step.kind) && *rc::gen::inRange(0, 5) == 0;
  step.tries = *rc::gen::inRange(1, 4);
  step.wait_ns = step.kind == StepKind::timer ? 1 : *rc::gen::inRange(0, 2);
  return step;
}

Shape any_shape() {
  Shape shape;
  const auto size = *rc::gen::inRange<std::size_t>(1, 7);
  for (std::size_t i = 0; i < size; ++i)
    shape.steps.push_back(any_step(i));
  shape.deadline_ns = *rc::gen::inRange(0, 2);
  return shape;
}

// What a reader of the log alone would say; compared with the machine's marks.
struct Witness {
  const Shape& shape;
  std::vector<int> effects, undone;
  std::set<std::size_t> kept;
  std::size_t last_undone = SIZE_MAX;
  bool turned = false;

  explicit Witness(const Shape& given)
      : shape(given), effects(given.size()), undone(given.size()) {}

  void see(const Progress& before, const Entry& entry, const Progress& after) {
    const auto step = static_cast<std::size_t>(before.step);
    RC_ASSERT(!ended(before.status));
    if (entry.kind == EntryKind::done || entry.kind == EntryKind::begun) {
      RC_ASSERT(!turned);  // no step after the turn
      ++effects[step];
    }
    if (entry.kind == EntryKind::undone) {
      RC_ASSERT(turned);
      RC_ASSERT(step < last_undone);  // in reverse order, each once
      RC_ASSERT(effects[step] > 0);   // only what had, or may have had, its effect
      last_undone = step;
      ++undone[step];
    }
    if (entry.kind == EntryKind::skipped && before.backward) kept.insert(step);
    if (entry.kind == EntryKind::refused && !before.backward) effects[step] = 0;
    turned = after.backward;
    RC_ASSERT((turned || !before.backward));  // nothing turns twice
  }

  void end(const Progress& progress) const {
    for (std::size_t i = 0; i < shape.size(); ++i) {
      const auto mark = static_cast<Mark>(progress.marks[i]);
      if (progress.status == Status::done)
        RC_ASSERT((mark == Mark::done || mark == Mark::skipped || mark == Mark::begun));
      if (progress.status == Status::compensated && shape.steps[i].compensable && effects[i] > 0)
        RC_ASSERT((undone[i] == 1 || kept.contains(i)));
      RC_ASSERT(undone[i] <= 1);
    }
    RC_ASSERT((progress.status != Status::compensated) || turned);
    RC_ASSERT((progress.status != Status::done) || !turned);
  }
};

RC_GTEST_PROP(MachineProperty, KeepsItsPromises, ()) {
  const auto shape = any_shape();
  const auto passed_over = *rc::gen::arbitrary<std::uint8_t>();
  const Skips skips = [&](std::size_t step) { return (passed_over >> step & 1) != 0; };
  const auto entry_of = [](EntryKind kind, std::string step) {
    return Entry{.kind = kind,
                 .step = std::move(step),
                 .at = Timestamp{1},
                 .actor = "a",
                 .detail = {},
                 .payload = {},
                 .state = {}};
  };
  auto progress = apply(shape, {}, entry_of(EntryKind::started, ""), skips).value();
  Witness witness(shape);
  for (int i = 0; i < 60 && !ended(progress.status); ++i) {
    const auto kind = kKinds[*rc::gen::inRange<std::size_t>(0, std::size(kKinds))];
    const auto entry = entry_of(kind, shape.steps[static_cast<std::size_t>(progress.step)].name);
    const auto next = apply(shape, progress, entry, skips);
    if (!next) continue;
    RC_ASSERT(!(past_pivot(shape, progress) && kind == EntryKind::cancelled));
    witness.see(progress, entry, *next);
    progress = *next;
  }
  if (ended(progress.status)) {
    witness.end(progress);
    RC_ASSERT(next_move(shape, progress) == Move::nothing);
    for (const auto kind : kKinds)
      RC_ASSERT(!apply(shape, progress, entry_of(kind, ""), skips).has_value());
  }
}

// Without people and with time enough, everything ends by itself or waits for somebody.
RC_GTEST_PROP(MachineProperty, NeverStandsStillByItself, ()) {
  const auto shape = any_shape();
  const Skips skips = [](std::size_t) { return false; };
  const auto step_of = [&](const Progress& p) {
    return shape.steps[static_cast<std::size_t>(p.step)].name;
  };
  auto tell = [&](const Progress& p, EntryKind kind) {
    const Entry entry{.kind = kind,
                      .step = p.marks.empty() ? "" : step_of(p),
                      .at = Timestamp{1},
                      .actor = "a",
                      .detail = {},
                      .payload = {},
                      .state = {}};
    return apply(shape, p, entry, skips).value();
  };
  auto progress = tell({}, EntryKind::started);
  int moves = 0;
  for (; next_move(shape, progress) != Move::nothing; ++moves) {
    RC_ASSERT(moves < 200);
    const bool works = *rc::gen::inRange(0, 3) > 0;
    switch (next_move(shape, progress)) {
      case Move::begin:
        progress = tell(progress, EntryKind::begun);
        break;
      case Move::act:
        progress = tell(progress, works ? EntryKind::done : EntryKind::failed);
        break;
      case Move::undo:
        progress = tell(progress, works ? EntryKind::undone : EntryKind::undo_failed);
        break;
      default: {
        const auto kind = shape.steps[static_cast<std::size_t>(progress.step)].kind;
        progress = tell(progress, kind == StepKind::timer    ? EntryKind::fired
                                  : kind == StepKind::signal ? EntryKind::received
                                                             : EntryKind::approved);
      }
    }
  }
  RC_ASSERT((ended(progress.status) || progress.status == Status::parked));
}

}  // namespace
}  // namespace sangam::saga
