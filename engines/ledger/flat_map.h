#pragma once

// The hash maps inside the engine: flat tables keyed by a tenant and an id, or by an id.

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>

#include "base/uuid.h"
#include "engines/ledger/shard.h"

namespace sangam::engines::ledger {

// Scrambles an id and its tenant into 64 bits; the same for every program, as RecentIds relies on.
inline std::uint64_t fingerprint(TenantNumber tenant, const Uuid& id) noexcept {
  std::uint64_t mixed = std::hash<Uuid>{}(id) + static_cast<std::uint32_t>(tenant);
  mixed = (mixed ^ (mixed >> 32)) * 0xd6e8feb86659fd93ULL;
  return mixed ^ (mixed >> 32);
}

struct KeyHash {
  using is_avalanching = void;

  std::size_t operator()(const TransferKey& key) const noexcept {
    return fingerprint(key.tenant, key.id);
  }
  std::size_t operator()(const Uuid& id) const noexcept { return fingerprint(0, id); }
};

template <class Key, class Value>
using FlatMap = boost::unordered_flat_map<Key, Value, KeyHash>;

}  // namespace sangam::engines::ledger
