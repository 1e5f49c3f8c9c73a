#pragma once

// Three-step sagas for measuring: each step is one durable transaction that writes one row.

#include <cstdint>
#include <filesystem>

#include "kernel/runtime/event_loop.h"
#include "kernel/store/connection_settings.h"

namespace sangam::benchmarks {

struct SagaFigures {
  double per_second = 0;           // sagas that ended
  double statements_per_saga = 0;  // sent to PostgreSQL by the runner, and one each to start it
};

// Makes the schema in a fresh database. Once.
void prepare_sagas(const store::Endpoint& endpoint);

// Begins `count` sagas, then measures one loop that takes them to their end with so many sessions.
SagaFigures measure_sagas(const store::Endpoint& endpoint, std::int64_t count,
                          std::size_t sessions);

}  // namespace sangam::benchmarks
