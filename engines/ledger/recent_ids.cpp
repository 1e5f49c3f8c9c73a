#include "engines/ledger/recent_ids.h"

#include <algorithm>
#include <vector>

#include "base/assert.h"
#include "engines/ledger/flat_map.h"

namespace sangam::engines::ledger {

namespace {

constexpr std::size_t kSmallestTable = 1'024;

bool has_time(const Uuid& id) noexcept { return (id.bytes[6] >> 4) == 7; }

// Zero marks a free place of the table, so no fingerprint may be zero.
std::uint64_t mark_of(TenantNumber tenant, const Uuid& id) noexcept {
  return std::max<std::uint64_t>(fingerprint(tenant, id), 1);
}

}  // namespace

// A set of fingerprints (open addressing, at most half full) and each tenant's greatest id.
struct RecentIds::Generation {
  std::vector<std::uint64_t> table = std::vector<std::uint64_t>(kSmallestTable);
  std::size_t used = 0;
  boost::unordered_flat_map<TenantNumber, Uuid> greatest;

  std::size_t place_of(std::uint64_t mark) const noexcept {
    const std::size_t mask = table.size() - 1;
    std::size_t place = mark & mask;
    while (table[place] != 0 && table[place] != mark)
      place = (place + 1) & mask;
    return place;
  }

  bool contains(std::uint64_t mark) const noexcept { return table[place_of(mark)] == mark; }

  void insert(std::uint64_t mark) {
    std::uint64_t& place = table[place_of(mark)];
    if (place == mark) return;
    place = mark;
    if (++used * 2 > table.size()) grow();
  }

  void grow() {
    std::vector<std::uint64_t> smaller(table.size() * 2);
    smaller.swap(table);
    for (const std::uint64_t mark : smaller) {
      if (mark != 0) table[place_of(mark)] = mark;
    }
  }

  void raise(TenantNumber tenant, const Uuid& id) {
    Uuid& greatest_id = greatest[tenant];
    greatest_id = std::max(greatest_id, id);
  }

  bool covers(TenantNumber tenant, const Uuid& id) const noexcept {
    const auto found = greatest.find(tenant);
    return found != greatest.end() && id <= found->second;
  }
};

RecentIds::RecentIds(std::size_t capacity)
    : half_(capacity / 2),
      young_(std::make_unique<Generation>()),
      old_(std::make_unique<Generation>()),
      floors_(std::make_unique<Generation>()) {
  SANGAM_ASSERT(half_ > 0);
}

RecentIds::~RecentIds() = default;

bool RecentIds::may_exist(TenantNumber tenant, const Uuid& id) const noexcept {
  if (!has_time(id) || floors_->covers(tenant, id)) return true;
  const std::uint64_t mark = mark_of(tenant, id);
  return young_->contains(mark) || old_->contains(mark);
}

void RecentIds::remember(TenantNumber tenant, const Uuid& id) {
  if (!has_time(id)) return;
  young_->insert(mark_of(tenant, id));
  young_->raise(tenant, id);
  if (young_->used >= half_) turn();
}

void RecentIds::raise_floor(TenantNumber tenant, const Uuid& id) { floors_->raise(tenant, id); }

bool RecentIds::has_floor(TenantNumber tenant) const noexcept {
  return floors_->greatest.contains(tenant);
}

std::size_t RecentIds::size() const noexcept { return young_->used + old_->used; }

void RecentIds::turn() {
  for (const auto& [tenant, id] : old_->greatest)
    floors_->raise(tenant, id);
  old_ = std::move(young_);
  young_ = std::make_unique<Generation>();
}

}  // namespace sangam::engines::ledger
