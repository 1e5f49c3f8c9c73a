#include "suites/platform/approvals/maker.h"

#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/subjects.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform::approvals {

namespace {

constexpr std::string_view kUser = "user";
constexpr std::string_view kApiKey = "api_key";

store::UnitOfWork look_up(const api::Call& call) {
  return {*call.pools().auth, store::kNoTenant, call.deadline(), store::Mode::read_only};
}

Error gone(std::string_view what) {
  return {Code::forbidden, std::string(what) + " who asked may not act any more."};
}

}  // namespace

std::string Maker::text() const { return kind == kApiKey ? ApiKeyId{id}.str() : UserId{id}.str(); }

bool is_person(const api::Call& call) {
  const auto& identity = call.identity();
  return identity.principal.kind == api::PrincipalKind::user && identity.session &&
         !identity.impersonation;
}

Task<Maker> maker_of(api::Call& call) {
  const auto& principal = call.principal();
  if (is_person(call))
    co_return Maker{std::string(kUser), principal.id, principal.id, principal.name};
  if (principal.kind != api::PrincipalKind::api_key)
    throw Error{Code::forbidden,
                "This waits for approval: people, signed in themselves, and API keys ask for it."};
  auto work = look_up(call);
  const auto key =
      co_await find_key_subject(work, call.tenant().number, {principal.id}, call.system_time());
  if (!key) throw gone("The key");
  co_return Maker{std::string(kApiKey), principal.id, key->created_by, principal.name};
}

Task<api::IdentityPointer> identity_of(api::Call& call, ApprovalRow row,
                                       const RolePermissions& roles) {
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = call.shared_tenant();
  auto& principal = identity->principal;
  principal.id = row.maker;
  auto work = look_up(call);
  if (row.maker_kind == kUser) {
    const auto user = co_await find_subject(work, call.tenant().number, {row.maker});
    if (!user) throw gone("The user");
    principal.kind = api::PrincipalKind::user;
    principal.id_text = user->id.str();
    principal.name = user->name;
    principal.role = user->role;
    principal.permissions =
        co_await permissions_of_role(work, roles, call.tenant().number, user->role);
    co_return identity;
  }
  const auto key =
      co_await find_key_subject(work, call.tenant().number, {row.maker}, call.system_time());
  if (!key) throw gone("The key");
  principal.kind = api::PrincipalKind::api_key;
  principal.id_text = key->id.str();
  principal.name = key->name;
  principal.role = kApiKey;
  principal.permissions = split_words(key->scopes);
  co_return identity;
}

}  // namespace sangam::suites::platform::approvals
