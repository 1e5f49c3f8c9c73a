#pragma once

// The rings of tenants that were used lately, so that most sealing costs no statement. Bounded: the
// one that was not used for longest goes first. Private to kernel/vault.

#include <chrono>
#include <list>
#include <mutex>
#include <unordered_map>

#include "kernel/runtime/deadline.h"
#include "kernel/vault/tenant_key.h"

namespace sangam::vault {

// Any thread.
class KeyCache {
 public:
  explicit KeyCache(std::size_t most) : most_(most) {}

  // Null when the tenant's ring is not there, or is no longer fresh.
  std::shared_ptr<const KeyRing> find(std::int32_t tenant);
  void put(std::int32_t tenant, std::shared_ptr<const KeyRing> ring, runtime::Deadline fresh_until);
  void remove(std::int32_t tenant);
  std::size_t size() const;

 private:
  struct Entry {
    std::int32_t tenant;
    std::shared_ptr<const KeyRing> ring;
    runtime::Deadline fresh_until;
  };

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // used last first
  std::unordered_map<std::int32_t, std::list<Entry>::iterator> places_;
};

}  // namespace sangam::vault
