#pragma once

// Asking a provider to sign somebody in: code with PKCE (OpenID Connect Core §3.1.2, RFC 7636).

#include <string>
#include <string_view>

#include "kernel/relying_party/provider.h"

namespace sangam::relying_party {

struct AuthorizationRequest {
  std::string_view client_id;
  std::string_view redirect_uri;  // where the browser comes back to
  std::string_view scope = "openid email profile";
  std::string_view state;       // random: ties the answer to the browser that asked
  std::string_view nonce;       // random: ties the ID token to this request
  std::string_view verifier;    // random, 43 to 128 characters: asserted
  std::string_view login_hint;  // the e-mail address; may be empty
};

// Where to send the browser.
std::string authorization_url(const Provider& provider, const AuthorizationRequest& request);

// S256: base64url of the SHA-256 of a verifier.
std::string challenge_of(std::string_view verifier);

}  // namespace sangam::relying_party
