#pragma once

// The bytes received on a connection and not yet used up, in one piece.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

#include "base/assert.h"

namespace sangam::http {

// Grows up to a limit when a request head needs it and shrinks back when empty, so that an idle
// connection holds kSmall bytes. Views stay valid until compact(), reserve_space() or shrink().
class InputBuffer {
 public:
  static constexpr std::size_t kSmall = 4096;

  explicit InputBuffer(std::size_t limit) : limit_(std::max(limit, kSmall)) { allocate(kSmall); }

  std::string_view data() const noexcept { return {bytes_.get() + begin_, end_ - begin_}; }
  bool empty() const noexcept { return begin_ == end_; }

  void consume(std::size_t count) noexcept {
    SANGAM_ASSERT(count <= end_ - begin_);
    begin_ += count;
    if (begin_ == end_) begin_ = end_ = 0;
  }
  // Room behind the data, at least one byte: moves the data to the front or grows. Asserts that the
  // data is below the limit.
  std::span<char> reserve_space() {
    if (end_ == capacity_ && begin_ > 0) compact();
    if (end_ == capacity_) {
      SANGAM_ASSERT(capacity_ < limit_);
      resize(std::min(capacity_ * 2, limit_));
    }
    return {bytes_.get() + end_, capacity_ - end_};
  }
  void commit(std::size_t count) noexcept {
    SANGAM_ASSERT(count <= capacity_ - end_);
    end_ += count;
  }
  // Appends bytes from elsewhere, growing beyond the limit if it must.
  void append(std::string_view bytes) {
    if (capacity_ - end_ < bytes.size()) {
      compact();
      if (capacity_ - end_ < bytes.size()) resize(end_ + bytes.size());
    }
    std::memcpy(bytes_.get() + end_, bytes.data(), bytes.size());
    end_ += bytes.size();
  }
  // Gives back what a large head needed, once everything is consumed.
  void shrink() {
    if (empty() && capacity_ > kSmall) allocate(kSmall);
  }

 private:
  void allocate(std::size_t capacity) {
    bytes_ = std::make_unique_for_overwrite<char[]>(capacity);
    capacity_ = capacity;
    begin_ = end_ = 0;
  }
  void compact() noexcept {
    std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  void resize(std::size_t capacity) {
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    const std::size_t size = end_ - begin_;
    std::memcpy(larger.get(), bytes_.get() + begin_, size);
    bytes_ = std::move(larger);
    capacity_ = capacity;
    begin_ = 0;
    end_ = size;
  }

  std::size_t limit_;
  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace sangam::http
