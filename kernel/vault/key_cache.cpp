#include "kernel/vault/key_cache.h"

#include "base/assert.h"

namespace sangam::vault {

std::shared_ptr<const KeyRing> KeyCache::find(std::int32_t tenant) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(tenant);
  if (found == places_.end()) return nullptr;
  if (found->second->fresh_until.passed()) {
    entries_.erase(found->second);
    places_.erase(found);
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->ring;
}

void KeyCache::put(std::int32_t tenant, std::shared_ptr<const KeyRing> ring,
                   runtime::Deadline fresh_until) {
  SANGAM_ASSERT(ring != nullptr);
  const std::lock_guard lock(mutex_);
  if (const auto found = places_.find(tenant); found != places_.end()) {
    entries_.erase(found->second);
    places_.erase(found);
  }
  entries_.push_front({tenant, std::move(ring), fresh_until});
  places_.emplace(tenant, entries_.begin());
  if (entries_.size() > most_) {
    places_.erase(entries_.back().tenant);
    entries_.pop_back();
  }
  SANGAM_ASSERT(entries_.size() == places_.size() && entries_.size() <= most_);
}

void KeyCache::remove(std::int32_t tenant) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(tenant);
  if (found == places_.end()) return;
  entries_.erase(found->second);
  places_.erase(found);
}

std::size_t KeyCache::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace sangam::vault
