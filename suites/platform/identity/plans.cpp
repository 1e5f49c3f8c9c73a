#include "suites/platform/identity/plans.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "base/error.h"
#include "suites/platform/identity/plan_statements.h"

namespace sangam::suites::platform {

namespace {

struct NumberRow {
  std::int32_t number = 0;
};
SANGAM_DESCRIBE(NumberRow, (number, ""))

Error no_such_tenant() { return {Code::not_found, "There is no such tenant."}; }

}  // namespace

Task<PeopleAndKeys> count_people_and_keys(store::UnitOfWork& work, std::int32_t tenant,
                                          Timestamp now) {
  auto row = co_await work.row<PeopleAndKeys>(kReadUsage, tenant, now);
  if (!row) throw no_such_tenant();
  co_return *std::move(row);
}

Task<std::int32_t> find_tenant_number(store::UnitOfWork& work, TenantId id) {
  const auto row = co_await work.row<NumberRow>(kFindTenantNumber, id);
  if (!row) throw no_such_tenant();
  co_return row->number;
}

Task<void> require_room_for(store::UnitOfWork& work, std::int32_t tenant, Limit limit,
                            Timestamp now) {
  SANGAM_ASSERT(limit == Limit::users || limit == Limit::api_keys);
  const bool of_users = limit == Limit::users;
  co_await work.run(kLockPlan, tenant);
  const auto counted = co_await count_people_and_keys(work, tenant, now);
  const auto used = of_users ? counted.users : counted.api_keys;
  const auto allowed = of_users ? counted.users_most : counted.api_keys_most;
  if (!allowed || used < *allowed) co_return;
  const auto what = fmt::format("{} of {} are used", used, *allowed);
  throw Error{
      Code::quota_exceeded,
      fmt::format("Your plan allows {} {}: {}.", *allowed, of_users ? "users" : "API keys", what),
      {{"", std::string(name(limit)), what}}};
}

}  // namespace sangam::suites::platform
