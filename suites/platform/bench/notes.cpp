// A durable command and a read by key, as most operations of a product are.

#include "suites/platform/bench/bench.h"
#include "suites/platform/bench/statements.h"

namespace sangam::suites::platform::bench {

Task<Note> BenchOperations::write_note(api::Call& call, WriteNote request) {
  const Note note{NoteId{call.new_id()}, std::move(request.text), call.now()};
  const auto id = note.id.str();
  call.set_target(id);
  call.later(kInsertNote, note.id, note.text, note.created_at);
  call.emit(id, NoteWritten{note.id, note.text});
  co_return note;
}

Task<Note> BenchOperations::get_note(api::Call& call, GetNote request) {
  auto note = co_await call.row<Note>(kFindNote, request.id);
  if (!note) throw Error{Code::not_found, "There is no such note."};
  co_return std::move(*note);
}

}  // namespace sangam::suites::platform::bench
