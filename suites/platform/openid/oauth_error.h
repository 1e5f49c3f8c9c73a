#pragma once

// OAuthError: how the provider refuses, in the words of OAuth (RFC 6749 §5.2 and those that extend
// it). Thrown by its endpoints, and turned into a reply by the provider.

#include <exception>
#include <string>

#include "kernel/http/response.h"

namespace sangam::suites::platform::openid {

struct OAuthError : std::exception {
  OAuthError(std::string code, std::string description, int status = 400)
      : code(std::move(code)), description(std::move(description)), status(status) {}
  const char* what() const noexcept override { return description.c_str(); }

  std::string code;         // of the standards' registry
  std::string description;  // ASCII without quotes; never what was sent, never a secret
  int status;
  std::string challenge;   // of WWW-Authenticate; empty: none
  std::string dpop_nonce;  // the one to use; empty: none
};

OAuthError invalid_request(std::string description);
// One answer for an unknown client and a wrong secret.
OAuthError invalid_client(
    std::string description = "The client is unknown, or did not prove who it is.");
OAuthError invalid_grant(std::string description);
OAuthError invalid_scope(std::string description);
// 401 with a challenge, as RFC 6750 §3 asks. `scheme` is Bearer or DPoP.
OAuthError invalid_token(std::string_view scheme, std::string_view code = "invalid_token");

// {"error":…,"error_description":…}, never cached.
http::Response error_response(const OAuthError& error);

}  // namespace sangam::suites::platform::openid
