// The hands of people. Each is a command: audited, once by its idempotency key.

#include "suites/platform/sagas/sagas.h"

#include <algorithm>

namespace sangam::suites::platform {

using saga::EntryKind;

namespace {

// The declared form of the signal, or what is wrong with the name.
saga::DataType payload_of(const saga::KnownDefinition& known, std::string_view name) {
  const auto& steps = known.definition.steps;
  const auto step = std::ranges::find(steps, name, &saga::Step::name);
  if (step == steps.end() || step->kind != saga::StepKind::signal)
    throw invalid_field("/name", "unknown_signal", known.definition.name + " has no such signal.");
  return step->payload;
}

}  // namespace

Task<SagaDetail> Sagas::move(api::Call& call, MoveSaga request, EntryKind kind) {
  call.set_target(request.id.str());
  const auto& principal = call.principal();
  saga::Hand hand{.kind = kind, .actor = principal.id_text, .now = call.now()};
  if (request.reason) hand.reason = request.reason->str();
  if (request.step) hand.step = request.step->str();
  hand.may = [&principal](std::string_view permission) { return principal.may(permission); };
  co_await saga::attend(call.work(), registry_, request.id.value, std::move(hand));
  co_return co_await read(call, request.id);
}

Task<SagaDetail> Sagas::retry(api::Call& call, MoveSaga request) {
  return move(call, std::move(request), EntryKind::retried);
}
Task<SagaDetail> Sagas::skip(api::Call& call, MoveSaga request) {
  return move(call, std::move(request), EntryKind::skipped);
}
Task<SagaDetail> Sagas::compensate(api::Call& call, MoveSaga request) {
  return move(call, std::move(request), EntryKind::turned_back);
}
Task<SagaDetail> Sagas::cancel(api::Call& call, MoveSaga request) {
  return move(call, std::move(request), EntryKind::cancelled);
}
Task<SagaDetail> Sagas::give_up(api::Call& call, MoveSaga request) {
  return move(call, std::move(request), EntryKind::given_up);
}
Task<SagaDetail> Sagas::pause(api::Call& call, MoveSaga request) {
  return move(call, std::move(request), EntryKind::paused);
}
Task<SagaDetail> Sagas::resume(api::Call& call, MoveSaga request) {
  return move(call, std::move(request), EntryKind::resumed);
}
Task<SagaDetail> Sagas::approve(api::Call& call, MoveSaga request) {
  return move(call, std::move(request), EntryKind::approved);
}
Task<SagaDetail> Sagas::reject(api::Call& call, MoveSaga request) {
  return move(call, std::move(request), EntryKind::rejected);
}

Task<SagaDetail> Sagas::signal(api::Call& call, SignalSaga request) {
  call.set_target(request.id.str());
  auto detail = co_await read(call, request.id);
  if (saga::ended(detail.progress.status))
    throw Error{Code::conflict, "This saga has ended, and takes no signals."};
  const auto* known = registry_.find(detail.definition_hash);
  if (!known)
    throw Error{Code::unavailable, "This server does not know the version of this saga's steps."};
  const auto payload = saga::Data::parse(payload_of(*known, request.name.str()), request.payload);
  if (!payload) throw invalid_field("/payload", "invalid_payload", payload.error());
  saga::signal_json(call.work(), request.id.value, call.keyed_id("signal"), request.name,
                    payload->json());
  co_return detail;
}

}  // namespace sangam::suites::platform
