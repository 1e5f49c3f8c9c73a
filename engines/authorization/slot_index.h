#pragma once

// SlotIndex: finds the slot of a record in somebody else's vector by a hash of it: eight bytes a
// record. Open addressing, linear probing; removing closes the gap.

#include <cstdint>
#include <vector>

namespace sangam::authorization {

inline constexpr std::uint32_t kNoSlot = 0xFFFF'FFFF;

// Any number of readers, or one writer.
class SlotIndex {
 public:
  // The slot with this hash for which `is_it(slot)`; kNoSlot when there is none.
  template <class IsIt>
  std::uint32_t find(std::uint64_t hash, IsIt is_it) const {
    if (entries_.empty()) return kNoSlot;
    const auto mask = entries_.size() - 1;
    const auto part = static_cast<std::uint32_t>(hash);
    for (auto at = part & mask; entries_[at].slot != kNoSlot; at = (at + 1) & mask)
      if (entries_[at].hash == part && is_it(entries_[at].slot)) return entries_[at].slot;
    return kNoSlot;
  }
  // The slot must not be there yet.
  void insert(std::uint64_t hash, std::uint32_t slot);
  // The slot must be there, under this hash.
  void erase(std::uint64_t hash, std::uint32_t slot);

 private:
  struct Entry {
    std::uint32_t hash = 0;
    std::uint32_t slot = kNoSlot;
  };
  void place(Entry entry);

  std::vector<Entry> entries_;
  std::size_t size_ = 0;
};

}  // namespace sangam::authorization
