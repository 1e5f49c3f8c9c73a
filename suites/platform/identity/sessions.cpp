#include "suites/platform/identity/sessions.h"

#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/session_cookie.h"
#include "suites/platform/identity/session_of.h"
#include "suites/platform/identity/session_statements.h"

namespace sangam::suites::platform {

namespace {

struct SignedInRow {
  std::string email;
  Timestamp expires_at;
  std::optional<std::string> role_name;
};
SANGAM_DESCRIBE(SignedInRow, (email, ""), (expires_at, ""), (role_name, ""))

struct SessionRow {
  Uuid id;
  std::string tenant;
  Timestamp created_at;
  Timestamp seen_at;
  Timestamp expires_at;
  std::string methods;
  std::string device;
  std::string address;
};
SANGAM_DESCRIBE(SessionRow, (id, ""), (tenant, ""), (created_at, ""), (seen_at, ""),
                (expires_at, ""), (methods, ""), (device, ""), (address, ""))

}  // namespace

Task<Session> Sessions::describe(api::Call& call) {
  const auto& principal = call.principal();
  const auto& tenant = call.tenant();
  Session session;
  session.user = {UserId{principal.id}, principal.name, std::nullopt};
  session.tenant = {tenant.id,      tenant.slug,  tenant.name,
                    tenant.sandbox, std::nullopt, call.identity().tenant_status};
  session.role = principal.role;
  session.permissions = principal.permissions;
  if (const auto& support = call.identity().impersonation)
    session.support = {support->name, support->until, support->emergency};
  const auto& facts = call.identity().session;
  if (!facts) co_return session;
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_only);
  if (const auto row = co_await work.row<SignedInRow>(kDescribeSession, facts->id)) {
    session.user.email = row->email;
    session.expires_at = row->expires_at;
    session.role_name = row->role_name;
  }
  session.id = SessionId{facts->id};
  session.methods = facts->methods;
  session.proven_at = facts->proven_at;
  session.must_enrol = facts->must_enrol;
  co_return session;
}

Task<Session> Sessions::get(api::Call& call, Nothing) { return describe(call); }

Task<Nothing> Sessions::sign_out(api::Call& call, Nothing) {
  const auto& session = session_of(call);
  call.set_target(SessionId{session.id}.str());
  call.later(kEndSession, session.id);
  revoke(call, parts_.cache, EndedSessionRow{session.id, call.tenant().number}.revocation());
  call.reply().set_cookies = {set_cookie(Cookie::session, "", 0, call.secure())};
  co_return Nothing{};
}

Task<OwnSessions> Sessions::list(api::Call& call, Nothing) {
  const auto& current = session_of(call);
  const auto rows =
      co_await call.rows<SessionRow>(kListSessions, call.tenant().number, call.principal().id,
                                     current.account, call.system_time());
  OwnSessions sessions;
  for (const auto& row : rows)
    sessions.items.push_back({.id = {row.id},
                              .tenant = row.tenant,
                              .current = row.id == current.id,
                              .device = row.device,
                              .address = row.address,
                              .methods = split_words(row.methods),
                              .created_at = row.created_at,
                              .seen_at = row.seen_at,
                              .expires_at = row.expires_at});
  co_return sessions;
}

Task<Nothing> Sessions::end(api::Call& call, EndSession request) {
  const auto& current = session_of(call);
  call.set_target(request.id.str());
  const auto row = co_await call.row<EndedSessionRow>(
      kEndOwnSession, call.tenant().number, call.principal().id, current.account, request.id);
  if (!row) throw Error{Code::not_found, "There is no such session."};
  revoke(call, parts_.cache, row->revocation());
  co_return Nothing{};
}

Task<EndedSessions> Sessions::end_others(api::Call& call, Nothing) {
  const auto& current = session_of(call);
  const auto rows = co_await call.rows<EndedSessionRow>(
      kEndOtherSessions, call.tenant().number, call.principal().id, current.account, current.id);
  for (const auto& row : rows)
    revoke(call, parts_.cache, row.revocation());
  co_return EndedSessions{static_cast<std::int64_t>(rows.size())};
}

}  // namespace sangam::suites::platform
