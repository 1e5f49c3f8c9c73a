// A job whose whole effect is a note and its event.

#include "kernel/api/json_writer.h"
#include "kernel/clock/clock.h"
#include "kernel/jobs/job.h"
#include "kernel/store/kernel_statements.h"
#include "suites/platform/bench/bench.h"
#include "suites/platform/bench/statements.h"

namespace sangam::suites::platform::bench {

namespace {

// A fresh id each time: an effect that came twice would be two notes.
Task<void> write_note(jobs::Job& job) {
  const auto request = job.payload<NoteJob>();
  if (request.delay_ms) co_await job.pause(std::chrono::milliseconds(request.delay_ms->value));
  const auto now = job.now();
  const NoteId id{clock::new_uuid(now)};
  job.later(kInsertNote, id, request.text, now);
  job.later(store::kEmit, clock::new_uuid(now), id.str(), NoteWritten::kEventType,
            NoteWritten::kEventVersion, api::to_json(NoteWritten{id, request.text}), now);
}

}  // namespace

jobs::JobModule job_module() {
  return {.handlers = {{.kind = std::string(NoteJob::kJobKind), .handle = write_note}},
          .schedules = {}};
}

}  // namespace sangam::suites::platform::bench
