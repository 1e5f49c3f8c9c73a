#pragma once

// Secrets that we hand out: session tokens and API keys. Random, so a plain hash is enough to store
// them: there is nothing to guess. A key carries a checksum, so that scanners can tell it from
// random text, and typing mistakes never reach the database.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sangam::suites::platform {

using TokenHash = std::array<std::uint8_t, 32>;

// SHA-256. Under a microsecond.
TokenHash hash_token(std::string_view token) noexcept;

// 32 base32 characters, 160 random bits.
std::string make_session_token();
// Whether the text has the form of one.
bool is_session_token(std::string_view text) noexcept;

// `prefix` + 32 random characters + 6 of CRC-32, for other kinds of secrets.
std::string make_checked_secret(std::string_view prefix);
bool is_checked_secret(std::string_view prefix, std::string_view text) noexcept;

// "sk_" + 32 random characters + 6 of CRC-32; matches ^sk_[0-9a-hjkmnp-tv-z]{38}$.
std::string make_api_key();
bool is_api_key(std::string_view text) noexcept;
// What may be shown of a key: "sk_" and its first eight characters.
std::string_view shown_prefix(std::string_view api_key) noexcept;

}  // namespace sangam::suites::platform
