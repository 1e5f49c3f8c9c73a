#pragma once

// A server of sagas in a process of its own, to be killed.

#include <filesystem>

#include "kernel/saga/testing/workshop.h"

namespace sangam::chaos {

enum class SagaTask : std::uint8_t {
  work,   // begins sagas without end; says "began ID" when one is durable
  drain,  // begins none; says "drained" when all have ended
};

inline constexpr std::int32_t kSagaTenant = 7;

// Says "ready N" once it works: N sagas were found under way. Ends by SIGTERM.
int run_saga_server(const std::filesystem::path& directory, SagaTask task);

}  // namespace sangam::chaos
