#pragma once

// RelationSet: a set of relation numbers, a bit each.

#include <cstdint>
#include <vector>

namespace sangam::authorization {

// A value type.
class RelationSet {
 public:
  RelationSet() = default;
  explicit RelationSet(std::size_t relations) : words_((relations + 63) / 64) {}

  bool contains(std::size_t relation) const noexcept {
    return (words_[relation / 64] >> (relation % 64) & 1) != 0;
  }
  // True when it was not there.
  bool add(std::size_t relation) noexcept {
    auto& word = words_[relation / 64];
    const auto bit = std::uint64_t{1} << (relation % 64);
    if ((word & bit) != 0) return false;
    word |= bit;
    return true;
  }
  void add_all(const RelationSet& other) noexcept {
    for (std::size_t i = 0; i < words_.size(); ++i)
      words_[i] |= other.words_[i];
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace sangam::authorization
