#include "suites/platform/uploads/uploader.h"

#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/subjects.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform::uploads {

namespace {

constexpr std::chrono::seconds kPatience{10};

Error gone(std::string_view what) {
  return {Code::forbidden, std::string(what) + " that uploaded this may not act any more."};
}

}  // namespace

bool is_lasting(const api::Identity& identity) noexcept {
  if (identity.principal.kind == api::PrincipalKind::api_key) return true;
  return identity.principal.kind == api::PrincipalKind::user && identity.session &&
         !identity.impersonation;
}

Task<api::IdentityPointer> identity_of(store::Pool& auth, std::shared_ptr<api::Tenant> tenant,
                                       UploadRow upload, const RolePermissions& roles,
                                       Timestamp machine_now) {
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = tenant;
  auto& principal = identity->principal;
  principal.id = upload.actor_id;
  principal.id_text = upload.actor;
  store::UnitOfWork work(auth, store::kNoTenant, runtime::Deadline::in(kPatience),
                         store::Mode::read_only);
  if (upload.actor_kind == name(api::PrincipalKind::user)) {
    const auto user = co_await find_subject(work, tenant->number, {upload.actor_id});
    if (!user) throw gone("The user");
    principal.kind = api::PrincipalKind::user;
    principal.name = user->name;
    principal.role = user->role;
    principal.permissions = co_await permissions_of_role(work, roles, tenant->number, user->role);
    co_return identity;
  }
  const auto key = co_await find_key_subject(work, tenant->number, {upload.actor_id}, machine_now);
  if (!key) throw gone("The API key");
  principal.kind = api::PrincipalKind::api_key;
  principal.name = key->name;
  principal.role = "api_key";
  principal.permissions = split_words(key->scopes);
  co_return identity;
}

}  // namespace sangam::suites::platform::uploads
