#pragma once

// The hash chain of a tenant's audit. Each sealed entry has a number, from 1 on without gaps, and a
// hash over the hash before it and its own content:
//
//   H(0) = SHA-256("sangam-audit-1" || tenant)
//   H(n) = SHA-256(H(n-1) || n || id || at || actor || actor_kind || operation || request_id
//                  || target || outcome || detail)
//
// Integers are 8 bytes, big-endian, two's complement; `tenant` is the tenant's number, `at` is in
// nanoseconds since 1970 UTC; the id is its 16 bytes. A text is its length in bytes (4 bytes,
// big-endian) and its UTF-8; a text that is absent is the length 0xffffffff alone. Nothing else can
// give the same bytes. The leaves of the tenant's Merkle tree are the H(n), so a leaf's hash is
// SHA-256(0x00 || H(n)).

#include <optional>
#include <string>

#include "base/timestamp.h"
#include "base/uuid.h"
#include "kernel/audit/hash.h"

namespace sangam::audit {

// An entry of kernel.audit without its place.
struct Entry {
  Uuid id;
  Timestamp at;
  std::string actor;
  std::string actor_kind;
  std::string operation;
  std::string request_id;
  std::optional<std::string> target;
  std::string outcome;
  std::optional<std::string> detail;

  friend bool operator==(const Entry&, const Entry&) = default;
};

// H(0) of a tenant.
Hash chain_start(std::int32_t tenant);

// H(number); number > 0.
Hash chain_hash(const Hash& previous, std::int64_t number, const Entry& entry);

}  // namespace sangam::audit
