#include "suites/platform/uploads/completion.h"

#include "kernel/api/dispatcher.h"
#include "kernel/api/problem.h"
#include "kernel/clock/clock.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/uploads/running_lease.h"
#include "suites/platform/uploads/stored_body.h"

namespace sangam::suites::platform::uploads {

// What came of it.
struct Completion::Outcome {
  int status = 0;
  std::string reply;
  std::optional<Error> refused;

  bool passes_with_time() const {
    return refused &&
           (sangam::passes_with_time(refused->code) || refused->code == Code::deadline_exceeded ||
            refused->code == Code::idempotency_conflict);
  }
};

Task<Completion::Outcome> Completion::perform(Runner& runner, const UploadRow& upload,
                                              const std::vector<UploadRow>& parts) const {
  Outcome outcome;
  try {
    const auto* operation = operations_.find(upload.operation);
    if (operation == nullptr) throw Error{Code::not_found, "There is no such operation any more."};
    if (parts.size() != upload.parts.size())
      throw Error{Code::conflict, "Parts of this upload are gone: another one was made of them."};
    const auto now = clock::system_now();
    api::authorize(*operation, runner.identity.get(), now);
    UploadStore store(*runner.pools.app, runner.identity->tenant->number, &runner.trace);
    StoredBody body(store, upload, parts);
    UploadInput input(upload.request, &body);
    api::Call call({.operation = operation,
                    .identity = runner.identity,
                    .trace = &runner.trace,
                    .request_id = std::string(runner.trace.request_id()),
                    .idempotency_key = UploadId{upload.id}.str(),
                    .approved = {},
                    .if_match = {},
                    .remote_address = runner.remote_address,
                    .user_agent = runner.user_agent,
                    .cookies = {},
                    .secure = runner.secure,
                    .deadline = runtime::Deadline::in(operation->deadline),
                    .loop = &runner.loop,
                    .pools = runner.pools,
                    .system_time = now});
    auto reply = co_await api::dispatch(call, input, {});
    outcome.status = reply.status;
    outcome.reply = std::move(reply.json);
  } catch (const Error& error) {
    outcome.refused = error;
  } catch (const std::exception& failure) {
    log::error(runner.trace, "the operation of an upload failed", {{"reason", failure.what()}});
    outcome.refused = Error{Code::internal, "internal"};
  }
  if (outcome.refused) {
    outcome.status = http_status(outcome.refused->code);
    outcome.reply = api::problem_json(*outcome.refused, runner.trace);
  }
  co_return outcome;
}

Task<void> Completion::run(Runner runner, UploadRow upload) const {
  const auto began = clock::system_now();
  UploadStore store(*runner.pools.app, runner.identity->tenant->number, &runner.trace);
  if (!co_await store.claim(upload.id, began, Timestamp{began.nanoseconds + kRunningLease}))
    co_return;
  const auto parts = co_await store.find_parts(upload.parts);
  RunningLease lease(runner.loop, *runner.pools.app, runner.identity->tenant->number, upload.id);
  const auto outcome = co_await perform(runner, upload, parts);
  co_await lease.end();
  if (metrics_ != nullptr)
    metrics_->record(operations_.find(upload.operation), outcome.status,
                     clock::system_now().nanoseconds - began.nanoseconds);
  if (outcome.passes_with_time()) {
    co_await store.release(upload.id);
    throw *outcome.refused;
  }
  const auto now = Timestamp{clock::system_now().nanoseconds +
                             runner.identity->tenant->clock_offset_nanoseconds.load()};
  upload.state = outcome.refused ? UploadState::failed : UploadState::done;
  upload.reply_status = outcome.status;
  upload.reply = outcome.reply;
  upload.finished_at = now;
  upload.expires_at = Timestamp{now.nanoseconds + limits_.keep_nanoseconds};
  co_await store.finish(upload);
  co_await store.drop_pieces(upload.id);
  for (const auto& part : parts)
    co_await store.end(part.id, clock::system_now());
}

}  // namespace sangam::suites::platform::uploads
