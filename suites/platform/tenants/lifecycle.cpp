#include "suites/platform/tenants/lifecycle.h"

#include "kernel/api/operation.h"
#include "kernel/jobs/stopped_tenants.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/tenants/require_owner.h"
#include "suites/platform/tenants/statements.h"

namespace sangam::suites::platform::tenants {

namespace {

struct StandingRow {
  std::int32_t number = 0;
  Uuid id;
  std::string slug;
  std::string name;
  bool sandbox = false;
  Timestamp created_at;
  TenantStatus status = TenantStatus::active;
  std::optional<Timestamp> suspended_at;
  std::optional<std::string> suspended_reason;
  std::optional<Timestamp> closed_at;
  std::optional<std::string> closed_reason;
  std::optional<Timestamp> delete_after;
};
SANGAM_DESCRIBE(StandingRow, (number, ""), (id, ""), (slug, ""), (name, ""), (sandbox, ""),
                (created_at, ""), (status, ""), (suspended_at, ""), (suspended_reason, ""),
                (closed_at, ""), (closed_reason, ""), (delete_after, ""))

Standing to_standing(const StandingRow& row) {
  return {row.status,    row.suspended_at,  row.suspended_reason,
          row.closed_at, row.closed_reason, row.delete_after};
}

PlatformTenant to_tenant(const StandingRow& row) {
  return {.id = {row.id},
          .slug = row.slug,
          .name = row.name,
          .sandbox = row.sandbox,
          .created_at = row.created_at,
          .status = row.status,
          .suspended_at = row.suspended_at,
          .suspended_reason = row.suspended_reason,
          .closed_at = row.closed_at,
          .delete_after = row.delete_after};
}

Error is_now(TenantStatus status) {
  return {Code::conflict, "The tenant is " + std::string(name(status)) + "."};
}

Task<StandingRow> find(api::Call& call, TenantId id) {
  const auto row = co_await call.row<StandingRow>(kFindById, id);
  if (!row) throw Error{Code::not_found, "There is no such tenant."};
  co_return *row;
}

// Its credentials are judged anew, and while it is not served its schedules stand still.
void follow(api::Call& call, IdentityCache& cache, const StandingRow& row) {
  const bool served = row.status == TenantStatus::active;
  call.later(served ? jobs::kResumeSchedules : jobs::kStopSchedules, row.number);
  revoke(call, cache, {.subject = RevokedSubject::tenant, .tenant = row.number, .id = {}});
}

// What an operator does to a tenant is told in its own audit too.
void audit_with_tenant(api::Call& call, const StandingRow& row, std::string_view reason) {
  const auto& principal = call.principal();
  api::AuditDetail detail;
  detail.set_reason(std::string(reason));
  call.later(kEnterTenant, std::to_string(row.number));
  call.later(kAuditOf, row.number, call.new_id(), call.now(), principal.id_text,
             name(principal.kind), call.operation().name, call.request_id(), TenantId{row.id}.str(),
             detail.json());
  call.later(kEnterTenant, std::to_string(call.tenant().number));
}

}  // namespace

Task<Standing> Lifecycle::standing(api::Call& call, Nothing) {
  const auto row = co_await call.row<StandingRow>(kFindStanding, call.tenant().number);
  if (!row) throw Error{Code::not_found, "There is no such tenant."};
  auto standing = to_standing(*row);
  if (!call.principal().may("tenant:write")) {
    standing.suspended_reason.reset();
    standing.closed_reason.reset();
  }
  co_return standing;
}

Task<Standing> Lifecycle::close(api::Call& call, CloseTenant request) {
  require_owner(call);
  if (request.slug.str() != call.tenant().slug)
    throw invalid_field("/slug", "not_confirmed", "is not the slug of your tenant");
  const auto tenant = call.tenant().number;
  const auto now = call.system_time();
  call.set_target(call.tenant().id.str());
  call.because(request.reason);
  const auto row = co_await call.row<StandingRow>(
      kClose, tenant, now, request.reason ? std::optional(request.reason->str()) : std::nullopt,
      Timestamp{now.nanoseconds + kGraceNanoseconds});
  if (!row) throw is_now(call.identity().tenant_status);
  follow(call, cache_, *row);
  co_return to_standing(*row);
}

Task<Standing> Lifecycle::reopen(api::Call& call, ReopenTenant request) {
  require_owner(call);
  const auto tenant = call.tenant().number;
  call.set_target(call.tenant().id.str());
  call.because(request.reason);
  const auto row = co_await call.row<StandingRow>(kReopen, tenant);
  if (!row) throw is_now(call.identity().tenant_status);
  follow(call, cache_, *row);
  co_return to_standing(*row);
}

Task<PlatformTenant> Lifecycle::get(api::Call& call, OnePlatformTenant request) {
  co_return to_tenant(co_await find(call, request.id));
}

Task<PlatformTenant> Lifecycle::suspend(api::Call& call, SuspendTenant request) {
  const auto before = co_await find(call, request.id);
  call.set_target(request.id.str());
  call.because(request.reason);
  const auto row = co_await call.row<StandingRow>(kSuspend, before.number, call.system_time(),
                                                  request.reason.str());
  if (!row) throw is_now(before.status);
  audit_with_tenant(call, *row, request.reason.str());
  follow(call, cache_, *row);
  co_return to_tenant(*row);
}

Task<PlatformTenant> Lifecycle::lift(api::Call& call, LiftSuspension request) {
  const auto before = co_await find(call, request.id);
  call.set_target(request.id.str());
  call.because(request.reason);
  const auto row = co_await call.row<StandingRow>(kLift, before.number, call.system_time());
  if (!row) throw is_now(before.status);
  audit_with_tenant(call, *row, request.reason.str());
  follow(call, cache_, *row);
  co_return to_tenant(*row);
}

}  // namespace sangam::suites::platform::tenants
