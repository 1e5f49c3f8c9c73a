#pragma once

// Items: a run of nodes that lies in a document's memory.

#include <cstdint>

#include "base/assert.h"

namespace sangam::graphql {

// Like std::span of const, but its element may still be incomplete: nodes hold runs of their own
// kind. Valid as long as the document that made it.
template <class T>
class Items {
 public:
  Items() = default;
  Items(const T* first, std::uint32_t count) : first_(first), count_(count) {}

  const T* begin() const noexcept { return first_; }
  const T* end() const noexcept { return first_ + count_; }
  std::uint32_t size() const noexcept { return count_; }
  bool empty() const noexcept { return count_ == 0; }
  const T& operator[](std::uint32_t at) const {
    SANGAM_ASSERT(at < count_);
    return first_[at];
  }

 private:
  const T* first_ = nullptr;
  std::uint32_t count_ = 0;
};

}  // namespace sangam::graphql
