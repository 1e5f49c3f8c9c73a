#include <fmt/format.h>

#include "base/error.h"
#include "kernel/api/entity_tag.h"
#include "suites/platform/identity/plans.h"
#include "suites/platform/limits/announce.h"
#include "suites/platform/limits/book_reader.h"
#include "suites/platform/limits/operations.h"
#include "suites/platform/limits/rows.h"

namespace sangam::suites::platform::limits {

namespace {

Error no_such_plan() { return {Code::not_found, "There is no plan of this name."}; }

void require_sound(const std::optional<RateSetting>& setting, std::string_view member) {
  if (setting && !setting->rate().is_sound())
    throw invalid_field(fmt::format("/limits/{}/quota", member), "out_of_range",
                        "At most a million requests a second.");
}

void require_sound(const LimitSettings& settings) {
  require_sound(settings.tenant, "tenant");
  require_sound(settings.read, "read");
  require_sound(settings.write, "write");
  require_sound(settings.bulk, "bulk");
  require_sound(settings.user, "user");
  require_sound(settings.key, "key");
  require_sound(settings.address, "address");
}

LimitPlan plan_of(const PlanRow& row) { return {row.name, read_settings(row.settings)}; }

TenantLimits limits_of(const std::optional<TenantRow>& row) {
  if (!row) return {};
  return {row->plan, read_settings(row->settings)};
}

}  // namespace

Task<LimitPlans> PlanLimitOperations::list(api::Call& call, Nothing) {
  LimitPlans plans;
  for (const auto& row : co_await call.rows<PlanRow>(kReadPlans))
    plans.items.push_back(plan_of(row));
  co_return plans;
}

Task<LimitPlan> PlanLimitOperations::get(api::Call& call, OneLimitPlan request) {
  for (const auto& row : co_await call.rows<PlanRow>(kReadPlans))
    if (row.name == request.name.str()) co_return plan_of(row);
  throw no_such_plan();
}

Task<LimitPlan> PlanLimitOperations::set(api::Call& call, SetLimitPlan request) {
  require_sound(request.limits);
  call.set_target(request.name.str());
  call.because(request.reason);
  LimitPlan after{request.name.str(), request.limits};
  LimitPlan before{request.name.str(), {}};
  if (const auto row = co_await call.row<PlanRow>(kLockPlan, request.name)) {
    before = plan_of(*row);
    api::require_match(call, before);
  }
  call.changed(before, after);
  call.later(kSetPlan, request.name, write_settings(request.limits), call.system_time());
  announce(call, place_);
  co_return after;
}

Task<Nothing> PlanLimitOperations::remove(api::Call& call, OneLimitPlan request) {
  call.set_target(request.name.str());
  const auto row = co_await call.row<PlanRow>(kLockPlan, request.name);
  if (!row) throw no_such_plan();
  api::require_match(call, plan_of(*row));
  const auto gone = co_await call.run(kRemovePlan, request.name);
  if (gone.affected() == 0)
    throw Error{Code::conflict, "Tenants have this plan: give them another one first."};
  announce(call, place_);
  co_return Nothing{};
}

Task<TenantLimits> PlanLimitOperations::of_tenant(api::Call& call, OneTenantLimits request) {
  const auto tenant = co_await find_tenant_number(call.work(), request.id);
  co_return limits_of(co_await call.row<TenantRow>(kReadTenant, tenant));
}

Task<TenantLimits> PlanLimitOperations::set_of_tenant(api::Call& call, SetTenantLimits request) {
  const auto settings = request.limits.value_or(LimitSettings{});
  require_sound(settings);
  if (settings.address)
    throw invalid_field("/limits/address", "not_of_tenants",
                        "Who is not signed in has no tenant: the plan default limits them.");
  call.set_target(request.id.str());
  call.because(request.reason);
  const auto tenant = co_await find_tenant_number(call.work(), request.id);
  if (request.plan && !co_await call.row<PlanRow>(kLockPlan, *request.plan))
    throw invalid_field("/plan", "unknown", "There is no plan of this name.");
  const auto row = co_await call.row<TenantRow>(kLockTenant, tenant);
  const auto before = limits_of(row);
  api::require_match(call, before);
  TenantLimits after{std::nullopt, settings};
  if (request.plan) after.plan = request.plan->str();
  call.changed(before, after);
  call.later(kSetTenant, tenant, after.plan, write_settings(settings), call.system_time());
  announce(call, place_);
  co_return after;
}

}  // namespace sangam::suites::platform::limits
