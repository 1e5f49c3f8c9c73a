#include "suites/platform/identity/support.h"

#include <algorithm>

#include "kernel/api/operation.h"
#include "kernel/mail/mail.h"
#include "kernel/store/kernel_statements.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/roles.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/session_cookie.h"
#include "suites/platform/identity/session_of.h"
#include "suites/platform/identity/support_statements.h"
#include "suites/platform/identity/token_bytes.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

namespace {

constexpr std::int64_t kHour = 3'600 * kNanosecondsPerSecond;
constexpr std::int64_t kLongest = 8 * kHour;
constexpr std::int64_t kIdle = kHour / 2;
constexpr std::int64_t kEmergency = kHour / 2;

struct ConsentRow {
  Uuid id;
  Uuid user_id;
  std::string user_name;
  std::string reason;
  Uuid granted_by;
  Timestamp created_at;
  Timestamp until_at;
  bool emergency = false;
};
SANGAM_DESCRIBE(ConsentRow, (id, ""), (user_id, ""), (user_name, ""), (reason, ""),
                (granted_by, ""), (created_at, ""), (until_at, ""), (emergency, ""))

struct OpenRow {
  Uuid id;
  std::int32_t tenant_id = 0;
  Uuid tenant;
  std::string tenant_name;
  Uuid user_id;
  std::string user_name;
  std::string role;
  std::string reason;
  Timestamp until_at;
};
SANGAM_DESCRIBE(OpenRow, (id, ""), (tenant_id, ""), (tenant, ""), (tenant_name, ""), (user_id, ""),
                (user_name, ""), (role, ""), (reason, ""), (until_at, ""))

// Where an operator looks in an emergency, and as whom.
struct EmergencyRow {
  std::int32_t number = 0;
  Uuid id;
  std::string name;
  bool sandbox = false;
  bool allowed = false;
  Uuid user_id;
  std::string user_name;
};
SANGAM_DESCRIBE(EmergencyRow, (number, ""), (id, ""), (name, ""), (sandbox, ""), (allowed, ""),
                (user_id, ""), (user_name, ""))

struct OwnerRow {
  std::string name;
  std::string email;
};
SANGAM_DESCRIBE(OwnerRow, (name, ""), (email, ""))

SupportConsent to_consent(const ConsentRow& row) {
  return {{row.id},         {row.user_id},  row.user_name, row.reason,
          {row.granted_by}, row.created_at, row.until_at,  row.emergency};
}

Error no_such_consent() { return {Code::not_found, "There is no such consent."}; }

// On record with the platform first, then with the tenant, where it also takes effect.
Task<void> record(api::Call& call) {
  auto own = call.transaction();
  call.audit(own);
  co_await own.commit();
}

}  // namespace

// Where a session of support begins.
struct Support::Place {
  SupportConsentId consent;
  std::int32_t number = 0;
  TenantId tenant;
  std::string tenant_name;
  Uuid user;
  std::string user_name;
  Timestamp until;
};

Support::Support(IdentityCache& cache)
    : cache_(cache),
      emergency_mail_(
          "platform.emergency_access", "An operator looks at {{tenant}} in an emergency",
          "{{name}} of the platform looks at {{tenant}} for half an hour at most, without changing"
          " anything. The reason:\n\n{{reason}}\n\nYou can end it under Organisation in the"
          " console, and see in the audit what was read. Your sign-in policy allows such access.\n",
          "<p>{{name}} of the platform looks at {{tenant}} for half an hour at most, without "
          "changing"
          " anything. The reason:</p>\n<p>{{reason}}</p>\n<p>You can end it under Organisation in"
          " the console, and see in the audit what was read. Your sign-in policy allows such"
          " access.</p>\n") {}

Task<SupportConsents> Support::list(api::Call& call, Nothing) {
  SupportConsents consents;
  for (const auto& row :
       co_await call.rows<ConsentRow>(kListConsents, call.tenant().number, call.system_time()))
    consents.items.push_back(to_consent(row));
  co_return consents;
}

