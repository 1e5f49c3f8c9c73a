#include "suites/platform/identity/declarations.h"
#include "suites/platform/identity/identity.h"

namespace sangam::suites::platform {

namespace {

using api::Audience;
using api::DataClass;
using store::Role::auth;

void declare_users(api::Module& module, IdentityModule& s) {
  module.query<&Users::list>("users.list", s.users)
      .get("/users")
      .permission("users:read")
      .database_role(auth)
      .data(DataClass::restricted)
      .sorts({"name", "email"})
      .summary("List users");
  module.query<&Users::get>("users.get", s.users)
      .get("/users/{id}")
      .permission("users:read")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Read a user");
  module.command<&Users::add>("users.add", s.users)
      .post("/users")
      .created()
      .permission("users:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Add a user");
  module.command<&Users::change>("users.change", s.users)
      .patch("/users/{id}")
      .conditional()
      .permission("users:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Change a user's name or role, suspend or reinstate them");
  module.command<&Users::remove>("users.remove", s.users)
      .remove("/users/{id}")
      .permission("users:write")
      .step_up()
      .database_role(auth)
      .summary("Remove a user");
  module.command<&Users::end_sessions>("users.end_sessions", s.users)
      .remove("/users/{id}/sessions")
      .permission("users:write")
      .database_role(auth)
      .summary("End a user's sessions in this tenant, at once");
}

void declare_invitations(api::Module& module, IdentityModule& s) {
  module.query<&Invitations::list>("invitations.list", s.invitations)
      .get("/invitations")
      .permission("users:read")
      .database_role(auth)
      .data(DataClass::restricted)
      .sorts({"created_at"})
      .summary("List invitations that wait");
  module.command<&Invitations::create>("invitations.create", s.invitations)
      .post("/invitations")
      .created()
      .permission("users:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Invite somebody by mail");
  module.command<&Invitations::resend>("invitations.resend", s.invitations)
      .post("/invitations/{id}/resend")
      .permission("users:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Send an invitation again, with a new link");
  module.command<&Invitations::revoke>("invitations.revoke", s.invitations)
      .remove("/invitations/{id}")
      .permission("users:write")
      .database_role(auth)
      .summary("Withdraw an invitation");
  module.process<&Invitations::read>("invitations.read", s.invitations)
      .post("/invitation")
      .audience(Audience::everyone)
      .data(DataClass::restricted)
      .summary("Read an invitation by the link of its mail");
  module.process<&Invitations::accept>("invitations.accept", s.invitations)
      .post("/invitation/accept")
      .created()
      .audience(Audience::everyone)
      .data(DataClass::restricted)
      .summary("Join with the link of an invitation")
      .description("Signs in: sets the cookie sangam_session.");
}

void declare_roles(api::Module& module, IdentityModule& s) {
  module.query<&CustomRoles::list>("roles.list", s.custom_roles)
      .get("/roles")
      .permission("roles:read")
      .database_role(auth)
      .summary("List roles and what each may do");
  module.command<&CustomRoles::create>("roles.create", s.custom_roles)
      .post("/roles")
      .created()
      .permission("roles:write")
      .database_role(auth)
      .summary("Make a role of your own");
  module.command<&CustomRoles::change>("roles.change", s.custom_roles)
      .patch("/roles/{id}")
      .permission("roles:write")
      .step_up()
      .database_role(auth)
      .summary("Change what a role of your own may do");
  module.command<&CustomRoles::remove>("roles.remove", s.custom_roles)
      .remove("/roles/{id}")
      .permission("roles:write")
      .database_role(auth)
      .summary("Remove a role that nobody has");
}

void declare_support(api::Module& module, IdentityModule& s) {
  module.query<&Support::list>("support_consents.list", s.support)
      .get("/support-consents")
      .permission("tenant:read")
      .database_role(auth)
      .summary("List consents to support");
  module.command<&Support::grant>("support_consents.grant", s.support)
      .post("/support-consents")
      .created()
      .permission("tenant:write")
      .step_up()
      .personal()
      .database_role(auth)
      .summary("Let support act in your place for a while")
      .description(
          "Never with passwords, keys or other secrets, and never to change who may do"
          " what. The audit names the operator.");
  module.command<&Support::withdraw>("support_consents.withdraw", s.support)
      .remove("/support-consents/{id}")
      .permission("tenant:write")
      .personal()
      .database_role(auth)
      .summary("Withdraw a consent, and end support's sessions at once");
  module.query<&Support::open>("platform.support.consents", s.support)
      .get("/platform/support-consents")
      .audience(Audience::platform)
      .permission("platform.support:read")
      .database_role(auth)
      .summary("List where support may act");
  module.process<&Support::begin>("platform.support.begin", s.support)
      .post("/platform/support-sessions")
      .created()
      .audience(Audience::platform)
      .permission("platform.support:write")
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Act as somebody of a tenant that consented")
      .description("Sets the cookie sangam_session; signing out ends it.");
  module.process<&Support::begin_emergency>("platform.support.begin_emergency", s.support)
      .post("/platform/emergency-sessions")
      .created()
      .audience(Audience::platform)
      .permission("platform.support:write")
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Look at a tenant in an emergency")
      .description(
          "Where its policy allows that: half an hour, nothing can be changed, and every owner is"
          " told by mail. Sets the cookie sangam_session; signing out ends it.");
}

}  // namespace

void declare_members(api::Module& module, IdentityModule& services) {
  declare_users(module, services);
  declare_invitations(module, services);
  declare_roles(module, services);
  declare_support(module, services);
}

}  // namespace sangam::suites::platform
