#include "suites/platform/webhooks/signature.h"

#include <sodium.h>

#include <array>

#include "base/assert.h"
#include "base/base64.h"
#include "kernel/clock/clock.h"

namespace sangam::suites::platform::webhooks {

namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view text) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
  std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
  sodium_memzero(&state, sizeof state);
  return digest;
}

std::string to_hexadecimal(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes_of(bytes), bytes.size());
  text.pop_back();
  return text;
}

bool equal_in_constant_time(std::string_view one, std::string_view other) noexcept {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string make_secret() {
  std::array<std::uint8_t, 32> random{};
  clock::random_bytes(random);
  const std::string_view bytes(reinterpret_cast<const char*>(random.data()), random.size());
  return std::string(kSecretPrefix) + to_base64(bytes);
}

std::optional<std::string> secret_bytes(std::string_view text) {
  if (text.starts_with(kSecretPrefix)) text.remove_prefix(kSecretPrefix.size());
  // As lenient as the libraries of the standard.
  auto bytes = from_base64(text, Base64Rule::lenient);
  if (!bytes || bytes->empty()) return std::nullopt;
  return bytes;
}

std::string sign(std::string_view key, std::string_view id, std::int64_t unix_seconds,
                 std::string_view body) {
  SANGAM_ASSERT(!key.empty() && !id.empty());
  std::string content;
  content.reserve(id.size() + body.size() + 24);
  content.append(id).append(".").append(std::to_string(unix_seconds)).append(".").append(body);
  return "v1," + to_base64(hmac_sha256(key, content));
}

std::string sign_all(std::span<const std::string> keys, std::string_view id,
                     std::int64_t unix_seconds, std::string_view body) {
  SANGAM_ASSERT(!keys.empty());
  std::string signatures;
  for (const auto& key : keys) {
    if (!signatures.empty()) signatures += ' ';
    signatures += sign(key, id, unix_seconds, body);
  }
  return signatures;
}

}  // namespace sangam::suites::platform::webhooks
