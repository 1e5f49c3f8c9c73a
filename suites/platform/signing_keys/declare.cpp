#include "suites/platform/signing_keys/signing_keys.h"

namespace sangam::suites::platform::signing_keys {

using api::DataClass;
using store::Role::auth;

void declare(api::Module& module, SigningKeysModule& services) {
  auto& s = services.keys;
  module.query<&KeyRegister::list>("api_keys.signing_keys.list", s)
      .get("/api-keys/{key}/signing-keys")
      .permission("api_keys:read")
      .database_role(auth)
      .sorts({"created_at"})
      .summary("List the public keys of an API key that signs");
  module.command<&KeyRegister::add>("api_keys.signing_keys.register", s)
      .post("/api-keys/{key}/signing-keys")
      .created()
      .personal()
      .permission("api_keys:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Register a public key for an API key that signs")
      .description("Requests that are signed with its private key (RFC 9421) are the API key's.");
  module.command<&KeyRegister::rotate>("api_keys.signing_keys.rotate", s)
      .post("/api-keys/{key}/signing-keys/{id}/rotate")
      .created()
      .personal()
      .permission("api_keys:write")
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Replace a public key by another")
      .description("The old one stays good for a day, or as long as you say.");
  module.command<&KeyRegister::revoke>("api_keys.signing_keys.revoke", s)
      .remove("/api-keys/{key}/signing-keys/{id}")
      .permission("api_keys:write")
      .database_role(auth)
      .summary("Revoke a public key, at once");
}

}  // namespace sangam::suites::platform::signing_keys
