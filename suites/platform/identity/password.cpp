#include "suites/platform/identity/password.h"

#include <sodium.h>

#include <functional>

#include "base/assert.h"
#include "base/error.h"
#include "base/text.h"

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

void require_good(const NewPassword& chosen, const BreachedPasswords* breached) {
  const auto refuse = [&](std::string code, std::string detail) {
    throw invalid_field(chosen.pointer, std::move(code), std::move(detail));
  };
  const auto length = static_cast<std::int64_t>(utf8_length(chosen.password).value_or(0));
  const auto least = chosen.policy.password_min_length.value;
  if (length < least)
    refuse("too_short", "must have " + std::to_string(least) + " characters or more");
  if (chosen.password == chosen.email) refuse("same_as_email", "must not be the address");
  if (breached && breached->contains(chosen.password))
    refuse("breached", "is known from breaches of other services: choose another");
}

}  // namespace

std::string hash_password(const std::string& password) {
  char encoded[crypto_pwhash_STRBYTES];
  const int failed = crypto_pwhash_str_alg(encoded, password.data(), password.size(), kPasses,
                                           kMemoryBytes, crypto_pwhash_ALG_ARGON2ID13);
  SANGAM_ASSERT(failed == 0);  // only without memory
  return encoded;
}

// The list of breached passwords is a file: looking it up may wait for the disk.
Task<std::string> Passwords::hash_new(runtime::EventLoop& loop, NewPassword chosen) {
  return runtime::run_on<std::string>(pool_, loop,
                                      [breached = breached_, chosen = std::move(chosen)] {
                                        require_good(chosen, breached);
                                        return hash_password(chosen.password);
                                      });
}

Task<std::optional<std::string>> Passwords::rehash(runtime::EventLoop& loop, std::string hash,
                                                   std::string password) {
  if (crypto_pwhash_str_needs_rehash(hash.c_str(), kPasses, kMemoryBytes) == 0)
    co_return std::nullopt;
  co_return co_await runtime::run_on<std::string>(
      pool_, loop, std::bind_front(hash_password, std::move(password)));
}

void Passwords::require_room() const {
  if (pool_.is_full()) throw runtime::pool_busy();
}

Task<bool> Passwords::verify(runtime::EventLoop& loop, std::string hash, std::string password) {
  return runtime::run_on<bool>(pool_, loop,
                               [hash = std::move(hash), password = std::move(password)] {
                                 return verify_password(hash, password);
                               });
}

}  // namespace sangam::suites::platform
