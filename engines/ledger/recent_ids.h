#pragma once

// Which ids may already be in the database? An exact answer needs the history; a sound and cheap
// one does not: of the newest ids we remember every one (as 64-bit fingerprints), and of all older
// ids only the greatest of each tenant, its floor. A version 7 id above the floor that is not among
// the remembered ones cannot exist, and needs no look-up. Anything else may exist and is fetched.
//
// A mere set of recent ids could never prove absence, and a floor alone would send every id that
// arrives a little out of order to the database; together they spare nearly all look-ups. Ids
// without a time in them (versions other than 7) are always fetched, and do not move the floor.
//
// One object serves the shards of one lane thread and is not synchronised: a tenant lives on one
// shard, so lanes have nothing to tell each other. A fingerprint costs 16 bytes at most.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/uuid.h"
#include "engines/ledger/limits.h"

namespace sangam::engines::ledger {

class RecentIds {
 public:
  // Remembers at least half of `capacity` and at most `capacity` ids.
  explicit RecentIds(std::size_t capacity = kRecentIdsDefault);
  ~RecentIds();
  RecentIds(const RecentIds&) = delete;
  RecentIds& operator=(const RecentIds&) = delete;

  // False: no persisted row has this id, provided that every persisted id was either remembered or
  // is at or below a floor that was given.
  bool may_exist(TenantNumber tenant, const Uuid& id) const noexcept;
  // An id that has been persisted. Amortised O(1).
  void remember(TenantNumber tenant, const Uuid& id);
  // Of a rebuild: `id` is at or above every version 7 id that the tenant has used so far.
  void raise_floor(TenantNumber tenant, const Uuid& id);
  bool has_floor(TenantNumber tenant) const noexcept;
  std::size_t size() const noexcept;

 private:
  struct Generation;

  void turn();

  std::size_t half_;
  // The newest ids, and those before them; the older generation goes as a whole.
  std::unique_ptr<Generation> young_;
  std::unique_ptr<Generation> old_;
  std::unique_ptr<Generation> floors_;  // only its greatest ids are used
};

}  // namespace sangam::engines::ledger
