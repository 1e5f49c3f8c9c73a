#pragma once

// What waits to be sent on a WebSocket: whole frames, one behind the other, and maybe the rest of
// one of which a part is on its way already.

#include <cstddef>
#include <string>
#include <string_view>

namespace sangam::http::websocket {

// Belongs to its loop's thread. Empty, it holds no memory: its buffer goes round among the queues
// of the thread.
class SendQueue {
 public:
  // Offered to the transport at once, at most: one record of TLS.
  static constexpr std::size_t kOfferMost = 16 * 1024;

  bool empty() const noexcept { return bytes_.size() == sent_; }
  std::size_t size() const noexcept { return bytes_.size() - sent_; }  // bytes

  // Where the next frame is appended.
  std::string& tail();
  // What to write next; not empty unless this is. Until sent() says how much was taken, offering
  // again gives these bytes first, as TLS demands.
  std::string_view offer() noexcept;
  void sent(std::size_t count);
  // Takes back all frames of which nothing was offered.
  void drop_waiting();

 private:
  void compact();
  void release();

  std::string bytes_;
  std::size_t sent_ = 0;       // of them
  std::size_t offered_ = 0;    // up to here the transport has seen them
  std::size_t frame_end_ = 0;  // of the frame under way; == sent_ between two
};

}  // namespace sangam::http::websocket
