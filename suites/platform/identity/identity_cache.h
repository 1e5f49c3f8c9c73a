#pragma once

// Identities that were looked up lately, by the hash of their credential. Bounded; an entry is
// trusted for a short while, and goes at once when its credential, user or tenant is revoked.

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/scalars.h"
#include "kernel/api/identity.h"
#include "suites/platform/identity/secret_token.h"

namespace sangam::suites::platform {

enum class RevokedSubject : std::uint8_t { tenant, user, session, api_key };
SANGAM_ENUM(RevokedSubject, tenant, user, session, api_key)

// Every credential of the subject is looked up anew.
struct Revocation {
  RevokedSubject subject = RevokedSubject::tenant;
  std::int32_t tenant = 0;
  Uuid id;  // of the user, session or key; of a tenant nothing
};

// Any thread.
class IdentityCache {
 public:
  static constexpr std::size_t kCapacity = 65'536;
  static constexpr std::size_t kRemembered = 4'096;
  static constexpr std::int64_t kTrustNanoseconds = 5 * kNanosecondsPerSecond;

  // Null when unknown or no longer trusted. `now` is machine time.
  api::IdentityPointer find(const TokenHash& credential, Timestamp now);

  // Before a look-up: what is passed to insert(), so that an identity that was read before a
  // revocation is not kept after it.
  std::uint64_t epoch() const;
  // `valid_until` is when the credential itself ends. Nothing when something was evicted since
  // `epoch`.
  void insert(const TokenHash& credential, api::IdentityPointer identity, std::uint64_t epoch,
              Timestamp now, Timestamp valid_until);

  // O(entries); revocations are rare.
  void evict(const Revocation& revocation);

  // True once something that concerns the identity is evicted, since it was looked up and for as
  // long as the flag is kept; and at once when that is too many revocations ago to tell. O(1) over
  // many calls, and O(revocations since the look-up).
  api::RevokedFlag watch(api::IdentityPointer identity);

 private:
  bool was_revoked(const api::Identity& identity) const;

  struct Entry {
    api::IdentityPointer identity;
    Timestamp trusted_until;
  };
  struct Watched {
    api::IdentityPointer identity;
    std::weak_ptr<std::atomic<bool>> revoked;
  };
  struct Hash {
    std::size_t operator()(const TokenHash& hash) const noexcept;
  };

  mutable std::mutex mutex_;
  std::uint64_t epoch_ = 0;
  std::deque<Revocation> lately_;  // the last of the revocations that epoch_ counts
  std::unordered_map<TokenHash, Entry, Hash> entries_;
  std::vector<Watched> watched_;
  std::size_t tidy_at_ = 64;  // so many watched that those nobody keeps are let go
};

}  // namespace sangam::suites::platform
