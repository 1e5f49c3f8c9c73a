#include "suites/platform/openid/new_grant.h"

#include "suites/platform/identity/open_session.h"
#include "suites/platform/identity/types.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

const api::SessionFacts& require_session(const api::Call& call) {
  const auto& identity = call.identity();
  if (!identity.by_cookie || !identity.session || identity.session->must_enrol ||
      identity.impersonation)
    throw Error{Code::forbidden, "Only a person who signed in here decides this."};
  return *identity.session;
}

std::string session_name(const api::SessionFacts& session) { return SessionId{session.id}.str(); }

GrantId write_grant(api::Call& call, store::UnitOfWork& work, const NewGrant& grant) {
  const auto now = call.system_time();
  const GrantId id{call.new_id()};
  const UserId user{call.principal().id};
  const auto scopes = write_scopes(grant.scopes);
  const auto text = [](const std::string& value) {
    return value.empty() ? std::optional<std::string>() : std::optional(value);
  };
  std::optional<store::Bytes> code;
  std::optional<Timestamp> code_end;
  if (!grant.code.empty()) {
    code = hash_of(grant.code);
    code_end = after(now, kCodeLife);
  }
  const AuthorizationRequest none;
  const auto& asked = grant.request ? *grant.request : none;
  work.later(kSweepGrants, now);
  work.later(kInsertGrant, id, grant.client->id, user, scopes, session_name(grant.session),
             grant.session.proven_at, join_words(grant.session.methods), text(asked.nonce), code,
             code_end, text(asked.challenge), text(asked.redirect_uri), text(asked.key_thumbprint),
             now, after(now, kGrantLife));
  work.later(kKeepConsent, user, grant.client->id, scopes, now);
  return id;
}

}  // namespace sangam::suites::platform::openid
