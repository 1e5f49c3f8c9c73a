#include "suites/platform/single_sign_on/admission.h"

#include <algorithm>

#include "suites/platform/identity/federated_members.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/subjects.h"
#include "suites/platform/single_sign_on/identity_links.h"
#include "suites/platform/single_sign_on/sign_on_audit.h"
#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

struct CoverRow {
  ConnectionId connection_id;
};
SANGAM_DESCRIBE(CoverRow, (connection_id, ""))

Error suspended() {
  return to_error(SignOnFault::member_suspended,
                  "You are no active member here. Ask an owner of your organisation.");
}

Error other_subject() {
  return to_error(SignOnFault::member_of_other_subject,
                  "The member with your address is another person at your identity provider. Ask "
                  "an owner of your organisation.");
}

// The way in of a subject who is new, to a member.
Task<void> require_link(store::UnitOfWork& work, ConnectionId connection, std::string subject,
                        UserId user, Timestamp now) {
  if (!co_await link(work, {connection, std::move(subject), user}, now)) throw other_subject();
}

Task<void> add_member(store::UnitOfWork& work, std::int32_t tenant, Subject made, Timestamp now) {
  try {
    co_await add_federated_member(work, tenant, std::move(made), now);
  } catch (const Error& error) {
    if (error.code != Code::quota_exceeded) throw;
    throw to_error(SignOnFault::no_room,
                   "Your organisation's plan has no room for another member. Ask an owner of your "
                   "organisation.");
  }
}

// Who signs in for the first time.
Task<Subject> find_or_make(api::Call& call, store::UnitOfWork& work,
                           const ConnectionRow& connection, const Person& person) {
  if (const auto objection = co_await objection_to_address(work, connection.id, person))
    throw to_error(*objection);
  const auto now = call.system_time();
  const auto known = co_await find_member(work, connection.tenant_id, person.email);
  if (known) {
    const auto member = co_await find_subject(work, connection.tenant_id, *known);
    if (!member) throw suspended();
    co_await require_link(work, connection.id, person.subject, member->id, now);
    const MemberFacts before{member->email, member->role, {}, {}};
    audit_member(call, work, member->id, before,
                 {member->email, member->role, connection.id.str(), person.subject});
    co_return *member;
  }
  if (!connection.creates_users)
    throw to_error(SignOnFault::not_a_member,
                   "You are no member here, and this connection makes none. Ask an owner of your "
                   "organisation to invite you.");
  const auto role = role_of_groups(connection, person.groups).value_or(connection.default_role);
  Subject made{.id = {call.new_id()},
               .email = person.email,
               .name = person.name.empty() ? person.email : person.name,
               .role = std::string(name(role))};
  co_await add_member(work, connection.tenant_id, made, now);
  co_await require_link(work, connection.id, person.subject, made.id, now);
  audit_member(call, work, made.id, {},
               {made.email, made.role, connection.id.str(), person.subject});
  co_return made;
}

// Whether it was changed. Owners stay what they are, whatever a directory says.
bool follow_groups(api::Call& call, store::UnitOfWork& work, const ConnectionRow& connection,
                   const Person& person, Subject& member) {
  const auto role = role_of_groups(connection, person.groups);
  if (!role || member.role == name(Role::owner) || member.role == name(*role)) return false;
  const MemberFacts before{member.email, member.role, connection.id.str(), person.subject};
  member.role = name(*role);
  set_member_role(work, connection.tenant_id, member.id, member.role);
  record_revocation(
      work,
      {.subject = RevokedSubject::user, .tenant = connection.tenant_id, .id = member.id.value},
      call.system_time());
  audit_member(call, work, member.id, before,
               {member.email, member.role, connection.id.str(), person.subject});
  return true;
}

}  // namespace

std::optional<GivenRole> role_of_groups(const ConnectionRow& connection, const Groups& groups) {
  if (connection.groups.empty() || !groups) return std::nullopt;
  for (std::size_t i = 0; i < connection.groups.size(); ++i)
    if (std::ranges::find(*groups, connection.groups[i]) != groups->end())
      return connection.roles[i];
  return connection.default_role;
}

Task<std::optional<SignOnRefusal>> objection_to_address(store::UnitOfWork& work,
                                                        ConnectionId connection, Person person) {
  if (person.email.empty())
    co_return SignOnRefusal{SignOnFault::address_missing,
                            "The identity provider did not say which e-mail address you have."};
  if (person.email_verified == false)
    co_return SignOnRefusal{SignOnFault::address_unverified,
                            "The identity provider says that your e-mail address was not "
                            "verified."};
  const std::string domain(domain_of(person.email));
  if (!co_await work.row<CoverRow>(kCovers, connection, domain))
    co_return SignOnRefusal{
        SignOnFault::address_foreign,
        "Your address is of " + domain + ", which is no verified domain of this connection."};
  co_return std::nullopt;
}

Task<Admitted> admit(api::Call& call, store::UnitOfWork& work, ConnectionRow connection,
                     Person person) {
  if (!co_await is_active_tenant(work, connection.tenant_id)) throw suspended();
  const auto known = co_await find_linked(work, connection.id, person.subject);
  std::optional<Subject> member;
  if (known) {
    member = co_await find_subject(work, connection.tenant_id, *known);
    if (!member) throw suspended();
    see_linked(work, connection.id, person.subject, call.system_time());
  } else {
    member = co_await find_or_make(call, work, connection, person);
  }
  const bool changed = follow_groups(call, work, connection, person, *member);
  co_return Admitted{.user = {.account = std::nullopt,
                              .user = member->id.value,
                              .name = member->name,
                              .email = member->email,
                              .role = member->role,
                              .methods = {"fed"}},
                     .role_changed = changed};
}

}  // namespace sangam::suites::platform::single_sign_on
