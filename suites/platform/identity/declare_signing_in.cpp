#include "suites/platform/identity/declarations.h"
#include "suites/platform/identity/identity.h"

namespace sangam::suites::platform {

namespace {

using api::Audience;
using api::DataClass;
using store::Role::auth;

void declare_sessions(api::Module& module, IdentityModule& s) {
  module.process<&Sessions::sign_in>("session.sign_in", s.sessions)
      .post("/session")
      .created()
      .audience(Audience::everyone)
      .data(DataClass::restricted)
      .summary("Sign in with e-mail address and password")
      .description(
          "Sets the cookie sangam_session, for browsers. Programs use API keys. Whoever has "
          "a second factor gets second_factor_needed, and sends the code with it all.");
  module.process<&Sessions::ask_passkey>("session.ask_passkey", s.sessions)
      .post("/session/passkey-challenge")
      .audience(Audience::everyone)
      .summary("Begin a sign-in with a passkey")
      .description("What to ask navigator.credentials.get() for.");
  module.process<&Sessions::sign_in_by_passkey>("session.sign_in_by_passkey", s.sessions)
      .post("/session/passkey")
      .created()
      .audience(Audience::everyone)
      .data(DataClass::restricted)
      .summary("Sign in with a passkey")
      .description("Sets the cookie sangam_session.");
  module.query<&Sessions::get>("session.get", s.sessions)
      .get("/session")
      .audience(Audience::signed_in)
      .before_enrolment()
      .while_suspended()
      .database_role(auth)
      .summary("Who is signed in, and what they may do");
  module.command<&Sessions::sign_out>("session.sign_out", s.sessions)
      .remove("/session")
      .audience(Audience::signed_in)
      .before_enrolment()
      .while_suspended()
      .database_role(auth)
      .summary("Sign out");
  module.process<&Sessions::ask_proof>("session.ask_proof", s.sessions)
      .post("/session/proof-challenge")
      .personal()
      .audience(Audience::signed_in)
      .before_enrolment()
      .while_suspended()
      .summary("Begin a proof with a passkey")
      .description("What to ask navigator.credentials.get() for.");
  module.process<&Sessions::prove>("session.prove", s.sessions)
      .post("/session/proof")
      .personal()
      .audience(Audience::signed_in)
      .before_enrolment()
      .while_suspended()
      .data(DataClass::restricted)
      .summary("Prove again that it is you")
      .description("For what asks for a proof of the last ten minutes (step_up_needed).");
  module.query<&Sessions::memberships>("session.memberships", s.sessions)
      .get("/session/tenants")
      .while_suspended()
      .audience(Audience::signed_in)
      .before_enrolment()
      .database_role(auth)
      .summary("List the tenants that you may act for");
  module.process<&Sessions::switch_tenant>("session.switch_tenant", s.sessions)
      .put("/session/tenant")
      .personal()
      .while_suspended()
      .audience(Audience::signed_in)
      .before_enrolment()
      .summary("Act for another of your tenants")
      .description("The same session, under the other tenant's limits and policy.");
  module.query<&Sessions::list>("sessions.list", s.sessions)
      .get("/sessions")
      .audience(Audience::signed_in)
      .database_role(auth)
      .summary("List your sessions")
      .description("With device, address and last use, in every tenant where you signed in.");
  module.command<&Sessions::end>("sessions.end", s.sessions)
      .remove("/sessions/{id}")
      .audience(Audience::signed_in)
      .personal()
      .database_role(auth)
      .summary("End one of your sessions, at once");
  module.command<&Sessions::end_others>("sessions.end_others", s.sessions)
      .remove("/sessions")
      .audience(Audience::signed_in)
      .personal()
      .database_role(auth)
      .summary("End all your sessions but this one");
  module.query<&SignInPolicies::get>("sign_in_policy.get", s.policies)
      .get("/sign-in-policy")
      .audience(Audience::signed_in)
      .before_enrolment()
      .database_role(auth)
      .summary("Read what your tenant asks of sign-ins");
  module.command<&SignInPolicies::change>("sign_in_policy.change", s.policies)
      .patch("/sign-in-policy")
      .permission("tenant:write")
      .step_up()
      .database_role(auth)
      .summary("Change what your tenant asks of sign-ins");
}

void declare_factors(api::Module& module, IdentityModule& s) {
  module.query<&OwnFactors::get>("factors.get", s.own_factors)
      .get("/factors")
      .audience(Audience::signed_in)
      .before_enrolment()
      .database_role(auth)
      .summary("Read your second factors");
  module.command<&OwnFactors::begin_app>("factors.begin_app", s.own_factors)
      .post("/factors/app")
      .idempotent_by_content()
      .audience(Audience::signed_in)
      .before_enrolment()
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Begin to set up an authenticator app")
      .description("It is a factor when its first code came: PUT /factors/app.");
  module.command<&OwnFactors::confirm_app>("factors.confirm_app", s.own_factors)
      .put("/factors/app")
      .idempotent_by_content()
      .audience(Audience::signed_in)
      .before_enrolment()
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Confirm an authenticator app with its first code");
  module.command<&OwnFactors::remove_app>("factors.remove_app", s.own_factors)
      .remove("/factors/app")
      .audience(Audience::signed_in)
      .step_up()
      .database_role(auth)
      .summary("Remove your authenticator app");
  module.command<&OwnFactors::begin_passkey>("factors.begin_passkey", s.own_factors)
      .post("/factors/passkey-challenge")
      .idempotent_by_content()
      .audience(Audience::signed_in)
      .before_enrolment()
      .step_up()
      .database_role(auth)
      .summary("Begin to add a passkey")
      .description("What to ask navigator.credentials.create() for.");
  module.command<&OwnFactors::add_passkey>("factors.add_passkey", s.own_factors)
      .post("/factors/passkeys")
      .created()
      .idempotent_by_content()
      .audience(Audience::signed_in)
      .before_enrolment()
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Add a passkey");
  module.command<&OwnFactors::rename_passkey>("factors.rename_passkey", s.own_factors)
      .patch("/factors/passkeys/{id}")
      .personal()
      .audience(Audience::signed_in)
      .database_role(auth)
      .summary("Rename one of your passkeys");
  module.command<&OwnFactors::remove_passkey>("factors.remove_passkey", s.own_factors)
      .remove("/factors/passkeys/{id}")
      .audience(Audience::signed_in)
      .step_up()
      .database_role(auth)
      .summary("Remove one of your passkeys");
  module.command<&OwnFactors::renew_recovery_codes>("factors.renew_recovery_codes", s.own_factors)
      .post("/factors/recovery-codes")
      .idempotent_by_content()
      .audience(Audience::signed_in)
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Make ten new recovery codes")
      .description("Those you had are over.");
  module.command<&OwnFactors::reset>("users.reset_factors", s.own_factors)
      .remove("/users/{id}/factors")
      .permission("users:write")
      .step_up()
      .database_role(auth)
      .summary("Remove all second factors of a user who lost theirs")
      .description(
          "Of accounts that your tenant manages. Ends their sessions, and they are told by mail.");
}

void declare_passwords(api::Module& module, IdentityModule& s) {
  module.process<&AccountPasswords::request_reset>("password.request_reset", s.account_passwords)
      .post("/password-reset")
      .status(202)
      .audience(Audience::everyone)
      .data(DataClass::restricted)
      .summary("Ask for a mail with which to choose a new password")
      .description("The same reply whether there is such an account or not.");
  module.process<&AccountPasswords::reset>("password.reset", s.account_passwords)
      .put("/password-reset")
      .audience(Audience::everyone)
      .data(DataClass::restricted)
      .summary("Choose a new password with the link of that mail")
      .description("Ends every session of the account.");
  module.process<&AccountPasswords::change>("password.change", s.account_passwords)
      .put("/password")
      .audience(Audience::signed_in)
      .personal()
      .step_up()
      .data(DataClass::restricted)
      .summary("Change your password")
      .description("Ends every other session of the account.");
}

}  // namespace

void declare_signing_in(api::Module& module, IdentityModule& services) {
  declare_sessions(module, services);
  declare_factors(module, services);
  declare_passwords(module, services);
}

}  // namespace sangam::suites::platform
