#include "kernel/saga/machine.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::saga {

namespace {

using Fold = std::expected<Progress, std::string>;

Mark mark_of(const Progress& progress, std::size_t step) {
  return static_cast<Mark>(progress.marks[step]);
}

bool is_forward(const Progress& p) { return !p.backward && !ended(p.status); }

// One application of an entry. `p` is what comes out.
class Application {
 public:
  Application(const Shape& shape, Progress progress, const Entry& entry, const Skips& skips)
      : shape_(shape), entry_(entry), skips_(skips), p_(std::move(progress)) {}

  Fold run();

 private:
  const StepShape& at_hand() const { return shape_.steps[static_cast<std::size_t>(p_.step)]; }
  bool at(Status status) const { return p_.status == status; }
  bool at(Status status, StepKind kind) const { return at(status) && at_hand().kind == kind; }
  void mark(Mark mark) { p_.marks[static_cast<std::size_t>(p_.step)] = static_cast<char>(mark); }
  std::string reason() const { return entry_.detail.value_or(std::string(name(entry_.kind))); }

  bool is_about_step_at_hand() const;
  bool apply_to_whole();
  bool apply_to_step();
  bool apply_to_wait();
  bool apply_to_undo();
  bool retry();
  bool skip();

  void start();
  void enter(std::int32_t step);
  void enter_at_hand();
  void turn_back();
  void go_back();
  void give_way();
  void fail_once();

  const Shape& shape_;
  const Entry& entry_;
  const Skips& skips_;
  Progress p_;
};

// Entries that name a step must name the one at hand.
bool Application::is_about_step_at_hand() const {
  if (entry_.step.empty()) return true;
  return static_cast<std::size_t>(p_.step) < shape_.size() && at_hand().name == entry_.step;
}

void Application::start() {
  p_ = Progress{.marks = std::string(shape_.size(), static_cast<char>(Mark::open))};
  if (shape_.deadline_ns > 0)
    p_.deadline_at = Timestamp{entry_.at.nanoseconds + shape_.deadline_ns};
  enter(0);
}

void Application::enter(std::int32_t step) {
  p_.step = step;
  while (static_cast<std::size_t>(p_.step) < shape_.size() && at_hand().conditional &&
         skips_(static_cast<std::size_t>(p_.step))) {
    mark(Mark::skipped);
    ++p_.step;
  }
  enter_at_hand();
}

void Application::enter_at_hand() {
  p_.attempt = 0;
  p_.timer_at.reset();
  if (static_cast<std::size_t>(p_.step) == shape_.size()) {
    p_.status = Status::done;
    return;
  }
  p_.status = waits(at_hand().kind) ? Status::waiting : Status::running;
  if (at(Status::waiting) && at_hand().wait_ns > 0)
    p_.timer_at = Timestamp{entry_.at.nanoseconds + at_hand().wait_ns};
}

void Application::turn_back() {
  p_.failure = reason();
  p_.backward = true;
  p_.paused = false;
  p_.timer_at.reset();
  go_back();
}

// To the last step that has something to undo.
void Application::go_back() {
  p_.attempt = 0;
  for (auto i = shape_.size(); i-- > 0;) {
    const auto mark = mark_of(p_, i);
    if (!shape_.steps[i].compensable || (mark != Mark::done && mark != Mark::begun)) continue;
    p_.step = static_cast<std::int32_t>(i);
    p_.status = Status::compensating;
    return;
  }
  p_.status = Status::compensated;
}

// The step at hand has not come to an end by itself.
void Application::give_way() {
  if (!past_pivot(shape_, p_)) return turn_back();
  p_.failure = reason();
  p_.timer_at.reset();
  p_.status = Status::parked;
}

void Application::fail_once() {
  ++p_.attempt;
  if (p_.attempt < at_hand().tries) return;
  if (!p_.backward) return give_way();
  p_.failure = reason();
  p_.status = Status::parked;
}

bool Application::retry() {
  if (!at(Status::parked) && p_.attempt == 0) return false;
  p_.attempt = 0;
  if (p_.backward) p_.status = Status::compensating;
  else enter_at_hand();
  return true;
}

bool Application::skip() {
  if (p_.backward) {
    if (p_.attempt == 0) return false;
    mark(Mark::kept);
    go_back();
    return true;
  }
  // Nobody passes over an approval: that is what rejecting and approving are for.
  const bool stuck = at(Status::parked) || at(Status::waiting) || p_.attempt > 0;
  if (!stuck || at_hand().kind == StepKind::approval) return false;
  // What has begun outside may have happened, and stays to be compensated.
  if (mark_of(p_, static_cast<std::size_t>(p_.step)) != Mark::begun) mark(Mark::skipped);
  enter(p_.step + 1);
  return true;
}

bool Application::apply_to_whole() {
  switch (entry_.kind) {
    case EntryKind::expired:
    case EntryKind::cancelled:
      if (!is_forward(p_) || past_pivot(shape_, p_)) return false;
      turn_back();
      return true;
    case EntryKind::turned_back:
      if (!is_forward(p_)) return false;
      turn_back();
      return true;
    case EntryKind::paused:
      return !std::exchange(p_.paused, true);
    case EntryKind::resumed:
      return std::exchange(p_.paused, false);
    case EntryKind::retried:
      return retry();
    case EntryKind::skipped:
      return skip();
    case EntryKind::given_up:
      if (!at(Status::parked)) return false;
      p_.status = Status::abandoned;
      return true;
    default:
      return false;
  }
}

bool Application::apply_to_step() {
  if (!at(Status::running)) return false;
  switch (entry_.kind) {
    case EntryKind::begun:
      if (at_hand().kind != StepKind::outside) return false;
      mark(Mark::begun);
      return true;
    case EntryKind::done:
      mark(Mark::done);
      enter(p_.step + 1);
      return true;
    case EntryKind::failed:
      fail_once();
      return true;
    case EntryKind::refused:
      mark(Mark::open);
      turn_back();
      return true;
    default:
      return false;
  }
}

bool Application::apply_to_wait() {
  switch (entry_.kind) {
    case EntryKind::fired:
      if (!at(Status::waiting, StepKind::timer)) return false;
      break;
    case EntryKind::received:
      if (!at(Status::waiting, StepKind::signal)) return false;
      break;
    case EntryKind::approved:
      if (!at(Status::waiting, StepKind::approval)) return false;
      break;
    case EntryKind::refused:
      if (!at(Status::waiting, StepKind::signal)) return false;
      turn_back();
      return true;
    case EntryKind::rejected:
      if (!at(Status::waiting, StepKind::approval)) return false;
      turn_back();
      return true;
    case EntryKind::timed_out:
      if (!at(Status::waiting) || at_hand().kind == StepKind::timer || !p_.timer_at) return false;
      give_way();
      return true;
    default:
      return false;
  }
  mark(Mark::done);
  enter(p_.step + 1);
  return true;
}

bool Application::apply_to_undo() {
  if (!at(Status::compensating)) return false;
  if (entry_.kind == EntryKind::undo_failed) {
    fail_once();
    return true;
  }
  if (entry_.kind != EntryKind::undone) return false;
  mark(Mark::undone);
  go_back();
  return true;
}

Fold Application::run() {
  const auto refusal = [this] {
    return std::unexpected(std::string(name(entry_.kind)) + " of \"" + entry_.step +
                           "\" does not fit: it is " + std::string(name(p_.status)) + " at step " +
                           std::to_string(p_.step));
  };
  if (entry_.kind == EntryKind::started) {
    if (!p_.marks.empty()) return refusal();
    start();
    return std::move(p_);
  }
  if (p_.marks.size() != shape_.size() || ended(p_.status)) return refusal();
  SANGAM_ASSERT(p_.step >= 0 && static_cast<std::size_t>(p_.step) < shape_.size());
  if (!is_about_step_at_hand()) return refusal();
  // A paused instance moves by the hand of people only.
  const bool by_hand = entry_.kind >= EntryKind::cancelled;
  if (p_.paused && !by_hand) return refusal();
  const bool applied = apply_to_whole() || apply_to_step() || apply_to_wait() || apply_to_undo();
  if (!applied) return refusal();
  SANGAM_ASSERT(p_.marks.size() == shape_.size());
  SANGAM_ASSERT(p_.status != Status::compensating || p_.backward);
  SANGAM_ASSERT(p_.status != Status::done || !p_.backward);
  return std::move(p_);
}

}  // namespace