Task<SupportConsent> Support::grant(api::Call& call, GrantSupport request) {
  const auto& me = call.principal();
  if (me.kind != api::PrincipalKind::user || me.role != name(Role::owner))
    throw Error{Code::forbidden, "Owners consent, signed in themselves."};
  const auto now = call.system_time();
  const auto user = request.user.value_or(UserId{me.id});
  const SupportConsentId id{call.new_id()};
  const Timestamp until{now.nanoseconds + request.hours * kHour};
  call.set_target(id.str());
  call.because(request.reason);
  const auto tenant = call.tenant().number;
  if (!co_await call.row<IdRow>(kInsertConsent, tenant, id, user, request.reason, me.id, now,
                                until))
    throw invalid_field("/user", "unknown_value", "is no active user of your tenant");
  for (const auto& row : co_await call.rows<ConsentRow>(kListConsents, tenant, now))
    if (row.id == id.value) co_return to_consent(row);
  throw no_such_consent();
}

Task<Nothing> Support::withdraw(api::Call& call, OneSupportConsent request) {
  const auto tenant = call.tenant().number;
  call.set_target(request.id.str());
  const auto ended = co_await call.rows<EndedSessionRow>(kEndConsentSessions, tenant, request.id);
  if (!co_await call.row<IdRow>(kDeleteConsent, tenant, request.id)) throw no_such_consent();
  for (const auto& row : ended)
    revoke(call, cache_, row.revocation());
  co_return Nothing{};
}

Task<OpenConsents> Support::open(api::Call& call, Nothing) {
  OpenConsents consents;
  for (const auto& row : co_await call.rows<OpenRow>(kOpenConsents, call.system_time()))
    consents.items.push_back({{row.id},
                              {row.tenant},
                              row.tenant_name,
                              row.user_name,
                              row.role,
                              row.reason,
                              row.until_at});
  co_return consents;
}

Task<SupportSession> Support::begin(api::Call& call, BeginSupport request) {
  session_of(call);
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto now = call.system_time();
  const auto consent = co_await lookup.row<OpenRow>(kFindConsent, now, request.consent);
  if (!consent) throw no_such_consent();
  call.set_target(request.consent.str());
  call.because(request.reason);
  co_await record(call);
  store::UnitOfWork work(*call.pools().auth, consent->tenant_id, call.deadline(),
                         store::Mode::read_write);
  co_return co_await enter(
      call, work,
      {.consent = request.consent,
       .number = consent->tenant_id,
       .tenant = {consent->tenant},
       .tenant_name = consent->tenant_name,
       .user = consent->user_id,
       .user_name = consent->user_name,
       .until = {std::min(consent->until_at.nanoseconds, now.nanoseconds + kLongest)}});
}

Task<SupportSession> Support::begin_emergency(api::Call& call, BeginEmergency request) {
  session_of(call);
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto found = co_await lookup.row<EmergencyRow>(kFindForEmergency, request.tenant);
  if (!found) throw Error{Code::not_found, "There is no such tenant with an active owner."};
  if (!found->allowed)
    throw Error{Code::refused, "The tenant allows no emergency access: ask an owner to consent."};
  call.set_target(request.tenant.str());
  call.because(request.reason);
  co_await record(call);
  const auto now = call.system_time();
  const Place place{.consent = {call.new_id()},
                    .number = found->number,
                    .tenant = {found->id},
                    .tenant_name = found->name,
                    .user = found->user_id,
                    .user_name = found->user_name,
                    .until = {now.nanoseconds + kEmergency}};
  store::UnitOfWork work(*call.pools().auth, found->number, call.deadline(),
                         store::Mode::read_write);
  work.later(kInsertEmergency, place.number, place.consent, place.user, request.reason,
             call.principal().id, now, place.until);
  for (const auto& owner : co_await work.rows<OwnerRow>(kOwnersToTell, place.number))
    mail::send(work, {.id = call.new_id(), .now = now, .sandbox = found->sandbox},
               emergency_mail_.letter({.name = owner.name, .address = owner.email},
                                      {found->name, call.principal().name, request.reason.str()}));
  co_return co_await enter(call, work, place);
}

// Commits `work`, which is of the tenant.
Task<SupportSession> Support::enter(api::Call& call, store::UnitOfWork& work, Place place) {
  const auto& session = session_of(call);
  const auto now = call.system_time();
  const SessionId id{call.new_id()};
  const auto token = make_session_token();
  work.later(kInsertSupportSession, id, hash_bytes(token), place.number, place.user,
             call.principal().id, place.consent, now, kIdle, place.until,
             join_words(session.methods), "Support", std::string(call.remote_address()));
  call.audit(work);
  co_await work.commit();
  call.reply().set_cookies = {session_cookie(token, place.until, now, call.secure())};
  co_return SupportSession{id, place.tenant, place.tenant_name, place.user_name, place.until};
}

}  // namespace sangam::suites::platform
