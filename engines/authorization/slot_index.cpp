#include "engines/authorization/slot_index.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace sangam::authorization {

void SlotIndex::place(Entry entry) {
  const auto mask = entries_.size() - 1;
  auto at = entry.hash & mask;
  while (entries_[at].slot != kNoSlot)
    at = (at + 1) & mask;
  entries_[at] = entry;
}

void SlotIndex::insert(std::uint64_t hash, std::uint32_t slot) {
  SANGAM_ASSERT(slot != kNoSlot);
  if ((size_ + 1) * 4 > entries_.size() * 3) {
    const auto old = std::exchange(entries_, {});
    entries_.resize(std::max<std::size_t>(16, old.size() * 2));
    for (const auto& entry : old)
      if (entry.slot != kNoSlot) place(entry);
  }
  place({static_cast<std::uint32_t>(hash), slot});
  ++size_;
}

void SlotIndex::erase(std::uint64_t hash, std::uint32_t slot) {
  SANGAM_ASSERT(size_ > 0);
  const auto mask = entries_.size() - 1;
  auto hole = static_cast<std::uint32_t>(hash) & mask;
  while (entries_[hole].slot != slot) {
    SANGAM_ASSERT(entries_[hole].slot != kNoSlot);
    hole = (hole + 1) & mask;
  }
  for (auto next = (hole + 1) & mask; entries_[next].slot != kNoSlot; next = (next + 1) & mask) {
    // May stay where it is when its home lies between the hole and itself.
    const auto home = entries_[next].hash & mask;
    if (((next - home) & mask) < ((next - hole) & mask)) continue;
    entries_[hole] = entries_[next];
    hole = next;
  }
  entries_[hole] = {};
  --size_;
}

}  // namespace sangam::authorization
