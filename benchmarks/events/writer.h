#pragma once

// Emits events as a lane does: many rows in one statement, one durable transaction each time.

#include <vector>

#include "kernel/store/batch_connection.h"
#include "kernel/store/connection_settings.h"

namespace sangam::benchmarks {

// Used by one thread.
class Writer {
 public:
  // `events` a transaction.
  Writer(const store::Endpoint& endpoint, int events);

  // One transaction; returns once it is durable.
  void emit();

 private:
  store::BatchConnection session_;
  std::vector<store::BinaryArray> columns_;
};

}  // namespace sangam::benchmarks
