#pragma once

// ID tokens (OpenID Connect Core 1.0 §2): who signed in to a client, when and how.

#include <string>

#include "suites/platform/openid/client.h"
#include "suites/platform/openid/signing_keys.h"

namespace sangam::suites::platform::openid {

struct IdToken {
  std::string subject;
  std::string nonce;  // empty: none was asked for
  Timestamp issued_at;
  Timestamp authenticated_at;
  std::vector<std::string> methods;  // RFC 8176
  std::string session_id;
};

// With the algorithm the client registered. `access_token` came with it: at_hash (§3.1.3.6).
std::string sign_id_token(const SigningKeys& keys, const IdToken& token, const Client& client,
                          std::string_view issuer, std::string_view access_token);

// How surely somebody was recognised: "2" with two kinds of methods, "1" with one.
std::string_view assurance_of(const std::vector<std::string>& methods);

// News for a client that a session ended (OpenID Connect Back-Channel Logout 1.0 §2.4).
std::string sign_logout_token(const SigningKeys& keys, const IdToken& token, const Client& client,
                              std::string_view issuer, std::string_view id);

}  // namespace sangam::suites::platform::openid
