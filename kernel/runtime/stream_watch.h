#pragma once

// Readiness of a socket that one object reads and writes for its whole life (an HTTP connection).
// Cheaper than FdWatcher, and stricter: edge-triggered.

#include "kernel/runtime/event_loop.h"

namespace sangam::runtime {

// What changed at a descriptor.
struct StreamEvents {
  bool readable = false;
  bool writable = false;
  // The other side will send no more, or the connection broke: said once, with the edge, so whoever
  // stops at a short read must remember it.
  bool hang_up = false;
};

// Registered from construction to destruction, on the loop's thread. The callback runs on the loop
// when the descriptor became readable or writable (errors count as both), and only on the
// change: after it, use the descriptor until EAGAIN or a short read before waiting again. The
// callback may destroy any watch, this one included. Destroy the watch before closing the
// descriptor.
class StreamWatch {
 public:
  using Callback = void (*)(void* context, StreamEvents events);

  StreamWatch(EventLoop& loop, int fd, Callback callback, void* context);
  ~StreamWatch();
  StreamWatch(const StreamWatch&) = delete;
  StreamWatch& operator=(const StreamWatch&) = delete;

 private:
  friend class DescriptorSet;

  EventLoop& loop_;
  int fd_;
  Callback callback_;
  void* context_;
};

}  // namespace sangam::runtime
