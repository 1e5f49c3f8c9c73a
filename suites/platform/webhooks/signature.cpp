#include "suites/platform/webhooks/signature.h"

#include <sodium.h>

#include <array>

#include "base/assert.h"
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

std::string to_base64(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();  // the NUL
  return text;
}

// Bits behind the last whole byte are passed over, as the libraries of the standard do.
std::optional<std::string> from_base64(std::string_view text) {
  while (text.ends_with('='))
    text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  std::string whole(text);
  whole.append((4 - text.size() % 4) % 4, 'A');
  std::string bytes(whole.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int result =
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), whole.data(),
                        whole.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
  if (result != 0 || end != whole.data() + whole.size()) return std::nullopt;
  bytes.resize(text.size() * 3 / 4);
  return bytes;
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
  auto bytes = from_base64(text);
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
