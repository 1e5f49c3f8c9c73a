#pragma once

// GateSlot: the gate of this process, which is made after the modules are.

#include "base/error.h"

namespace sangam::gateway {
class Gate;
}

namespace sangam::suites::platform::gateway {

class GateSlot {
 public:
  // Before the first call; outlives the calls.
  void set(sangam::gateway::Gate& gate) noexcept { gate_ = &gate; }

  // Throws Error{unavailable} where there is none.
  sangam::gateway::Gate& get() const {
    if (gate_ == nullptr) throw Error{Code::unavailable, "There is no gateway here."};
    return *gate_;
  }

 private:
  sangam::gateway::Gate* gate_ = nullptr;
};

}  // namespace sangam::suites::platform::gateway
