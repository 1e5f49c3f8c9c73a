#pragma once

// Signing in and out, and the sessions that one has.

#include "kernel/api/call.h"
#include "suites/platform/identity/factors/passkeys.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/open_session.h"
#include "suites/platform/identity/password.h"
#include "suites/platform/identity/password_rule.h"
#include "suites/platform/identity/public_address.h"
#include "suites/platform/identity/second_factor_check.h"
#include "suites/platform/identity/tenant_directory.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

struct SignIn {
  Email email;
  Secret password;
  std::optional<Slug> tenant;
  std::optional<FactorCode> code;
};
SANGAM_DESCRIBE(SignIn, (email, "Your address"), (password, "Your password"),
                (tenant, "Needed when your address is known to several tenants"),
                (code, "Of your authenticator app, or a recovery code: after second_factor_needed"))

// What to ask navigator.credentials.get() for.
struct PasskeyRequest {
  std::string challenge;
  std::string site_id;
  std::int64_t seconds = 0;
};
SANGAM_DESCRIBE(PasskeyRequest, (challenge, "base64url"), (site_id, "rpId"),
                (seconds, "How long the challenge is good"))

struct SignInByPasskey {
  factors::PasskeyReply passkey;
  std::optional<Slug> tenant;
};
SANGAM_DESCRIBE(SignInByPasskey, (passkey, "What the browser replied"),
                (tenant, "Where; the one you were in last unless you say"))

struct SessionUser {
  UserId id;
  std::string name;
  std::optional<std::string> email;
};
SANGAM_DESCRIBE(SessionUser, (id, "The user"), (name, "Shown to people"),
                (email, "Their address; an API key has none"))

struct SupportFacts {
  std::string name;
  Timestamp until;
  bool emergency = false;
};
SANGAM_DESCRIBE(SupportFacts, (name, "The operator who acts in the user's place"),
                (until, "When that ends at the latest"),
                (emergency, "Whether it is an emergency, in which they may only look"))

struct Session {
  SessionUser user;
  Tenant tenant;
  std::string role;
  std::vector<std::string> permissions;
  std::optional<Timestamp> expires_at;
  std::optional<SessionId> id;
  std::vector<std::string> methods;
  std::optional<Timestamp> proven_at;
  bool must_enrol = false;
  std::optional<std::string> role_name;
  std::optional<SupportFacts> support;
};
SANGAM_DESCRIBE(Session, (user, "Who is signed in"), (tenant, "Where"), (role, "As what"),
                (permissions, "What the role may do"),
                (expires_at, "When a new sign-in is needed; absent for an API key"),
                (id, "The session; absent for an API key"),
                (methods, "How they signed in: values of amr (RFC 8176)"),
                (proven_at, "When they last proved who they are; absent for an API key"),
                (must_enrol, "Whether a second factor must be set up before anything else"),
                (role_name, "Of a role of the tenant's own, for people"),
                (support, "Set while support acts in the user's place"))

struct OwnSession {
  SessionId id;
  std::string tenant;
  bool current = false;
  std::string device;
  std::string address;
  std::vector<std::string> methods;
  Timestamp created_at;
  Timestamp seen_at;
  Timestamp expires_at;
};
SANGAM_DESCRIBE(OwnSession, (id, "The session"), (tenant, "Name of the tenant it acts for"),
                (current, "Whether it is the one that asks"),
                (device, "What the browser says it is"), (address, "Where it signed in from"),
                (methods, "How: values of amr (RFC 8176)"), (created_at, "When it began"),
                (seen_at, "When it was used last, to within a minute"),
                (expires_at, "When it ends at the latest"))

struct OwnSessions {
  std::vector<OwnSession> items;
};
SANGAM_DESCRIBE(OwnSessions, (items, "Used last first"))

struct EndSession {
  SessionId id;
};
SANGAM_DESCRIBE(EndSession, (id, "The session"))

struct EndedSessions {
  std::int64_t ended = 0;
};
SANGAM_DESCRIBE(EndedSessions, (ended, "How many sessions were ended"))

struct ProveSession {
  std::optional<Secret> password;
  std::optional<FactorCode> code;
  std::optional<factors::PasskeyReply> passkey;
};
SANGAM_DESCRIBE(ProveSession, (password, "Your password"),
                (code, "With the password, if you have a second factor"),
                (passkey, "Instead of both"))

struct Membership {
  TenantId id;
  std::string slug;
  std::string name;
  bool sandbox = false;
  std::string role;
  std::optional<std::string> role_name;
  bool current = false;
};
SANGAM_DESCRIBE(Membership, (id, "The tenant"), (slug, "Its name in addresses"),
                (name, "Shown to people"), (sandbox, "Whether it is for trying out"),
                (role, "As what you are there"),
                (role_name, "Of a role of that tenant's own, for people"),
                (current, "Whether this session acts for it"))

struct Memberships {
  std::vector<Membership> items;
};
SANGAM_DESCRIBE(Memberships, (items, "By name"))

struct SwitchTenant {
  Slug tenant;
};
SANGAM_DESCRIBE(SwitchTenant, (tenant, "For which tenant the session is to act"))

// What sessions work with; all outlives them.
struct SessionParts {
  Passwords passwords;
  TenantDirectory& tenants;
  IdentityCache& cache;
  const RolePermissions& roles;
  SecondFactorCheck& second_factor;
  const HeldPasswordRule& password_rule;
  factors::Passkeys& passkeys;
  factors::Challenges& challenges;
  const PublicAddress& address;
};

class Sessions {
 public:
  explicit Sessions(SessionParts parts) : parts_(parts) {}

  // Before the first request; it outlives this.

  // Sets the session cookie. One refusal for an unknown address and a wrong password alike; that a
  // second factor is needed is told to whoever has the password.
  Task<Session> sign_in(api::Call& call, SignIn request);
  Task<PasskeyRequest> ask_passkey(api::Call& call, Nothing);
  // Without address or password: a passkey is two factors.
  Task<Session> sign_in_by_passkey(api::Call& call, SignInByPasskey request);
  // Of a session also the address and the end, which is one look-up; of an API key what it may do.
  Task<Session> get(api::Call& call, Nothing);
  Task<Nothing> sign_out(api::Call& call, Nothing);

  // The caller's sessions, in all tenants where the same account signed in.
  Task<OwnSessions> list(api::Call& call, Nothing);
  Task<Nothing> end(api::Call& call, EndSession request);
  Task<EndedSessions> end_others(api::Call& call, Nothing);
  // The tenants of the caller's account that are open to it.
  Task<Memberships> memberships(api::Call& call, Nothing);
  // The session acts for another of them from now on, under that tenant's limits and policy. Gives
  // it a new token.
  Task<Session> switch_tenant(api::Call& call, SwitchTenant request);
  // For operations that ask for a fresh proof (RFC 9470). Gives the session a new token.
  Task<PasskeyRequest> ask_proof(api::Call& call, Nothing);
  Task<Session> prove(api::Call& call, ProveSession request);

 private:
  struct Proof;

  Task<Session> describe(api::Call& call);
  Task<PasskeyRequest> ask(api::Call& call, factors::Purpose purpose, Uuid subject);
  Task<Proof> prove_by_password(api::Call& call, Secret password, std::optional<FactorCode> code);
  Task<Proof> prove_by_passkey(api::Call& call, factors::PasskeyReply reply);
  // Throws Error{forbidden} for whom their organisation wants to sign in with its provider.

  SessionParts parts_;
};

}  // namespace sangam::suites::platform
