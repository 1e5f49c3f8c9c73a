#include "suites/platform/identity/subjects.h"

#include <algorithm>

#include "base/scalars.h"
#include "suites/platform/identity/statements.h"

namespace sangam::suites::platform {

namespace {

struct OthersRow {
  bool found = false;
};
SANGAM_DESCRIBE(OthersRow, (found, ""))

struct ActiveRow {
  bool active = false;
};
SANGAM_DESCRIBE(ActiveRow, (active, ""))

}  // namespace

Task<std::optional<Subject>> find_subject(store::UnitOfWork& work, std::int32_t tenant, UserId id) {
  co_return co_await work.row<Subject>(kFindSubject, tenant, id);
}

Task<std::optional<KeySubject>> find_key_subject(store::UnitOfWork& work, std::int32_t tenant,
                                                 ApiKeyId id, Timestamp now) {
  co_return co_await work.row<KeySubject>(kFindKeySubject, tenant, id, now);
}

Task<bool> others_may(store::UnitOfWork& work, std::int32_t tenant, UserId person,
                      const RolePermissions& roles, std::vector<std::string> permissions) {
  std::vector<std::string> built_in;
  for (const auto role : Role_names)
    if (std::ranges::all_of(permissions, [&](const auto& permission) {
          return std::ranges::binary_search(roles.of(role), permission);
        }))
      built_in.emplace_back(role);
  const auto row =
      co_await work.row<OthersRow>(kFindOthersWho, tenant, person, built_in, permissions);
  co_return row->found;
}

Task<bool> is_active_tenant(store::UnitOfWork& work, std::int32_t tenant) {
  const auto row = co_await work.row<ActiveRow>(kIsActiveTenant, tenant);
  co_return row && row->active;
}

}  // namespace sangam::suites::platform
