#pragma once

// How many people and keys a tenant may have by its plan, which suites/platform/usage sets.

#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

// What a plan limits: people and keys here, the rest where it is metered.
enum class Limit : std::uint8_t { users, api_keys, calls, storage_bytes };
SANGAM_ENUM(Limit, users, api_keys, calls, storage_bytes)

// What there is, and how many there may be: nothing, any number.
struct PeopleAndKeys {
  std::string plan;  // empty: none was set
  std::int64_t users = 0;
  std::optional<std::int64_t> users_most;
  std::int64_t api_keys = 0;
  std::optional<std::int64_t> api_keys_most;
};
SANGAM_DESCRIBE(PeopleAndKeys, (plan, ""), (users, ""), (users_most, ""), (api_keys, ""),
                (api_keys_most, ""))

// `work` is of the role auth. Throws Error{not_found} without such a tenant.
Task<PeopleAndKeys> count_people_and_keys(store::UnitOfWork& work, std::int32_t tenant,
                                          Timestamp now);

// Of a tenant beside the platform's own. Throws Error{not_found}.
Task<std::int32_t> find_tenant_number(store::UnitOfWork& work, TenantId id);

// Before adding one more user or key. Throws Error{quota_exceeded}, whose field names the limit,
// how many are used and how many are allowed. `work` is of the role auth, reads and writes, and is
// the one that adds: until it ends nobody else adds.
Task<void> require_room_for(store::UnitOfWork& work, std::int32_t tenant, Limit limit,
                            Timestamp now);

}  // namespace sangam::suites::platform
