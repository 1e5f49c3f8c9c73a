#include "kernel/one_time_password/totp.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "base/assert.h"

namespace sangam::one_time_password {

namespace {

constexpr std::size_t kDigestSize = 20;  // of SHA-1
constexpr std::uint32_t kSixDigits = 1'000'000;
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::array<unsigned char, kDigestSize> mac(std::string_view secret, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  std::array<unsigned char, kDigestSize> digest{};
  unsigned int size = 0;
  const auto* done = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
                          counter.data(), counter.size(), digest.data(), &size);
  SANGAM_ASSERT(done && size == digest.size());
  return digest;
}

std::string escaped(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

}  // namespace

std::string make_secret() {
  std::string secret(kSecretSize, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

std::int64_t step_at(std::int64_t unix_seconds) noexcept { return unix_seconds / kStepSeconds; }

// RFC 4226 §5.3: the digest's last four bits say which four of its bytes are the number.
std::string code_at(std::string_view secret, std::int64_t step) {
  const auto digest = mac(secret, step);
  const std::size_t at = digest.back() & 0x0f;
  const std::uint32_t number = (std::uint32_t{digest[at]} & 0x7f) << 24 |
                               std::uint32_t{digest[at + 1]} << 16 |
                               std::uint32_t{digest[at + 2]} << 8 | std::uint32_t{digest[at + 3]};
  return fmt::format("{:06}", number % kSixDigits);
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code,
                                          std::int64_t unix_seconds, std::int64_t last_used) {
  const auto present = step_at(unix_seconds);
  std::optional<std::int64_t> matching;
  for (auto step = present - 1; step <= present + 1; ++step) {
    const auto right = code_at(secret, step);
    const bool same =
        code.size() == right.size() && sodium_memcmp(code.data(), right.data(), right.size()) == 0;
    if (same && step > last_used && !matching) matching = step;
  }
  return matching;
}

std::string readable(std::string_view secret) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const unsigned char byte : secret) {
    bits = bits << 8 | byte;
    for (held += 8; held >= 5; held -= 5)
      text += kBase32[bits >> (held - 5) & 0x1f];
  }
  if (held > 0) text += kBase32[bits << (5 - held) & 0x1f];
  return text;
}

std::string provisioning_uri(std::string_view secret, std::string_view issuer,
                             std::string_view account) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", escaped(issuer),
                     escaped(account), readable(secret));
}

}  // namespace sangam::one_time_password
