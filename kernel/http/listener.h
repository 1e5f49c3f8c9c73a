#pragma once

// Listening sockets.

#include <cstdint>
#include <string>

#include "kernel/runtime/coarse_timer.h"
#include "kernel/runtime/stream_watch.h"

namespace sangam::http {

// Binds and listens with SO_REUSEPORT, so that each loop has a socket of its own on the same port
// and the system spreads connections over them. Port 0 takes a free one. Throws std::system_error,
// or std::invalid_argument when `address` is not a numeric address. The caller owns the descriptor.
int open_listener(const std::string& address, std::uint16_t port);
// The port a listening socket is bound to.
std::uint16_t port_of(int listener);
// The numeric address of the other side, IPv4 in its own form even on an IPv6 socket.
std::string peer_address(int socket);

// Accepts on one loop until destroyed; closes the listening descriptor then.
class Listener {
 public:
  using Callback = void (*)(void* context, int socket);

  // `accepted` takes ownership of each (non-blocking) socket.
  Listener(runtime::EventLoop& loop, int fd, Callback accepted, void* context);
  ~Listener();

 private:
  struct Descriptor {
    int fd;
    ~Descriptor();
  };

  void accept_waiting();

  Callback accepted_;
  void* context_;
  Descriptor descriptor_;
  runtime::StreamWatch watch_;
  runtime::CoarseTimer retry_;  // after the system ran out of descriptors
};

}  // namespace sangam::http
