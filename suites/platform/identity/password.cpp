#include "suites/platform/identity/password.h"

#include <sodium.h>

#include "base/assert.h"

namespace sangam::suites::platform {

namespace {

constexpr unsigned long long kPasses = 5;
constexpr std::size_t kMemoryBytes = 7 * 1024 * 1024;

bool verify_password(const std::string& hash, const std::string& password) {
  // The hash of nothing in particular, made once: what unknown users are checked against.
  static const std::string decoy = hash_password("no one has this password");
  const auto& checked = hash.empty() ? decoy : hash;
  const bool right =
      crypto_pwhash_str_verify(checked.c_str(), password.data(), password.size()) == 0;
  return right && !hash.empty();
}

}  // namespace

std::string hash_password(const std::string& password) {
  char encoded[crypto_pwhash_STRBYTES];
  const int failed = crypto_pwhash_str_alg(encoded, password.data(), password.size(), kPasses,
                                           kMemoryBytes, crypto_pwhash_ALG_ARGON2ID13);
  SANGAM_ASSERT(failed == 0);  // only without memory
  return encoded;
}

Task<std::string> Passwords::hash(runtime::EventLoop& loop, std::string password) {
  return runtime::run_on<std::string>(
      pool_, loop, [password = std::move(password)] { return hash_password(password); });
}

Task<bool> Passwords::verify(runtime::EventLoop& loop, std::string hash, std::string password) {
  return runtime::run_on<bool>(pool_, loop,
                               [hash = std::move(hash), password = std::move(password)] {
                                 return verify_password(hash, password);
                               });
}

}  // namespace sangam::suites::platform
