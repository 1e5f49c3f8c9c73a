#pragma once

// Merkle trees over a growing list, as Certificate Transparency has them: RFC 6962 §2.1, verified
// as RFC 9162 §2.1.3.2 and §2.1.4.2 say. Pure; positions count from 0.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kernel/audit/hash.h"

namespace sangam::audit {

// A complete subtree: 2^level leaves from `position` * 2^level on. Level 0 is a leaf.
struct Subtree {
  std::int32_t level = 0;
  std::int64_t position = 0;

  friend auto operator<=>(const Subtree&, const Subtree&) = default;
};

Hash leaf_hash(std::string_view data);                // SHA-256(0x00 || data)
Hash node_hash(const Hash& left, const Hash& right);  // SHA-256(0x01 || left || right)
Hash empty_root();                                    // SHA-256 of nothing

// The complete subtrees that make up the leaves [begin, end), as large as they may be where they
// stand, from left to right. At most 2 * 63.
std::vector<Subtree> cover(std::int64_t begin, std::int64_t end);

// Where a tree grows: the roots of the complete subtrees that cover it, largest first. O(log size)
// memory; a value type.
class Frontier {
 public:
  Frontier() = default;
  // Nothing unless there are as many roots as `size` has one bits.
  static std::optional<Frontier> of(std::int64_t size, std::vector<Hash> roots);

  // Appends a leaf's hash. Every complete subtree that this finishes, smallest first, the leaf
  // itself left out, is told to `finished(Subtree, Hash)`.
  template <class Finished>
  void append(const Hash& leaf, Finished finished) {
    roots_.push_back(leaf);
    ++size_;
    std::int64_t left = size_;
    for (std::int32_t level = 1; left % 2 == 0; ++level, left /= 2) {
      merge_last_two();
      finished(Subtree{level, left / 2 - 1}, roots_.back());
    }
  }
  void append(const Hash& leaf) {
    append(leaf, [](const Subtree&, const Hash&) {});
  }
  // Appends a complete subtree of 2^level leaves. False, and nothing done, when none may stand
  // here.
  bool append_subtree(std::int32_t level, const Hash& root);

  std::int64_t size() const noexcept { return size_; }
  std::span<const Hash> roots() const noexcept { return roots_; }
  // Of the whole tree (RFC 6962 MTH). O(log size).
  Hash root() const;

 private:
  void merge_last_two();

  std::int64_t size_ = 0;
  std::vector<Hash> roots_;
};

// Whether the leaf at `index` is in the tree of `size` leaves with `root` (RFC 9162 §2.1.3.2).
bool verify_inclusion(std::int64_t index, std::int64_t size, const Hash& leaf,
                      std::span<const Hash> path, const Hash& root);

// Whether the tree of `first` leaves with `first_root` is the beginning of that of `second` leaves
// with `second_root` (RFC 9162 §2.1.4.2). 0 < first <= second; equal sizes have an empty path.
bool verify_consistency(std::int64_t first, std::int64_t second, std::span<const Hash> path,
                        const Hash& first_root, const Hash& second_root);

}  // namespace sangam::audit
