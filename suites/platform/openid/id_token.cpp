#include "suites/platform/openid/id_token.h"

#include <sodium.h>

#include <algorithm>

#include "base/base64.h"
#include "suites/platform/openid/json_object.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::chrono::seconds kLogoutTokenLife{120};

// The left half of the hash that belongs to the algorithm; of Ed25519 that is SHA-512.
std::string half_hash(IdTokenAlgorithm algorithm, std::string_view text) {
  unsigned char digest[crypto_hash_sha512_BYTES];
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t size = crypto_hash_sha512_BYTES;
  if (algorithm == IdTokenAlgorithm::EdDSA) {
    crypto_hash_sha512(digest, bytes, text.size());
  } else {
    crypto_hash_sha256(digest, bytes, text.size());
    size = crypto_hash_sha256_BYTES;
  }
  return to_base64url({reinterpret_cast<const char*>(digest), size / 2});
}

}  // namespace

std::string_view assurance_of(const std::vector<std::string>& methods) {
  const auto used = [&](std::string_view method) {
    return std::ranges::find(methods, method) != methods.end();
  };
  return used("mfa") || (used("pwd") && (used("otp") || used("hwk"))) ? "2" : "1";
}

std::string sign_id_token(const SigningKeys& keys, const IdToken& token, const Client& client,
                          std::string_view issuer, std::string_view access_token) {
  JsonObject claims;
  claims.text("iss", issuer)
      .text("sub", token.subject)
      .text("aud", client.id.str())
      .number("exp", unix_seconds(after(token.issued_at, kIdTokenLife)))
      .number("iat", unix_seconds(token.issued_at))
      .number("auth_time", unix_seconds(token.authenticated_at))
      .text("acr", assurance_of(token.methods))
      .texts("amr", token.methods)
      .text("sid", token.session_id)
      .text("tenant", client.tenant->id.str())
      .text("at_hash", half_hash(client.id_token_algorithm, access_token));
  if (!token.nonce.empty()) claims.text("nonce", token.nonce);
  return keys.sign(client.id_token_algorithm, "JWT", std::move(claims).str());
}

std::string sign_logout_token(const SigningKeys& keys, const IdToken& token, const Client& client,
                              std::string_view issuer, std::string_view id) {
  JsonObject claims;
  claims.text("iss", issuer)
      .text("sub", token.subject)
      .text("aud", client.id.str())
      .number("exp", unix_seconds(after(token.issued_at, kLogoutTokenLife)))
      .number("iat", unix_seconds(token.issued_at))
      .text("jti", id)
      .text("sid", token.session_id)
      .raw("events", R"({"http://schemas.openid.net/event/backchannel-logout":{}})");
  return keys.sign(client.id_token_algorithm, "logout+jwt", std::move(claims).str());
}

}  // namespace sangam::suites::platform::openid
