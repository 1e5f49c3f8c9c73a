#include "suites/platform/identity/identity_cache.h"

#include <algorithm>
#include <cstring>

namespace sangam::suites::platform {

namespace {

bool concerns(const Revocation& revocation, const api::Identity& identity) {
  if (!identity.tenant || identity.tenant->number != revocation.tenant) return false;
  const auto& principal = identity.principal;
  switch (revocation.subject) {
    case RevokedSubject::tenant:
      return true;
    case RevokedSubject::session:
      return identity.session && identity.session->id == revocation.id;
    case RevokedSubject::user:
      return principal.kind != api::PrincipalKind::api_key && principal.id == revocation.id;
    case RevokedSubject::api_key:
      return principal.kind == api::PrincipalKind::api_key && principal.id == revocation.id;
  }
  return false;
}

}  // namespace

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

std::uint64_t IdentityCache::epoch() const {
  const std::lock_guard lock(mutex_);
  return epoch_;
}

void IdentityCache::insert(const TokenHash& credential, api::IdentityPointer identity,
                           std::uint64_t epoch, Timestamp now, Timestamp valid_until) {
  const std::lock_guard lock(mutex_);
  if (epoch != epoch_) return;
  // Full: start over rather than keep an order that every request would have to maintain.
  if (entries_.size() >= kCapacity) entries_.clear();
  const Timestamp trusted{now.nanoseconds + kTrustNanoseconds};
  entries_[credential] = {std::move(identity), std::min(trusted, valid_until)};
}

void IdentityCache::evict(const Revocation& revocation) {
  const std::lock_guard lock(mutex_);
  ++epoch_;
  lately_.push_back(revocation);
  if (lately_.size() > kRemembered) lately_.pop_front();
  std::erase_if(entries_,
                [&](const auto& entry) { return concerns(revocation, *entry.second.identity); });
  std::erase_if(watched_, [&](const Watched& watched) {
    const auto revoked = watched.revoked.lock();
    if (!revoked) return true;
    if (!concerns(revocation, *watched.identity)) return false;
    *revoked = true;
    return true;
  });
}

// Between its look-up and now.
bool IdentityCache::was_revoked(const api::Identity& identity) const {
  const auto since = epoch_ - identity.revocations_before;
  if (since > lately_.size()) return true;
  return std::any_of(lately_.end() - static_cast<std::ptrdiff_t>(since), lately_.end(),
                     [&](const Revocation& revocation) { return concerns(revocation, identity); });
}

api::RevokedFlag IdentityCache::watch(api::IdentityPointer identity) {
  const std::lock_guard lock(mutex_);
  auto revoked = std::make_shared<std::atomic<bool>>(was_revoked(*identity));
  if (watched_.size() >= tidy_at_) {
    std::erase_if(watched_, [](const Watched& watched) { return watched.revoked.expired(); });
    tidy_at_ = std::max<std::size_t>(64, watched_.size() * 2);
  }
  watched_.push_back({std::move(identity), revoked});
  return revoked;
}

}  // namespace sangam::suites::platform
