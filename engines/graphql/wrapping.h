#pragma once

// Wrapping: what lists and non-nulls a type has around its name.

#include <bit>
#include <cstdint>

#include "base/assert.h"

namespace sangam::graphql {

// [T!]! is non-null, list, non-null from the outside in. A value; a list inside a list inside …
// counts to kMostLists.
class Wrapping {
 public:
  static constexpr int kMostLists = 12;

  // Of a plain name.
  Wrapping() = default;

  bool none() const noexcept { return bits_ == kNone; }
  bool is_non_null() const noexcept { return !none() && (bits_ & 1) == 1; }
  bool is_list() const noexcept { return !none() && (bits_ & 1) == 0; }
  // How many lists and non-nulls.
  int levels() const noexcept { return static_cast<int>(std::bit_width(bits_)) - 1; }

  // Without the outermost. Asserts that there is one.
  Wrapping inside() const {
    SANGAM_ASSERT(!none());
    return Wrapping(bits_ >> 1);
  }
  Wrapping nullable() const { return is_non_null() ? inside() : *this; }
  // A non-null is not wrapped in another: asserted.
  Wrapping in_non_null() const {
    SANGAM_ASSERT(!is_non_null() && levels() < kMostLevels);
    return Wrapping(bits_ << 1 | 1);
  }
  Wrapping in_list() const {
    SANGAM_ASSERT(has_room());
    return Wrapping(bits_ << 1);
  }
  // Whether it may be wrapped in one more list, which in_list() asserts.
  bool has_room() const noexcept { return levels() - non_nulls() < kMostLists; }

  friend bool operator==(Wrapping, Wrapping) = default;

 private:
  static constexpr std::uint32_t kNone = 1;
  static constexpr int kMostLevels = 2 * kMostLists + 1;
  explicit Wrapping(std::uint32_t bits) : bits_(bits) {}

  int non_nulls() const noexcept { return std::popcount(bits_) - 1; }

  // The lowest bit is the outermost: 1 non-null, 0 list. Above all of them stands a 1.
  std::uint32_t bits_ = kNone;
};

}  // namespace sangam::graphql
