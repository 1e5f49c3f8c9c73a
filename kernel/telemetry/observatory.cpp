#include "kernel/telemetry/observatory.h"

#include "kernel/telemetry/log.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::telemetry {

void Observatory::beat(std::uint64_t number, Timestamp now) {
  log::flush_repeats();
  tracer().tick();
  health_.look(now);
  if (number % kFineSeconds == 0) series_.sample(now);
  if (number % kCoarseSeconds == 0) history_.remember(now);
}

}  // namespace sangam::telemetry
