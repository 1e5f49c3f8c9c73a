// The grant type authorization_code (RFC 6749 §4.1.3) with PKCE (RFC 7636).

#include <sodium.h>

#include <algorithm>

#include "base/base64.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"
#include "suites/platform/openid/token_endpoint.h"

namespace sangam::suites::platform::openid {

namespace {

OAuthError wrong_code() {
  return invalid_grant("The code is wrong, was used or has expired, or is not for this request.");
}

// RFC 7636 §4.1.
bool is_verifier(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
  };
  return text.size() >= 43 && text.size() <= 128 && std::ranges::all_of(text, fits);
}

bool verifies(std::string_view verifier, std::string_view challenge) {
  if (!is_verifier(verifier)) return false;
  const auto digest = to_base64url(hash_of(verifier).value);
  return digest.size() == challenge.size() &&
         sodium_memcmp(digest.data(), challenge.data(), digest.size()) == 0;
}

}  // namespace

Task<http::Response> TokenEndpoint::authorization_code(const Asked& asked) {
  const auto& parameters = asked.parameters;
  const auto code = parameters.get("code");
  if (code.empty()) throw invalid_request("code is missing.");
  auto work = begin(asked);
  auto grant = co_await work.row<GrantRow>(kLockGrantOfCode, hash_of(code));
  // Another client's code: nothing happens to it.
  if (!grant || grant->client_id != asked.client->id) throw wrong_code();
  if (grant->code_used_at) {
    // Used twice: one of the two stole it (RFC 9700 §4.5).
    if (!grant->revoked_at)
      co_await end_grant(asked, std::move(work), std::move(*grant), "A code was used twice.");
    throw wrong_code();
  }
  const bool right =
      !grant->revoked_at && *grant->code_expires_at > asked.now &&
      parameters.get("redirect_uri") == grant->redirect_uri.value_or("") &&
      verifies(parameters.get("code_verifier"), grant->code_challenge.value_or("")) &&
      (!grant->key_thumbprint || *grant->key_thumbprint == asked.key_thumbprint);
  std::optional<std::string> thumbprint;
  if (!asked.key_thumbprint.empty()) thumbprint = asked.key_thumbprint;
  if (!right) {
    // One try a code: nobody guesses what goes with it.
    co_await end_grant(asked, std::move(work), std::move(*grant), "A code came with wrong proof.");
    throw wrong_code();
  }
  work.later(kSpendCode, grant->id, asked.now, thumbprint);
  auto scopes = read_scopes(grant->scopes).value();
  co_return co_await issue(asked, std::move(work), std::move(*grant), std::move(scopes));
}

}  // namespace sangam::suites::platform::openid