std::expected<Progress, std::string> apply(const Shape& shape, Progress progress,
                                           const Entry& entry, const Skips& skips) {
  return Application(shape, std::move(progress), entry, skips).run();
}

Move next_move(const Shape& shape, const Progress& progress) {
  if (progress.paused) return Move::nothing;
  if (progress.status == Status::waiting) return Move::wait;
  if (progress.status == Status::compensating) return Move::undo;
  if (progress.status != Status::running) return Move::nothing;
  const auto step = static_cast<std::size_t>(progress.step);
  const bool begins =
      shape.steps[step].kind == StepKind::outside && mark_of(progress, step) != Mark::begun;
  return begins ? Move::begin : Move::act;
}

bool past_pivot(const Shape& shape, const Progress& progress) {
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const auto mark = mark_of(progress, i);
    if (shape.steps[i].pivot && (mark == Mark::done || mark == Mark::begun)) return true;
  }
  return false;
}

std::optional<Timestamp> next_alarm(const Shape& shape, const Progress& progress) {
  if (progress.paused || !is_forward(progress) || progress.status == Status::parked)
    return std::nullopt;
  auto alarm = progress.timer_at;
  if (progress.deadline_at && !past_pivot(shape, progress))
    alarm = alarm ? std::min(*alarm, *progress.deadline_at) : progress.deadline_at;
  return alarm;
}

std::optional<EntryKind> due_alarm(const Shape& shape, const Progress& progress, Timestamp now) {
  const auto alarm = next_alarm(shape, progress);
  if (!alarm || *alarm > now) return std::nullopt;
  if (alarm != progress.timer_at) return EntryKind::expired;
  const auto kind = shape.steps[static_cast<std::size_t>(progress.step)].kind;
  return kind == StepKind::timer ? EntryKind::fired : EntryKind::timed_out;
}

}  // namespace sangam::saga
