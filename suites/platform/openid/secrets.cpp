#include "suites/platform/openid/secrets.h"

#include <array>

#include "base/base64.h"
#include "kernel/clock/clock.h"
#include "suites/platform/identity/secret_token.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::string_view kLetters = "BCDFGHJKLMNPQRSTVWXZ";
constexpr std::size_t kLettersOfACode = 8;

// Uniform: bytes that would favour some letters are drawn again.
char random_letter() {
  constexpr std::size_t kFair = 256 / kLetters.size() * kLetters.size();
  std::array<std::uint8_t, 1> random;
  do {
    clock::random_bytes(random);
  } while (random[0] >= kFair);
  return kLetters[random[0] % kLetters.size()];
}

}  // namespace

std::string make_secret(std::string_view prefix) {
  return std::string(prefix) + make_session_token();
}

store::Bytes hash_of(std::string_view secret) {
  const auto hash = hash_token(secret);
  return {std::string(hash.begin(), hash.end())};
}

std::string make_token_id() {
  std::array<std::uint8_t, 16> random;
  clock::random_bytes(random);
  return to_base64url({reinterpret_cast<const char*>(random.data()), random.size()});
}

std::string make_user_code() {
  std::string code;
  for (std::size_t i = 0; i < kLettersOfACode; ++i) {
    if (i == kLettersOfACode / 2) code += '-';
    code += random_letter();
  }
  return code;
}

std::string normal_user_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (kLetters.find(upper) == kLetters.npos || code.size() > kLettersOfACode) return {};
    if (code.size() == kLettersOfACode / 2) code += '-';
    code += upper;
  }
  return code.size() == kLettersOfACode + 1 ? code : std::string();
}

}  // namespace sangam::suites::platform::openid
