#pragma once

// AccessToken: what our access tokens say (RFC 9068): signed JSON, so that whoever serves can read
// it without asking; what may have changed since is asked all the same (token_judge.h).

#include <expected>
#include <optional>
#include <string>

#include "base/id.h"
#include "suites/platform/openid/scope.h"
#include "suites/platform/openid/signing_keys.h"

namespace sangam::http {
class Request;
}

namespace sangam::suites::platform::openid {

struct AccessToken {
  std::string id;       // jti
  std::string subject;  // a user's id, or the client's own
  ClientId client;
  TenantId tenant;
  Scopes scopes;
  Timestamp issued_at;
  Timestamp expires_at;
  std::optional<GrantId> grant;        // of a user; none for a client itself
  std::string session_id;              // sid; empty: none
  std::optional<Timestamp> auth_time;  // when the user signed in
  std::string key_thumbprint;          // cnf.jkt (RFC 9449 §6.1); empty: a bearer token
  std::string certificate_thumbprint;  // cnf.x5t#S256 (RFC 8705 §3.1); empty: of no certificate
  std::string actor;                   // act (RFC 8693 §4.1), a JSON object; empty: none
};

// The claim cnf, a JSON object (RFC 7800): what whoever uses the token must have. Empty: nothing.
std::string confirmation_of(const AccessToken& token);
// Whether the certificate that the token is bound to, if it is, was shown with the request.
bool is_shown(const AccessToken& token, const http::Request& request) noexcept;

// `issuer` is also the audience: our own API.
std::string sign_access_token(const SigningKeys& keys, const AccessToken& token,
                              std::string_view issuer);

// What a token says whose signature, type, issuer, audience and times are right. The error is for
// operators. O(bytes).
std::expected<AccessToken, std::string> read_access_token(const SigningKeys& keys,
                                                          std::string_view text,
                                                          std::string_view issuer, Timestamp now);

}  // namespace sangam::suites::platform::openid
