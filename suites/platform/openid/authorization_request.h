#pragma once

// AuthorizationRequest: what a client asks of a person (RFC 6749 §4.1.1, OpenID Connect Core 1.0
// §3.1.2.1), checked. Pure.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "suites/platform/openid/client.h"
#include "suites/platform/openid/parameters.h"

namespace sangam::suites::platform::openid {

struct AuthorizationRequest {
  std::string redirect_uri;
  std::string state;
  std::string nonce;
  std::string challenge;  // of PKCE, S256
  Scopes scopes;
  std::string key_thumbprint;  // dpop_jkt; empty: none
  std::string login_hint;
  std::optional<std::chrono::seconds> max_age;
  bool no_prompt = false;  // prompt=none: nobody is asked anything
  bool prompts_sign_in = false;
  bool prompts_consent = false;
};

// Where answers go. Until it is known to be the client's own, errors are told to the person, and to
// nobody else. Throws OAuthError{invalid_request}.
std::string trusted_redirect(const Parameters& parameters, const Client& client);

// Throws OAuthError with what to tell the client.
AuthorizationRequest read_authorization(const Parameters& parameters, const Client& client);

// `redirect_uri` with the parameters added to its query, "iss" among them (RFC 9207).
std::string redirect_to(const std::string& redirect_uri, const std::string& issuer,
                        const std::vector<std::pair<std::string_view, std::string>>& parameters);

}  // namespace sangam::suites::platform::openid
