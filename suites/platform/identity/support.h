#pragma once

// Support: an operator of the platform acts as somebody of a tenant, when an owner consented, for
// as long as they said, and with a reason; or looks, in an emergency, where the tenant allowed that
// beforehand. The audit of the tenant names both.

#include "kernel/api/call.h"
#include "kernel/mail/template.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/open_session.h"

namespace sangam::suites::platform {

struct SupportConsentResource {
  static constexpr std::string_view kIdPrefix = "sup";
};
using SupportConsentId = Id<SupportConsentResource>;

struct SupportConsent {
  SupportConsentId id;
  UserId user_id;
  std::string user_name;
  std::string reason;
  UserId granted_by;
  Timestamp created_at;
  Timestamp until_at;
  bool emergency = false;
};
SANGAM_DESCRIBE(SupportConsent, (id, "The consent"), (user_id, "As whom support may act"),
                (user_name, "For people"), (reason, "What for"), (granted_by, "Who consented"),
                (created_at, "When"), (until_at, "Until when, unless it is withdrawn"),
                (emergency, "Whether an operator began it in an emergency: they may only look"))

struct SupportConsents {
  std::vector<SupportConsent> items;
};
SANGAM_DESCRIBE(SupportConsents, (items, "Those that are good now, oldest first"))

struct GrantSupport {
  Bounded<1, 72> hours;
  api::Reason reason;
  std::optional<UserId> user;
};
SANGAM_DESCRIBE(GrantSupport, (hours, "For how long"), (reason, "What for"),
                (user, "As whom support may act; yourself unless given"))

struct OneSupportConsent {
  SupportConsentId id;
};
SANGAM_DESCRIBE(OneSupportConsent, (id, "The consent"))

struct OpenConsent {
  SupportConsentId id;
  TenantId tenant;
  std::string tenant_name;
  std::string user_name;
  std::string role;
  std::string reason;
  Timestamp until_at;
};
SANGAM_DESCRIBE(OpenConsent, (id, "The consent"), (tenant, "Whose"), (tenant_name, "For people"),
                (user_name, "As whom one acts"), (role, "What they may do"), (reason, "What for"),
                (until_at, "Until when"))

struct OpenConsents {
  std::vector<OpenConsent> items;
};
SANGAM_DESCRIBE(OpenConsents, (items, "Those that end first come first"))

struct BeginSupport {
  SupportConsentId consent;
  api::Reason reason;
};
SANGAM_DESCRIBE(BeginSupport, (consent, "By which one acts"),
                (reason, "Why; the tenant reads it in its audit"))

struct BeginEmergency {
  TenantId tenant;
  api::Reason reason;
};
SANGAM_DESCRIBE(BeginEmergency, (tenant, "Where one looks"),
                (reason, "What the emergency is; every owner reads it at once"))

struct EmergencyMail {
  std::string tenant;
  std::string name;
  std::string reason;
};
SANGAM_DESCRIBE(EmergencyMail, (tenant, "Where"), (name, "The operator"), (reason, "Why"))

struct SupportSession {
  SessionId id;
  TenantId tenant;
  std::string tenant_name;
  std::string user_name;
  Timestamp until;
};
SANGAM_DESCRIBE(SupportSession, (id, "The session"), (tenant, "Where one acts"),
                (tenant_name, "For people"), (user_name, "As whom"),
                (until, "When it ends at the latest"))

class Support {
 public:
  explicit Support(IdentityCache& cache);

  Task<SupportConsents> list(api::Call& call, Nothing);
  // Only owners, signed in themselves.
  Task<SupportConsent> grant(api::Call& call, GrantSupport request);
  // Ends support's sessions by it at once.
  Task<Nothing> withdraw(api::Call& call, OneSupportConsent request);

  Task<OpenConsents> open(api::Call& call, Nothing);
  // Sets the session cookie: the operator acts in the tenant from then on, until they sign out, the
  // consent ends or is withdrawn, or eight hours are over. Nothing that wants a fresh proof, holds
  // a secret or changes who may do what is permitted meanwhile.
  Task<SupportSession> begin(api::Call& call, BeginSupport request);

  // Without a consent, for half an hour, where the tenant's policy allows it: one sees what an
  // owner sees and changes nothing. Owners are told by mail and may end it as they withdraw a
  // consent.
  Task<SupportSession> begin_emergency(api::Call& call, BeginEmergency request);

 private:
  struct Place;

  Task<SupportSession> enter(api::Call& call, store::UnitOfWork& work, Place place);

  IdentityCache& cache_;
  const mail::Template<EmergencyMail> emergency_mail_;
};

}  // namespace sangam::suites::platform
