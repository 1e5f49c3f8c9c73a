#include "kernel/api/record_refusal.h"

#include "base/assert.h"
#include "kernel/api/operation.h"
#include "kernel/telemetry/log.h"

namespace sangam::api {

namespace {

constexpr std::chrono::seconds kPatience{2};

}  // namespace

Task<void> record_refusal(Refusals& refusals, Call::Parts parts, std::string target) {
  SANGAM_ASSERT(parts.identity && parts.identity->tenant && parts.trace);
  const auto& principal = parts.identity->principal;
  if (!refusals.admit({.tenant = parts.identity->tenant->number,
                       .actor = principal.id_text,
                       .actor_kind = std::string(name(principal.kind)),
                       .operation = parts.operation->name,
                       .request_id = parts.request_id},
                      parts.system_time))
    co_return;
  auto& trace = *parts.trace;
  parts.deadline = runtime::Deadline::in(kPatience);
  Call call(std::move(parts));
  call.set_target(std::move(target));
  try {
    store::UnitOfWork work(*call.pools().app, call.tenant().number, call.deadline(),
                           store::Mode::read_write);
    work.record_in(&trace);
    call.audit_as(work, "refused", std::nullopt);
    co_await work.commit();
  } catch (const std::exception& failure) {
    log::warning(trace, "a refusal was not recorded", {{"reason", failure.what()}});
  }
}

}  // namespace sangam::api
