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
      .description("Sets the cookie sangam_session, for browsers. Programs use API keys.");
  module.query<&Sessions::get>("session.get", s.sessions)
      .get("/session")
      .audience(Audience::signed_in)
      .database_role(auth)
      .summary("Who is signed in, and what they may do");
  module.command<&Sessions::sign_out>("session.sign_out", s.sessions)
      .remove("/session")
      .audience(Audience::signed_in)
      .database_role(auth)
      .summary("Sign out");
}

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
      .permission("users:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Change a user's name or role");
}

void declare_api_keys(api::Module& module, IdentityModule& s) {
  module.query<&ApiKeys::list>("api_keys.list", s.api_keys)
      .get("/api-keys")
      .permission("api_keys:read")
      .database_role(auth)
      .sorts({"created_at"})
      .summary("List API keys");
  // The reply holds the secret, so it is not kept for a repeated Idempotency-Key.
  module.command<&ApiKeys::create>("api_keys.create", s.api_keys)
      .post("/api-keys")
      .created()
      .idempotent_by_content()
      .permission("api_keys:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Make an API key");
  module.command<&ApiKeys::revoke>("api_keys.revoke", s.api_keys)
      .remove("/api-keys/{id}")
      .permission("api_keys:write")
      .database_role(auth)
      .summary("Revoke an API key, at once");
}

void declare_tenants(api::Module& module, IdentityModule& s) {
  module.query<&Tenants::get>("tenant.get", s.tenants)
      .get("/tenant")
      .database_role(auth)
      .summary("Read your tenant");
  module.query<&Tenants::clock>("sandbox.clock", s.tenants)
      .get("/sandbox/clock")
      .database_role(auth)
      .summary("Read a sandbox's clock");
  module.command<&Tenants::advance_clock>("sandbox.advance_clock", s.tenants)
      .post("/sandbox/clock/advance")
      .permission("tenant:write")
      .database_role(auth)
      .summary("Move a sandbox's clock forward")
      .description("What time makes due happens at once: holds expire, for instance.");
  module.query<&Tenants::list>("platform.tenants.list", s.tenants)
      .get("/platform/tenants")
      .audience(Audience::platform)
      .permission("platform.tenants:read")
      .database_role(auth)
      .summary("List tenants");
  module.command<&Tenants::create>("platform.tenants.create", s.tenants)
      .post("/platform/tenants")
      .created()
      .audience(Audience::platform)
      .permission("platform.tenants:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Create a tenant with its first owner");
}

}  // namespace

void declare(api::Module& module, IdentityModule& services) {
  declare_sessions(module, services);
  declare_users(module, services);
  declare_api_keys(module, services);
  declare_tenants(module, services);
}

}  // namespace sangam::suites::platform
