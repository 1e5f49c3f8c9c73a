#pragma once

// Time-based one-time passwords: the six digits that an authenticator app shows (RFC 6238 on RFC
// 4226, with SHA-1, six digits and 30 seconds, which is what every app understands).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sangam::one_time_password {

// Bytes of a secret: as long as the hash (RFC 4226 §4, R6).
inline constexpr std::size_t kSecretSize = 20;
inline constexpr std::int64_t kStepSeconds = 30;

std::string make_secret();

// The time step of a moment, in seconds since 1970.
std::int64_t step_at(std::int64_t unix_seconds) noexcept;

// The six digits of a step.
std::string code_at(std::string_view secret, std::int64_t step);

// The step whose code it is: the present one, or the one before or after, because clocks differ and
// people type. Steps up to `last_used` are over: no code is good twice. Compares in constant time.
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code,
                                          std::int64_t unix_seconds, std::int64_t last_used);

// The secret in base32 (RFC 4648), as people type it.
std::string readable(std::string_view secret);

// "otpauth://totp/…": what the app reads from a QR code. `issuer` and `account` are shown in it.
std::string provisioning_uri(std::string_view secret, std::string_view issuer,
                             std::string_view account);

}  // namespace sangam::one_time_password
