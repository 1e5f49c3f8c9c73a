#pragma once

// Consumer: who wants which events. Durable: it begins with the oldest event of the log, and where
// it stands survives everything. Each event has its effect exactly once (delivery.h); events of one
// stream are handled one after another, those of different streams at the same time.

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/task.h"
#include "kernel/events/delivery.h"

namespace sangam::events {

struct Consumer {
  std::string name;                // "ledger.settlement": stable, it names the rows of its progress
  std::vector<std::string> types;  // of the events it gets
  // Runs on an event loop. Throws when the event could not be handled: Error{unavailable} is tried
  // again until it passes; Undeliverable is parked at once; anything else after `tries` tries.
  std::function<Task<void>(Delivery&)> handle;

  int tries = 8;  // with the pauses below some ten seconds
  std::chrono::milliseconds first_pause{50};
  std::chrono::milliseconds longest_pause{5'000};
  std::chrono::seconds deadline{30};  // of one try
  std::size_t concurrency = 16;       // events handled at the same time
};

}  // namespace sangam::events
