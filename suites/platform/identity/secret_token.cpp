#include "suites/platform/identity/secret_token.h"

#include <sodium.h>
#include <zlib.h>

#include <algorithm>

#include "kernel/clock/clock.h"

namespace sangam::suites::platform {

namespace {

constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::string_view kKeyPrefix = "sk_";
constexpr std::size_t kRandomDigits = 32;
constexpr std::size_t kChecksumDigits = 6;
constexpr std::size_t kShownDigits = 8;

std::string random_digits() {
  std::array<std::uint8_t, kRandomDigits> random;
  clock::random_bytes(random);
  std::string text;
  for (const auto byte : random)
    text += kDigits[byte & 31];
  return text;
}

std::string checksum(std::string_view text) {
  auto crc = crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()));
  std::string digits(kChecksumDigits, '0');
  for (auto& digit : digits) {
    digit = kDigits[crc & 31];
    crc >>= 5;
  }
  return digits;
}

}  // namespace

TokenHash hash_token(std::string_view token) noexcept {
  TokenHash hash;
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(token.data()),
                     token.size());
  return hash;
}

std::string make_session_token() { return random_digits(); }

bool is_session_token(std::string_view text) noexcept {
  return text.size() == kRandomDigits && text.find_first_not_of(kDigits) == std::string_view::npos;
}

std::string make_checked_secret(std::string_view prefix) {
  auto secret = std::string(prefix) + random_digits();
  return secret + checksum(secret);
}

bool is_checked_secret(std::string_view prefix, std::string_view text) noexcept {
  const auto length = prefix.size() + kRandomDigits + kChecksumDigits;
  if (text.size() != length || !text.starts_with(prefix)) return false;
  const auto body = text.substr(0, length - kChecksumDigits);
  return checksum(body) == text.substr(body.size());
}

std::string make_api_key() { return make_checked_secret(kKeyPrefix); }

bool is_api_key(std::string_view text) noexcept { return is_checked_secret(kKeyPrefix, text); }

std::string_view shown_prefix(std::string_view api_key) noexcept {
  return api_key.substr(0, kKeyPrefix.size() + kShownDigits);
}

}  // namespace sangam::suites::platform
