#include "suites/platform/identity/sessions.h"

#include "kernel/store/bytes.h"
#include "kernel/store/kernel_statements.h"
#include "suites/platform/identity/authenticator.h"
#include "suites/platform/identity/statements.h"

namespace sangam::suites::platform {

namespace {

struct CredentialRow {
  std::int32_t tenant_id = 0;
  Uuid id;
  std::string email;
  std::string name;
  std::string role;
  Timestamp created_at;
  std::string password_hash;
  std::string slug;
};
SANGAM_DESCRIBE(CredentialRow, (tenant_id, ""), (id, ""), (email, ""), (name, ""), (role, ""),
                (created_at, ""), (password_hash, ""), (slug, ""))

struct SignedInRow {
  std::string email;
  Timestamp expires_at;
};
SANGAM_DESCRIBE(SignedInRow, (email, ""), (expires_at, ""))

Error refused() { return {Code::unauthenticated, "The e-mail address or the password is wrong."}; }

Tenant to_tenant(const api::Tenant& tenant) {
  return {tenant.id, tenant.slug, tenant.name, tenant.sandbox, std::nullopt};
}

std::string cookie(std::string_view token, std::int64_t seconds) {
  return std::string(kSessionCookie) + "=" + std::string(token) +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds);
}

store::Bytes to_bytes(const TokenHash& hash) { return {std::string(hash.begin(), hash.end())}; }

}  // namespace

Task<Session> Sessions::sign_in(api::Call& call, SignIn request) {
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto candidates = co_await lookup.rows<CredentialRow>(
      kUsersByEmail, request.email, request.tenant ? request.tenant->str() : std::string());
  // At least one check, so that an unknown address costs what a known one does.
  const CredentialRow* user = nullptr;
  bool several = false;
  for (std::size_t i = 0; i < std::max<std::size_t>(candidates.size(), 1); ++i) {
    const auto hash = i < candidates.size() ? candidates[i].password_hash : std::string();
    if (!co_await passwords_.verify(call.loop(), hash, request.password.reveal())) continue;
    several = several || user != nullptr;
    user = &candidates[i];
  }
  if (!user) throw refused();
  if (several)
    throw Error{Code::conflict,
                "Your address is known to several tenants: name one.",
                {{"/tenant", "required", "is needed to tell which tenant"}}};
  const auto tenant = co_await tenants_.find(lookup, user->tenant_id);
  const auto token = make_session_token();
  const Timestamp expires{call.system_time().nanoseconds + kSessionNanoseconds};
  store::UnitOfWork work(*call.pools().auth, tenant->number, call.deadline(),
                         store::Mode::read_write);
  work.spend_reserve();  // who looks at a server with a full disk signs in first
  work.later(kInsertSession, to_bytes(hash_token(token)), user->tenant_id, user->id,
             call.system_time(), expires);
  work.later(store::kAudit, call.new_id(), call.now(), UserId{user->id}.str(), "user",
             "session.sign_in", call.request_id(), "", "done", std::optional<std::string>());
  co_await work.commit();
  call.reply().set_cookie = cookie(token, kSessionNanoseconds / kNanosecondsPerSecond);
  co_return Session{{UserId{user->id}, user->name, user->email},
                    to_tenant(*tenant),
                    user->role,
                    roles_.of(user->role),
                    expires};
}

Task<Session> Sessions::get(api::Call& call, Nothing) {
  const auto& principal = call.principal();
  Session session{{UserId{principal.id}, principal.name, std::nullopt},
                  to_tenant(call.tenant()),
                  principal.role,
                  principal.permissions,
                  std::nullopt};
  if (!call.identity().by_cookie) co_return session;
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_only);
  const auto row =
      co_await work.row<SignedInRow>(kDescribeSession, to_bytes(call.identity().session));
  if (row) {
    session.user.email = row->email;
    session.expires_at = row->expires_at;
  }
  co_return session;
}

Task<Nothing> Sessions::sign_out(api::Call& call, Nothing) {
  const auto& identity = call.identity();
  if (!identity.by_cookie) throw Error{Code::conflict, "An API key has no session to end."};
  call.later(kDeleteSession, to_bytes(identity.session));
  call.after_commit([&cache = cache_] { cache.clear(); });
  call.reply().set_cookie = cookie("", 0);
  co_return Nothing{};
}

}  // namespace sangam::suites::platform
