#pragma once

// FlatMap: a hash table from 64-bit keys in one array: a look-up is one cache miss. Open
// addressing, linear probing; removing closes the gap, so it never fills with graves.

#include <cstdint>
#include <utility>
#include <vector>

#include "base/assert.h"

namespace sangam::authorization {

// Finalizer of splitmix64 (Steele et al. 2014): every bit of the key moves every bit of the hash.
constexpr std::uint64_t mix(std::uint64_t key) noexcept {
  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9ULL;
  key = (key ^ (key >> 27)) * 0x94d049bb133111ebULL;
  return key ^ (key >> 31);
}

// Any number of readers, or one writer. The key kNone is not for use (asserted).
template <class Value>
class FlatMap {
 public:
  static constexpr std::uint64_t kNone = ~std::uint64_t{0};

  std::size_t size() const noexcept { return size_; }

  // Null when there is none; valid until the next change.
  const Value* find(std::uint64_t key) const noexcept {
    if (size_ == 0) return nullptr;
    const auto& entry = entries_[position(key)];
    return entry.key == key ? &entry.value : nullptr;
  }

  // Inserts a default value when there is none.
  Value& at(std::uint64_t key) {
    SANGAM_ASSERT(key != kNone);
    if ((size_ + 1) * 4 > entries_.size() * 3) grow();
    auto& entry = entries_[position(key)];
    if (entry.key == kNone) {
      entry.key = key;
      ++size_;
    }
    return entry.value;
  }

  // True when it was not there before.
  bool insert(std::uint64_t key, Value value = {}) {
    const auto before = size_;
    at(key) = std::move(value);
    return size_ != before;
  }

  void erase(std::uint64_t key) {
    if (size_ == 0) return;
    auto hole = position(key);
    if (entries_[hole].key != key) return;
    const auto mask = entries_.size() - 1;
    for (auto next = (hole + 1) & mask; entries_[next].key != kNone; next = (next + 1) & mask) {
      // May stay where it is when its home lies between the hole and itself.
      const auto home = mix(entries_[next].key) & mask;
      if (((next - home) & mask) < ((next - hole) & mask)) continue;
      entries_[hole] = std::move(entries_[next]);
      hole = next;
    }
    entries_[hole] = {};
    --size_;
  }

 private:
  struct Entry {
    std::uint64_t key = kNone;
    Value value{};
  };

  std::size_t position(std::uint64_t key) const noexcept {
    const auto mask = entries_.size() - 1;
    auto at = mix(key) & mask;
    while (entries_[at].key != key && entries_[at].key != kNone)
      at = (at + 1) & mask;
    return at;
  }

  void grow() {
    auto old = std::exchange(entries_, {});
    entries_.resize(old.empty() ? 16 : old.size() * 2);
    for (auto& entry : old)
      if (entry.key != kNone) entries_[position(entry.key)] = std::move(entry);
  }

  std::vector<Entry> entries_;
  std::size_t size_ = 0;
};

struct Present {};
using FlatSet = FlatMap<Present>;

}  // namespace sangam::authorization
