#include "kernel/http/websocket/send_queue.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "kernel/http/websocket/frame.h"

namespace sangam::http::websocket {

namespace {

constexpr std::size_t kCompactFrom = 64 * 1024;
// A buffer that grew over this is given back to the system.
constexpr std::size_t kSpareMost = 256 * 1024;

// The buffer that nobody uses: most messages leave at once, so one is enough.
std::string& spare() {
  thread_local std::string buffer;
  return buffer;
}

}  // namespace

std::string& SendQueue::tail() {
  if (bytes_.capacity() < spare().capacity() && bytes_.empty()) bytes_.swap(spare());
  return bytes_;
}

std::string_view SendQueue::offer() noexcept {
  const std::size_t count = std::min(size(), kOfferMost);
  offered_ = std::max(offered_, sent_ + count);
  return std::string_view(bytes_).substr(sent_, count);
}

void SendQueue::sent(std::size_t count) {
  SANGAM_ASSERT(count <= size());
  sent_ += count;
  SANGAM_ASSERT(sent_ <= offered_);
  while (frame_end_ < sent_)
    frame_end_ += frame_length(std::string_view(bytes_).substr(frame_end_));
  SANGAM_ASSERT(frame_end_ <= bytes_.size());
  if (empty()) release();
  else if (sent_ >= kCompactFrom && sent_ >= size()) compact();
}

void SendQueue::drop_waiting() {
  std::size_t end = frame_end_;
  while (end < offered_)
    end += frame_length(std::string_view(bytes_).substr(end));
  bytes_.resize(end);
  if (empty()) release();
}

void SendQueue::compact() {
  bytes_.erase(0, sent_);
  offered_ -= sent_;
  frame_end_ -= sent_;
  sent_ = 0;
}

void SendQueue::release() {
  sent_ = offered_ = frame_end_ = 0;
  bytes_.clear();
  if (bytes_.capacity() <= kSpareMost && bytes_.capacity() > spare().capacity())
    bytes_.swap(spare());
  std::string().swap(bytes_);  // an assignment would keep the memory
}

}  // namespace sangam::http::websocket
