#include "kernel/audit/rows.h"
#include "suites/platform/audit/audit_log.h"
#include "suites/platform/audit/statements.h"

namespace sangam::suites::platform {

namespace {

constexpr std::chrono::milliseconds kPause{50};
constexpr std::chrono::seconds kWait{8};

// The request is gone once the sealer has answered it.
Task<bool> is_answered(const api::Call& call, const Uuid& request) {
  store::UnitOfWork work(*call.pools().app, call.tenant().number, call.deadline(),
                         store::Mode::read_only);
  co_return (co_await work.run(audit::kFindRequest, request)).rows() == 0;
}

}  // namespace

Task<AuditCheckpoint> AuditLog::make_checkpoint(api::Call& call, Nothing) {
  const auto request = call.new_id();
  store::UnitOfWork work(*call.pools().app, call.tenant().number, call.deadline(),
                         store::Mode::read_write);
  work.later(audit::kRequestCheckpoint, request);
  call.audit(work);
  co_await work.commit();
  const auto patience = runtime::Deadline::in(kWait);
  while (!co_await is_answered(call, request)) {
    if (patience.passed())
      throw Error{Code::unavailable, "The sealer has not answered; it will, try the list later."};
    co_await runtime::sleep(call.loop(), kPause);
  }
  store::UnitOfWork read(*call.pools().app, call.tenant().number, call.deadline(),
                         store::Mode::read_only);
  auto checkpoint = co_await read.row<AuditCheckpoint>(audit::kNewestCheckpoint);
  if (!checkpoint) throw Error{Code::unavailable, "There is no checkpoint yet."};
  co_return std::move(*checkpoint);
}

}  // namespace sangam::suites::platform
