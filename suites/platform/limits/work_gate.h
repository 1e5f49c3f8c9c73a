#pragma once

// WorkGate: the fair gate of one event loop, and the coroutines that wait at it.

#include <coroutine>

#include "kernel/gateway/limits/fair_gate.h"
#include "kernel/runtime/coarse_timer.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::suites::platform::limits {

// Belongs to its loop's thread.
class WorkGate {
 public:
  // Whether a call was let in at once, and what became of one that was not.
  enum class Entry : std::uint8_t { entered, full, too_late };

  WorkGate(runtime::EventLoop& loop, sangam::gateway::limits::GateSettings settings)
      : loop_(loop), gate_(settings) {}
  WorkGate(const WorkGate&) = delete;
  WorkGate& operator=(const WorkGate&) = delete;

  // Whether it entered without waiting.
  bool enter_now(std::int32_t tenant, std::uint32_t most);
  // Waits for its turn.
  Task<Entry> enter(std::int32_t tenant, std::uint32_t most, runtime::Deadline deadline);
  void leave(std::int32_t tenant);

  std::uint32_t at_work() const noexcept { return gate_.at_work(); }
  std::uint32_t waiting() const noexcept { return gate_.waiting(); }

 private:
  struct Call;

  runtime::EventLoop& loop_;
  sangam::gateway::limits::FairGate gate_;
};

}  // namespace sangam::suites::platform::limits
