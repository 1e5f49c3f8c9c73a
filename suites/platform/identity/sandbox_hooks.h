#pragma once

#include <cstdint>
#include <functional>

namespace sangam::suites::platform {

// Who else is to know of sandboxes and their clocks; called on any thread. Each may be empty.
struct SandboxHooks {
  std::function<void(std::int32_t tenant)> added;
  std::function<void(std::int32_t tenant, std::int64_t offset_nanoseconds)> clock_moved;
};

}  // namespace sangam::suites::platform
