#include "suites/platform/limits/work_gate.h"

namespace sangam::suites::platform::limits {

// Somebody who waits; in its coroutine's frame, which stays until it is resumed.
struct WorkGate::Call : sangam::gateway::limits::FairGate::Waiter {
  explicit Call(WorkGate& gate) : gate(gate), timer(gate.loop_, &Call::expire, this) {}

  WorkGate& gate;
  runtime::CoarseTimer timer;
  std::coroutine_handle<> waiter;

  // Never at once, so that a long line of them does not become a deep stack.
  void resume() {
    timer.disarm();
    gate.loop_.post([handle = waiter] { handle.resume(); });
  }
  static void expire(void* context) {
    auto& self = *static_cast<Call*>(context);
    if (self.gate.gate_.abandon(self)) {
      self.late = true;
      self.resume();
    }
  }
  bool late = false;

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) noexcept { waiter = handle; }
  void await_resume() const noexcept {}
};

bool WorkGate::enter_now(std::int32_t tenant, std::uint32_t most) {
  return gate_.try_enter(tenant, most);
}

Task<WorkGate::Entry> WorkGate::enter(std::int32_t tenant, std::uint32_t most,
                                      runtime::Deadline deadline) {
  Call call(*this);
  switch (gate_.enter(call, tenant, most)) {
    case sangam::gateway::limits::FairGate::Entry::entered:
      co_return Entry::entered;
    case sangam::gateway::limits::FairGate::Entry::full:
      co_return Entry::full;
    case sangam::gateway::limits::FairGate::Entry::queued:
      break;
  }
  call.timer.arm(deadline);
  co_await call;
  co_return call.late ? Entry::too_late : Entry::entered;
}

void WorkGate::leave(std::int32_t tenant) {
  if (auto* next = gate_.leave(tenant)) static_cast<Call*>(next)->resume();
}

}  // namespace sangam::suites::platform::limits
