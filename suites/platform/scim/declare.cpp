#include "suites/platform/scim/scim.h"

namespace sangam::suites::platform::scim {

namespace {

using api::DataClass;
using store::Role::auth;

constexpr const char* kRead = "scim:read";
constexpr const char* kWrite = "scim:write";

}  // namespace

void declare(api::Module& module, ScimModule& services) {
  auto& s = services.tokens;
  module.query<&Tokens::list>("scim.tokens.list", s)
      .get("/scim/tokens")
      .permission(kRead)
      .database_role(auth)
      .sorts({"created_at"})
      .summary("List tokens of directories");
  // The reply holds the secret, so it is not kept for a repeated Idempotency-Key.
  module.command<&Tokens::create>("scim.tokens.create", s)
      .post("/scim/tokens")
      .created()
      .idempotent_by_content()
      .permission(kWrite)
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Make a token for a directory")
      .description("With it a directory provisions users and groups at /scim/v2.");
  module.command<&Tokens::rotate>("scim.tokens.rotate", s)
      .post("/scim/tokens/{id}/rotate")
      .idempotent_by_content()
      .permission(kWrite)
      .step_up()
      .database_role(auth)
      .data(DataClass::restricted)
      .summary("Give a directory's token a new secret")
      .description("The old secret stays good for a day, or as long as you say.");
  module.command<&Tokens::end>("scim.tokens.end", s)
      .remove("/scim/tokens/{id}")
      .permission(kWrite)
      .database_role(auth)
      .summary("End a directory's token, at once");
}

}  // namespace sangam::suites::platform::scim
