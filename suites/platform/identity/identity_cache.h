#pragma once

// Identities that were looked up lately, by the hash of their credential. Bounded; an entry is
// trusted for a short while, so that a change made by another process is seen soon, and a change
// made by this one at once.

#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "kernel/api/identity.h"
#include "suites/platform/identity/secret_token.h"

namespace sangam::suites::platform {

// Any thread.
class IdentityCache {
 public:
  static constexpr std::size_t kCapacity = 65'536;
  static constexpr std::int64_t kTrustNanoseconds = 5 * kNanosecondsPerSecond;

  // Null when unknown or no longer trusted. `now` is machine time.
  api::IdentityPointer find(const TokenHash& credential, Timestamp now);
  // `valid_until` is when the credential itself ends.
  void insert(const TokenHash& credential, api::IdentityPointer identity, Timestamp now,
              Timestamp valid_until);
  // Forgets everything: a key was revoked, a session ended, a role changed. Rare, so simple.
  void clear();

 private:
  struct Entry {
    api::IdentityPointer identity;
    Timestamp trusted_until;
  };
  struct Hash {
    std::size_t operator()(const TokenHash& hash) const noexcept;
  };

  std::mutex mutex_;
  std::unordered_map<TokenHash, Entry, Hash> entries_;
};

}  // namespace sangam::suites::platform
