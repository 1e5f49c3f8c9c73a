#include "suites/platform/bench/bench.h"

namespace sangam::suites::platform::bench {

void declare(api::Module& module, BenchOperations& operations) {
  module.event<NoteWritten>("A note was written down").for_tenants();
  module.query<&BenchOperations::ping>("bench.ping", operations)
      .get("/bench/ping")
      .summary("Answer at once");
  module.process<&BenchOperations::echo>("bench.echo", operations)
      .post("/bench/echo")
      .summary("Answer what was sent");
  module.command<&BenchOperations::write_note>("bench.note", operations)
      .post("/bench/notes")
      .created()
      .summary("Write a note down")
      .description("One row, one event, one audit row: what a small command costs.");
  module.query<&BenchOperations::get_note>("bench.note_get", operations)
      .get("/bench/notes/{id}")
      .summary("Read a note");
}

}  // namespace sangam::suites::platform::bench
