#include <algorithm>

#include "suites/platform/identity/complete_sign_in.h"
#include "suites/platform/identity/policy.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/session_of.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/sessions.h"
#include "suites/platform/identity/token_bytes.h"

namespace sangam::suites::platform {

namespace {

struct MembershipRow {
  std::int32_t number = 0;
  TenantId id;
  std::string slug;
  std::string name;
  bool sandbox = false;
  std::string role;
  Uuid user_id;
  std::string user_name;
  std::string email;
  std::optional<std::string> role_name;
};
SANGAM_DESCRIBE(MembershipRow, (number, ""), (id, ""), (slug, ""), (name, ""), (sandbox, ""),
                (role, ""), (user_id, ""), (user_name, ""), (email, ""), (role_name, ""))

struct EndRow {
  Timestamp expires_at;
};
SANGAM_DESCRIBE(EndRow, (expires_at, ""))

Error no_member() {
  return invalid_field("/tenant", "unknown", "is no tenant that you may act for");
}

}  // namespace

Task<Memberships> Sessions::memberships(api::Call& call, Nothing) {
  const auto rows = co_await call.rows<MembershipRow>(kListMemberships, session_of(call).id);
  Memberships memberships;
  for (const auto& row : rows)
    memberships.items.push_back({.id = row.id,
                                 .slug = row.slug,
                                 .name = row.name,
                                 .sandbox = row.sandbox,
                                 .role = row.role,
                                 .role_name = row.role_name,
                                 .current = row.number == call.tenant().number});
  // Whom an identity provider vouches for is known to one tenant.
  if (memberships.items.empty())
    memberships.items.push_back({.id = call.tenant().id,
                                 .slug = call.tenant().slug,
                                 .name = call.tenant().name,
                                 .sandbox = call.tenant().sandbox,
                                 .role = call.principal().role,
                                 .current = true});
  co_return memberships;
}

// The token before is over at once: what was on its way was meant for the other tenant.
Task<Session> Sessions::switch_tenant(api::Call& call, SwitchTenant request) {
  const auto& session = session_of(call);
  const auto now = call.system_time();
  const auto from = call.tenant().number;
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto rows = co_await lookup.rows<MembershipRow>(kListMemberships, session.id);
  const auto found = std::ranges::find(rows, request.tenant.str(), &MembershipRow::slug);
  if (found == rows.end()) throw no_member();
  co_await parts_.password_rule.require(lookup, found->number, found->email, found->role);
  const auto tenant = co_await parts_.tenants.find(lookup, found->number);
  const auto policy = co_await read_policy(lookup, found->number);
  const auto permissions =
      co_await permissions_of_role(lookup, parts_.roles, found->number, found->role);
  const auto token = make_session_token();
  const auto revocation = EndedSessionRow{session.id, from}.revocation();
  store::UnitOfWork work(*call.pools().auth, found->number, call.deadline(),
                         store::Mode::read_write);
  const auto end = co_await work.row<EndRow>(
      kSwitchTenant, session.id, found->number, found->user_id,
      policy.session_idle_seconds * kNanosecondsPerSecond,
      policy.session_absolute_seconds * kNanosecondsPerSecond, hash_bytes(token), now, from);
  if (!end) throw Error{Code::conflict, "The session was switched by another request."};
  work.later(kMarkSeen, found->number, found->user_id, now);
  record_revocation(work, revocation, now);
  call.set_target(SessionId{session.id}.str());
  audit_sign_in(call, work, found->user_id, session.id);
  co_await work.commit();
  parts_.cache.evict(revocation);
  call.reply().set_cookies = {session_cookie(token, end->expires_at, now, call.secure())};
  co_return Session{.user = {UserId{found->user_id}, found->user_name, found->email},
                    .tenant = {tenant->id, tenant->slug, tenant->name, tenant->sandbox,
                               std::nullopt, std::nullopt},
                    .role = found->role,
                    .permissions = permissions,
                    .expires_at = end->expires_at,
                    .id = SessionId{session.id},
                    .methods = session.methods,
                    .proven_at = session.proven_at,
                    .must_enrol = lacks_factor(policy.second_factor, session.methods),
                    .role_name = found->role_name};
}

}  // namespace sangam::suites::platform
