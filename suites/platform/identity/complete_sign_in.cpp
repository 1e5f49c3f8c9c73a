#include "suites/platform/identity/complete_sign_in.h"

#include "kernel/api/operation.h"
#include "kernel/store/kernel_statements.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/session_cookie.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/token_bytes.h"

namespace sangam::suites::platform {

namespace {

// As long as browsers keep a cookie (RFC 6265bis §5.5).
constexpr std::int64_t kDeviceSeconds = 400 * 24 * 3'600;

constexpr std::int64_t kDevicesKnown = 50;  // an account

// The browser's own token if it has one, so that it stays known for every account.
std::string device_of(const api::Call& call) {
  const auto sent = cookie_value(call.cookies(), Cookie::device, call.secure());
  return is_session_token(sent) ? std::string(sent) : make_session_token();
}

}  // namespace

void audit_sign_in(api::Call& call, store::UnitOfWork& work, const Uuid& user, const Uuid& session,
                   const std::optional<std::string>& detail) {
  work.later(store::kAudit, call.new_id(), call.now(), UserId{user}.str(), "user",
             call.operation().name, call.request_id(), SessionId{session}.str(), "done", detail);
}

Task<Session> complete_sign_in(api::Call& call, store::UnitOfWork& work,
                               const RolePermissions& roles, SignInParts parts) {
  const auto now = call.system_time();
  const auto& user = parts.user;
  const auto& tenant = *parts.tenant;
  const auto permissions = co_await permissions_of_role(work, roles, tenant.number, user.role);
  const auto role_name = co_await own_role_name(work, tenant.number, user.role);
  const auto opened = open_session(work, {.account = user.account,
                                          .tenant = tenant.number,
                                          .user = user.user,
                                          .methods = user.methods,
                                          .device = std::string(call.user_agent()),
                                          .address = std::string(call.remote_address()),
                                          .policy = parts.policy,
                                          .now = now});
  const auto device = device_of(call);
  if (user.account) {
    work.later(kKnowDevice, *user.account, hash_bytes(device), now);
    work.later(kForgetOldDevices, *user.account, kDevicesKnown);
  }
  audit_sign_in(call, work, user.user, opened.id.value, parts.detail);
  co_await work.commit();
  call.reply().set_cookies = {session_cookie(opened.token, opened.expires_at, now, call.secure()),
                              set_cookie(Cookie::device, device, kDeviceSeconds, call.secure())};
  co_return Session{
      .user = {UserId{user.user}, user.name, user.email},
      .tenant = {tenant.id, tenant.slug, tenant.name, tenant.sandbox, std::nullopt, std::nullopt},
      .role = user.role,
      .permissions = permissions,
      .expires_at = opened.expires_at,
      .id = opened.id,
      .methods = user.methods,
      .proven_at = now,
      .must_enrol = lacks_factor(parts.policy.second_factor, user.methods),
      .role_name = role_name};
}

}  // namespace sangam::suites::platform
