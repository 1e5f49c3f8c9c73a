#pragma once

// The only place that asks the machine what time it is, and the only source of randomness. Everyone
// else is handed time (Call::now, batch time), so that sandbox tenants can have a clock of their
// own and simulations one of theirs.

#include <cstddef>
#include <span>

#include "base/timestamp.h"
#include "base/uuid.h"

namespace sangam::clock {

// Wall-clock time in UTC. Any thread; some 20 ns.
Timestamp system_now() noexcept;

// Fills `bytes` from the operating system's cryptographic generator. Any thread.
void random_bytes(std::span<std::uint8_t> bytes);

// A fresh UUID version 7 for `now`.
Uuid new_uuid(Timestamp now);

}  // namespace sangam::clock
