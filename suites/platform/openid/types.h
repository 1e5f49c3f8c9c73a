#pragma once

// Ids, words and limits of this module.

#include <chrono>
#include <string_view>

#include "base/describe.h"
#include "base/id.h"
#include "base/timestamp.h"

namespace sangam::suites::platform::openid {

struct ClientResource {
  static constexpr std::string_view kIdPrefix = "oac";
};
struct GrantResource {
  static constexpr std::string_view kIdPrefix = "ogr";
};
using ClientId = Id<ClientResource>;
using GrantId = Id<GrantResource>;

// How a client proves who it is (OpenID Connect Core 1.0 §9).
enum class ClientAuthentication : std::uint8_t {
  client_secret,    // by Basic or in the form
  private_key_jwt,  // a signed assertion (RFC 7523)
  tls_client_auth,  // a certificate (RFC 8705 §2.1)
  none,             // a public client: it runs where nothing can be kept
};
SANGAM_ENUM(ClientAuthentication, client_secret, private_key_jwt, tls_client_auth, none)

enum class GrantType : std::uint8_t {
  authorization_code,
  refresh_token,
  client_credentials,
  device_code,
  token_exchange,
};
SANGAM_ENUM(GrantType, authorization_code, refresh_token, client_credentials, device_code,
            token_exchange)

enum class IdTokenAlgorithm : std::uint8_t { EdDSA, ES256 };
SANGAM_ENUM(IdTokenAlgorithm, EdDSA, ES256)

// How long things last.
inline constexpr std::chrono::seconds kAccessTokenLife{600};
inline constexpr std::chrono::seconds kIdTokenLife{600};
inline constexpr std::chrono::seconds kCodeLife{60};
inline constexpr std::chrono::seconds kRequestLife{600};  // a person reads and decides
inline constexpr std::chrono::seconds kPushedRequestLife{90};
inline constexpr std::chrono::seconds kDeviceCodeLife{600};
inline constexpr std::chrono::seconds kRefreshTokenLife{30 * 86'400};  // unless used
inline constexpr std::chrono::seconds kGrantLife{180 * 86'400};        // whatever is refreshed
inline constexpr std::chrono::seconds kSecretOverlap{86'400};

// Of one client.
inline constexpr std::size_t kUrisMost = 20;
// Of a tenant.
inline constexpr std::int64_t kClientsMost = 1'000;

constexpr Timestamp after(Timestamp time, std::chrono::seconds span) noexcept {
  return {time.nanoseconds + std::chrono::nanoseconds(span).count()};
}
constexpr std::int64_t unix_seconds(Timestamp time) noexcept {
  return time.nanoseconds / kNanosecondsPerSecond;
}

}  // namespace sangam::suites::platform::openid
