#include "suites/platform/usage/plans.h"

#include "suites/platform/usage/days.h"
#include "suites/platform/usage/statements.h"

namespace sangam::suites::platform::usage {

namespace {

struct MeteredRow {
  std::int64_t calls = 0;
  std::int64_t storage_bytes = 0;
};
SANGAM_DESCRIBE(MeteredRow, (calls, ""), (storage_bytes, ""))

// What a plan says; the audit of a change holds the members that differ.
struct PlanLimits {
  std::string name;
  std::optional<std::int64_t> users_most;
  std::optional<std::int64_t> api_keys_most;
  std::optional<std::int64_t> calls_most;
  std::optional<std::int64_t> storage_bytes_most;
};
SANGAM_DESCRIBE(PlanLimits, (name, ""), (users_most, ""), (api_keys_most, ""), (calls_most, ""),
                (storage_bytes_most, ""))

Task<PlanLimits> read_limits(store::UnitOfWork& work, std::int32_t tenant) {
  co_return (co_await work.row<PlanLimits>(kReadLimits, tenant)).value_or(PlanLimits{});
}

// Row-level security shows figures to their own tenant only, which is not always the caller's.
Task<MeteredRow> read_metered(api::Call& call, std::int32_t tenant) {
  const auto today = day_of(call.system_time());
  store::UnitOfWork work(*call.pools().auth, tenant, call.deadline(), store::Mode::read_only);
  work.record_in(call.trace());
  co_return *co_await work.row<MeteredRow>(kReadMetered, month_of(today).days, today.days);
}

Task<Usage> read_usage(api::Call& call, std::int32_t tenant, MeteredRow metered) {
  const auto counted = co_await count_people_and_keys(call.work(), tenant, call.system_time());
  const auto limits = co_await read_limits(call.work(), tenant);
  co_return Usage{
      .plan = counted.plan,
      .limits = {{Limit::users, counted.users, limits.users_most},
                 {Limit::api_keys, counted.api_keys, limits.api_keys_most},
                 {Limit::calls, metered.calls, limits.calls_most},
                 {Limit::storage_bytes, metered.storage_bytes, limits.storage_bytes_most}}};
}

}  // namespace

Task<Usage> Plans::usage(api::Call& call, Nothing) {
  const auto tenant = call.tenant().number;
  co_return co_await read_usage(call, tenant, co_await read_metered(call, tenant));
}

Task<Usage> Plans::usage_of(api::Call& call, OneTenantUsage request) {
  const auto tenant = co_await find_tenant_number(call.work(), request.id);
  co_return co_await read_usage(call, tenant, co_await read_metered(call, tenant));
}

Task<Usage> Plans::set(api::Call& call, SetPlan request) {
  // Before the command's own transaction, so that it never waits for a second session.
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto tenant = co_await find_tenant_number(lookup, request.id);
  const auto metered = co_await read_metered(call, tenant);
  call.set_target(request.id.str());
  call.because(request.reason);
  const auto before = co_await read_limits(call.work(), tenant);
  co_await call.run(kSetPlan, tenant, request.name, request.users, request.api_keys, request.calls,
                    request.storage_bytes, call.system_time());
  const auto after = co_await read_limits(call.work(), tenant);
  call.changed(before, after);
  co_return co_await read_usage(call, tenant, metered);
}

}  // namespace sangam::suites::platform::usage
