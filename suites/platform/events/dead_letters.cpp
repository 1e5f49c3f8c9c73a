#include <algorithm>

#include "base/json_text.h"
#include "kernel/api/entity_tag.h"
#include "kernel/api/event_lock.h"
#include "kernel/api/json_document.h"
#include "suites/platform/events/events.h"
#include "suites/platform/events/rows.h"
#include "suites/platform/events/statements.h"

namespace sangam::suites::platform {

namespace {

Error no_letter() { return {Code::not_found, "There is no such dead letter."}; }

Task<DeadLetter> lock(api::Call& call, ConsumerName consumer, EventId event) {
  auto row = co_await call.row<DeadLetterRow>(kLockDeadLetter, consumer, event);
  if (!row) throw no_letter();
  if (row->state == LetterState::queued)
    throw Error{Code::conflict,
                "It waits behind a parked event of its stream: decide on that one."};
  if (row->state != LetterState::parked)
    throw Error{Code::conflict, "It is " + std::string(name(row->state)) + " already."};
  call.set_target(consumer.str() + "/" + event.str());
  co_return to_letter(std::move(*row));
}

// What is no JSON, which may be why it is here, stands as a text.
LetterPayload shown(const std::string& payload) {
  if (api::JsonDocument::parse(payload)) return {{payload}};
  LetterPayload quoted{{""}};
  append_json_string(payload, quoted.payload.text);
  return quoted;
}

Error bad_payload(std::string detail) {
  return invalid_field("/payload", "bad_payload", std::move(detail));
}

}  // namespace

Task<api::Page<DeadLetter>> DeadLetters::list(api::Call& call, ListDeadLetters request) {
  api::ListStatement list(
      "dead_letters.list",
      "select" SANGAM_LETTER_COLUMNS " from kernel.parked_events where tenant_id = $1", call);
  list.filter("consumer = ?", request.consumer)
      .filter("type = ?", request.type)
      .filter("stream = ?", request.stream)
      .filter("state = ?", request.state)
      .sorts({{"parked_at", "parked_at", "int8"}}, {"event", "event_id", "uuid"});
  if (!request.paging.sort) request.paging.sort = Text<1, 64>::of("-parked_at");
  co_return convert(co_await list.page<DeadLetterRow>(call, request.paging), &to_letter);
}

Task<DeadLetter> DeadLetters::get(api::Call& call, NameDeadLetter request) {
  auto row = co_await call.row<DeadLetterRow>(kFindDeadLetter, request.consumer, request.event);
  if (!row) throw no_letter();
  co_return to_letter(std::move(*row));
}

// Against the declared type, if there is one: what the handler could not read is found here.
void DeadLetters::require_form(const DeadLetter& letter, std::string_view payload) const {
  const auto document = api::JsonDocument::parse(payload);
  if (!document)
    throw bad_payload("is not JSON: at byte " + std::to_string(document.error().offset) + " it " +
                      document.error().reason);
  if (!payload.starts_with('{')) throw bad_payload("must be a JSON object");
  const auto types = api::event_types(modules_);
  const auto type = std::ranges::find_if(types, [&](const api::EventType* candidate) {
    return candidate->name == letter.type && candidate->version == letter.version;
  });
  if (type == types.end()) return;
  const auto faults = api::event_faults(**type, payload);
  if (!faults.empty()) throw bad_payload(faults);
}

Task<DeadLetter> DeadLetters::edit(api::Call& call, EditDeadLetter request) {
  auto letter = co_await lock(call, request.consumer, request.event);
  api::require_match(call, letter);
  require_form(letter, request.payload.str());
  const auto& who = call.principal().id_text;
  call.later(kEditDeadLetter, request.consumer, request.event, request.payload, who);
  call.because(request.reason);
  call.changed(shown(letter.payload.text), shown(request.payload.str()));
  if (!letter.original) letter.original = std::move(letter.payload);
  letter.payload = {request.payload.str()};
  letter.edited_by = who;
  co_return letter;
}

Task<DeadLetter> DeadLetters::requeue(api::Call& call, DecideDeadLetter request) {
  return decide(call, std::move(request), LetterState::requeued);
}

Task<DeadLetter> DeadLetters::skip(api::Call& call, DecideDeadLetter request) {
  return decide(call, std::move(request), LetterState::skipped);
}

// A parked stream goes on in both cases; for other consumers there is no such row.
Task<DeadLetter> DeadLetters::decide(api::Call& call, DecideDeadLetter request, LetterState state) {
  auto letter = co_await lock(call, request.consumer, request.event);
  call.because(request.reason);
  call.later(kMarkDeadLetter, request.consumer, request.event, state);
  call.later(kResumeStream, request.consumer, letter.stream);
  letter.state = state;
  co_return letter;
}

}  // namespace sangam::suites::platform
