#include <sodium.h>

#include "kernel/api/dispatcher.h"
#include "kernel/api/json_writer.h"
#include "kernel/api/request_text.h"
#include "suites/platform/approvals/decisions.h"
#include "suites/platform/approvals/maker.h"
#include "suites/platform/approvals/statements.h"

namespace sangam::suites::platform::approvals {

namespace {

// What came of it when it was refused.
struct Refusal {
  std::string code;
  std::string detail;
};
SANGAM_DESCRIBE(Refusal, (code, "As of a problem"), (detail, "For people"))

std::string hash_of(std::string_view request) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                     reinterpret_cast<const unsigned char*>(request.data()), request.size());
  return digest;
}

// So does another request for the same approval, which may be doing it just now.
bool may_end_well(Code code) {
  return passes_with_time(code) || code == Code::deadline_exceeded ||
         code == Code::idempotency_conflict;
}

}  // namespace

struct Decisions::Outcome {
  ApprovalStatus status = ApprovalStatus::done;
  std::int32_t reply_status = 0;
  std::string reply;
};

// The approval is its idempotency key: whoever approves again after a crash finds the stored reply,
// or ids that are taken.
Task<Decisions::Outcome> Decisions::run(api::Call& call, ApprovalRow row, std::string request) {
  const auto* operation = operations_.find_kept(row.operation);
  if (operation == nullptr) throw Error{Code::not_found, "There is no such operation any more."};
  const auto maker = co_await identity_of(call, row, roles_);
  api::authorize(*operation, maker.get(), call.system_time());
  const auto approval = ApprovalId{row.id}.str();
  api::Call inner({.operation = operation,
                   .identity = maker,
                   .trace = call.trace(),
                   .request_id = call.request_id(),
                   .idempotency_key = approval,
                   .approved = api::Approved{approval, UserId{*row.decided_by}.str()},
                   .if_match = row.if_match,
                   .remote_address = call.remote_address(),
                   .deadline = call.deadline(),
                   .loop = &call.loop(),
                   .pools = call.pools(),
                   .system_time = call.system_time()});
  api::RequestText input(request);
  const auto reply = co_await api::dispatch(inner, input, hash_of(request));
  co_return Outcome{ApprovalStatus::done, reply.status, reply.json};
}

Decisions::Outcome Decisions::failed(const Error& error) {
  return {ApprovalStatus::failed, http_status(error.code),
          api::to_json(Refusal{std::string(name(error.code)), error.detail})};
}

// Keys are known for a day. Later nobody can tell whether it was done before it was interrupted.
Task<Decisions::Outcome> Decisions::try_it(api::Call& call, ApprovalRow row, std::string request) {
  if (row.decided_at->nanoseconds + kResumeWithin < call.system_time().nanoseconds)
    co_return failed({Code::conflict,
                      "It was interrupted, and too long ago to go on: look whether it was done."});
  try {
    co_return co_await run(call, row, std::move(request));
  } catch (const Error& error) {
    // What passes with time leaves it approved: approving again tries again.
    if (may_end_well(error.code)) throw;
    co_return failed(error);
  }
}

Task<ApprovalRow> Decisions::carry_out(api::Call& call, ApprovalRow row) {
  const auto key =
      co_await requests_.key_of(*call.pools().app, call.tenant().number, call.deadline());
  std::string request;
  {
    auto work = call.transaction(store::Mode::read_only);
    request = SealedRequests::open_request(key, row.id,
                                           *co_await work.row<SealedRow>(kReadSealed, row.id));
  }
  const auto outcome = co_await try_it(call, row, std::move(request));
  auto work = call.transaction();
  const auto finished =
      co_await work.row<ApprovalRow>(kFinish, row.id, outcome.status, outcome.reply_status,
                                     SealedRequests::seal_reply(key, row.id, outcome.reply));
  co_await work.commit();
  // Another request for the same approval may have come to the end first.
  co_return finished ? *finished : co_await find(call, {row.id});
}

}  // namespace sangam::suites::platform::approvals
