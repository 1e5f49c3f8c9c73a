#pragma once

// TenantKey: seals the values of one tenant, and opens them. A sealed value is bound to its place:
// moved to another row, column, table or tenant it does not open.
//
//   const auto key = co_await vault.key_of(pool, call.tenant().number, call.deadline());
//   row.secret = key.seal({"webhooks.endpoints", "secret", id}, plain);
//
// Sealed: format (1 byte), key version (4), nonce (12), ciphertext (as long as the text), tag (16).

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.h"
#include "kernel/vault/key.h"

namespace sangam::vault {

// Where a sealed value stands.
struct Place {
  std::string_view table;   // "webhooks.endpoints"
  std::string_view column;  // "secret"
  Uuid row;
};

// The keys of one tenant that are not destroyed, by version, and which of them seals. Wiped when
// the last TenantKey that shares it goes.
struct KeyRing {
  struct Versioned {
    std::int32_t version = 0;
    Key key;
  };
  std::vector<Versioned> keys;  // never empty; ascending
  std::size_t sealing = 0;      // index
};

// Cheap to copy: the ring is shared by the copies and the vault's cache. Immutable; any thread.
class TenantKey {
 public:
  TenantKey(std::int32_t tenant, std::shared_ptr<const KeyRing> ring);

  // Throws Error{too_large} above kPlainMost (aes_gcm.h). O(bytes).
  std::string seal(const Place& place, std::string_view plain) const;
  // Throws Error{internal} when the value was altered or moved, or its key destroyed.
  std::string open(const Place& place, std::string_view sealed) const;

  // The version that seals.
  std::int32_t version() const noexcept { return ring_->keys[ring_->sealing].version; }

 private:
  std::int32_t tenant_;
  std::shared_ptr<const KeyRing> ring_;
};

// The version of the key a value was sealed with; nullopt for what is no sealed value.
std::optional<std::int32_t> sealed_version(std::string_view sealed) noexcept;

// What sealing adds to a text's length.
inline constexpr std::size_t kSealedOverhead = 33;

}  // namespace sangam::vault
