#include "suites/platform/identity/identity.h"

#include "suites/platform/identity/declarations.h"

namespace sangam::suites::platform {

namespace {

using api::Audience;
using api::DataClass;
using store::Role::auth;

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
      .personal()
      .idempotent_by_content()
      .permission("api_keys:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Make an API key");
  module.command<&ApiKeys::rotate>("api_keys.rotate", s.api_keys)
      .post("/api-keys/{id}/rotate")
      .personal()
      .idempotent_by_content()
      .permission("api_keys:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Give an API key a new secret")
      .description("The old secret stays good for a day, or as long as you say.");
  module.command<&ApiKeys::revoke>("api_keys.revoke", s.api_keys)
      .remove("/api-keys/{id}")
      .permission("api_keys:write")
      .database_role(auth)
      .summary("Revoke an API key, at once");
}

void declare_tenants(api::Module& module, IdentityModule& s) {
  module.query<&Tenants::get>("tenant.get", s.tenants)
      .get("/tenant")
      .while_suspended()
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
  declare_signing_in(module, services);
  declare_members(module, services);
  declare_api_keys(module, services);
  declare_tenants(module, services);
}

}  // namespace sangam::suites::platform
