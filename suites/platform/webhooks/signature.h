#pragma once

// Signing after Standard Webhooks 1.0: HMAC-SHA256 over "id.timestamp.body". Pure; any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sangam::suites::platform::webhooks {

inline constexpr std::string_view kSecretPrefix = "whsec_";
inline constexpr std::size_t kSecretBytesLeast = 24;
inline constexpr std::size_t kSecretBytesMost = 64;

// HMAC-SHA256, 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);

std::string to_hexadecimal(std::string_view bytes);
// Takes as long whatever differs.
bool equal_in_constant_time(std::string_view one, std::string_view other) noexcept;

// "whsec_" and the base64 of 32 random bytes.
std::string make_secret();
// The bytes behind a secret's text, with or without its prefix; nothing when it is none, or empty.
// Ours are 24 to 64 bytes; secrets that others give are taken as they are.
std::optional<std::string> secret_bytes(std::string_view text);

// "v1,<base64>" for the secret bytes `key`.
std::string sign(std::string_view key, std::string_view id, std::int64_t unix_seconds,
                 std::string_view body);
// The value of webhook-signature: one signature a key, parted by spaces.
std::string sign_all(std::span<const std::string> keys, std::string_view id,
                     std::int64_t unix_seconds, std::string_view body);

}  // namespace sangam::suites::platform::webhooks
