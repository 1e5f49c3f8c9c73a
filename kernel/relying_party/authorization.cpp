#include "kernel/relying_party/authorization.h"

#include <openssl/sha.h>

#include <array>

#include "base/assert.h"
#include "base/base64.h"
#include "base/query.h"

namespace sangam::relying_party {

std::string challenge_of(std::string_view verifier) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size(), digest.data());
  return to_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string authorization_url(const Provider& provider, const AuthorizationRequest& request) {
  SANGAM_ASSERT(request.verifier.size() >= 43 && request.verifier.size() <= 128);
  SANGAM_ASSERT(!request.state.empty() && !request.nonce.empty());
  std::string query;
  append_parameter("response_type", "code", query);
  append_parameter("client_id", request.client_id, query);
  append_parameter("redirect_uri", request.redirect_uri, query);
  append_parameter("scope", request.scope, query);
  append_parameter("state", request.state, query);
  append_parameter("nonce", request.nonce, query);
  append_parameter("code_challenge", challenge_of(request.verifier), query);
  append_parameter("code_challenge_method", "S256", query);
  if (!request.login_hint.empty()) append_parameter("login_hint", request.login_hint, query);
  return with_query(provider.authorization_endpoint, query);
}

}  // namespace sangam::relying_party
