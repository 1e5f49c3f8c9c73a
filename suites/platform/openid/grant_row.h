#pragma once

// GrantRow: what a person gave a client, as the database has it. Private to this folder.

#include "base/scalars.h"
#include "suites/platform/openid/types.h"

namespace sangam::suites::platform::openid {

struct GrantRow {
  GrantId id;
  ClientId client_id;
  UserId user_id;
  std::string scopes;
  std::string session_id;
  Timestamp authenticated_at;
  std::string methods;
  std::optional<std::string> nonce;
  std::optional<Timestamp> code_expires_at;
  std::optional<Timestamp> code_used_at;
  std::optional<std::string> code_challenge;
  std::optional<std::string> redirect_uri;
  std::optional<std::string> key_thumbprint;
  Timestamp created_at;
  Timestamp expires_at;
  std::optional<Timestamp> revoked_at;
  // Of the refresh token it was found by; absent otherwise.
  std::optional<Timestamp> token_expires_at;
  std::optional<Timestamp> token_used_at;
};
SANGAM_DESCRIBE(GrantRow, (id, ""), (client_id, ""), (user_id, ""), (scopes, ""), (session_id, ""),
                (authenticated_at, ""), (methods, ""), (nonce, ""), (code_expires_at, ""),
                (code_used_at, ""), (code_challenge, ""), (redirect_uri, ""), (key_thumbprint, ""),
                (created_at, ""), (expires_at, ""), (revoked_at, ""), (token_expires_at, ""),
                (token_used_at, ""))

}  // namespace sangam::suites::platform::openid
