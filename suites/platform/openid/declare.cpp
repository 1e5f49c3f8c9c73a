#include "suites/platform/openid/openid.h"

namespace sangam::suites::platform::openid {

namespace {

using api::Audience;
using api::DataClass;
using store::Role::auth;

constexpr const char* kRead = "oauth_clients:read";
constexpr const char* kWrite = "oauth_clients:write";

void declare_clients(api::Module& module, Clients& s) {
  module.query<&Clients::list>("oauth.clients.list", s)
      .get("/oauth/clients")
      .permission(kRead)
      .database_role(auth)
      .sorts({"created_at", "name"})
      .summary("List OAuth clients");
  module.query<&Clients::get>("oauth.clients.get", s)
      .get("/oauth/clients/{id}")
      .permission(kRead)
      .database_role(auth)
      .summary("Read an OAuth client");
  // Replies with a secret are not kept for a repeated Idempotency-Key.
  module.command<&Clients::create>("oauth.clients.create", s)
      .post("/oauth/clients")
      .created()
      .idempotent_by_content()
      .personal()
      .permission(kWrite)
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Make an OAuth client: a program that people sign in to, or that signs in itself");
  module.command<&Clients::change>("oauth.clients.change", s)
      .patch("/oauth/clients/{id}")
      .conditional()
      .permission(kWrite)
      .database_role(auth)
      .summary("Change an OAuth client");
  module.command<&Clients::rotate_secret>("oauth.clients.rotate_secret", s)
      .post("/oauth/clients/{id}/rotate-secret")
      .idempotent_by_content()
      .personal()
      .permission(kWrite)
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Make a new secret; the one before is accepted for 24 hours");
  module.command<&Clients::remove>("oauth.clients.remove", s)
      .remove("/oauth/clients/{id}")
      .permission(kWrite)
      .database_role(auth)
      .summary("Remove an OAuth client; its tokens end at once");
}

void declare_decisions(api::Module& module, OpenIdModule& services) {
  auto& a = services.authorizations;
  module.process<&Authorizations::open>("oauth.authorizations.open", a)
      .post("/oauth/authorizations/open")
      .audience(Audience::everyone)
      .database_role(auth)
      .summary("Read what a client asks of you, and what is to be done next");
  module.process<&Authorizations::approve>("oauth.authorizations.approve", a)
      .post("/oauth/authorizations/approve")
      .personal()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Let a client act for you");
  module.process<&Authorizations::deny>("oauth.authorizations.deny", a)
      .post("/oauth/authorizations/deny")
      .audience(Audience::everyone)
      .database_role(auth)
      .summary("Refuse what a client asks");
  module.process<&Logouts::end>("oauth.sessions.end", services.logouts)
      .post("/oauth/sessions/end")
      .audience(Audience::everyone)
      .database_role(auth)
      .summary("Sign out of the clients that your session signed in to");
  auto& d = services.devices;
  module.process<&Devices::open>("oauth.devices.open", d)
      .post("/oauth/devices/open")
      .audience(Audience::signed_in)
      .database_role(auth)
      .summary("Read which device waits with a code");
  module.process<&Devices::decide>("oauth.devices.decide", d)
      .post("/oauth/devices/decide")
      .audience(Audience::signed_in)
      .personal()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Let a device act for you, or not");
}

}  // namespace

void declare(api::Module& module, OpenIdModule& services) {
  declare_clients(module, services.client_operations);
  declare_decisions(module, services);
  module.process<&Keys::rotate>("platform.oauth_keys.rotate", services.key_operations)
      .post("/platform/oauth-keys/rotate")
      .audience(Audience::platform)
      .permission("platform.oauth_keys:write")
      .database_role(auth)
      .summary("Make new keys that sign tokens");
}

}  // namespace sangam::suites::platform::openid
