#include "suites/platform/identity/identity_cache.h"

#include <algorithm>
#include <cstring>

namespace sangam::suites::platform {

std::size_t IdentityCache::Hash::operator()(const TokenHash& hash) const noexcept {
  std::size_t value;  // already uniform
  std::memcpy(&value, hash.data(), sizeof value);
  return value;
}

api::IdentityPointer IdentityCache::find(const TokenHash& credential, Timestamp now) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(credential);
  if (found == entries_.end() || found->second.trusted_until < now) return nullptr;
  return found->second.identity;
}

void IdentityCache::insert(const TokenHash& credential, api::IdentityPointer identity,
                           Timestamp now, Timestamp valid_until) {
  const std::lock_guard lock(mutex_);
  // Full: start over rather than keep an order that every request would have to maintain.
  if (entries_.size() >= kCapacity) entries_.clear();
  const Timestamp trusted{now.nanoseconds + kTrustNanoseconds};
  entries_[credential] = {std::move(identity), std::min(trusted, valid_until)};
}

void IdentityCache::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
}

}  // namespace sangam::suites::platform
