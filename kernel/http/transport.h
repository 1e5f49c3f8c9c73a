#pragma once

// The bytes of a connection, whatever carries them: plain TCP, later TLS, a string in tests.
// Reading and writing never block; readiness is told to a listener.

#include <sys/uio.h>

#include <cstddef>
#include <span>

namespace sangam::http {

enum class IoStatus : unsigned char {
  done,         // `bytes` were moved
  would_block,  // nothing moved: wait for the listener's call
  closed,       // end of input, or the connection broke
};

struct IoResult {
  IoStatus status;
  std::size_t bytes = 0;
};

// Who is told that a transport may be read or written again.
class TransportListener {
 public:
  // Called on the loop, never inside read() or write(). The listener may destroy the transport.
  virtual void transport_ready() = 0;

 protected:
  ~TransportListener() = default;
};

// One connection. Belongs to its loop's thread.
class Transport {
 public:
  virtual ~Transport() = default;

  virtual IoResult read(std::span<char> into) = 0;
  // Writes as much of the pieces as fits, in order; `bytes` may be less than asked.
  virtual IoResult write(std::span<const iovec> pieces) = 0;

  // Whether trying may make progress. When false, the listener is called once that changes.
  virtual bool can_read() const noexcept = 0;
  virtual bool can_write() const noexcept = 0;
  virtual void set_listener(TransportListener* listener) noexcept = 0;

  // Tells the other side that nothing follows; reading goes on.
  virtual void finish_writing() noexcept = 0;
  // Ends both directions at once: what waits is told, and finds the transport closed.
  virtual void cut() noexcept = 0;
};

}  // namespace sangam::http
