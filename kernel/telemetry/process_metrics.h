#pragma once

// What the operating system knows of this process: memory, processor time, descriptors, threads.
// Named as Prometheus' own client libraries name them.

#include "kernel/telemetry/snapshot.h"

namespace sangam::telemetry {

// Reads /proc/self; what cannot be read is left out. Some 50 microseconds.
void describe_process(Snapshot& snapshot);

}  // namespace sangam::telemetry
