#pragma once

// The bytes of a connection, whatever carries them: plain TCP, TLS on top of it, a string in tests.
// Reading and writing never block; readiness is told to a listener.

#include <sys/uio.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

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

// The certificate a client proved to hold, verified against the authorities we were given.
struct PeerCertificate {
  std::string thumbprint;  // x5t#S256: base64url of the SHA-256 of its DER (RFC 7515 §4.1.8)
  std::string subject;     // RFC 4514: "CN=payments,O=Example"; at most kSubjectMost bytes
  std::string issuer;      // the subject of the authority that issued it, as `subject` is written
  static constexpr std::size_t kSubjectMost = 1024;
};

// One connection. Belongs to its loop's thread.
class Transport {
 public:
  virtual ~Transport() = default;

  // What has to happen before bytes can be moved: a TLS handshake. `done` once it has;
  // `would_block` as in read(), with can_read() saying when trying again helps. A step of it may
  // compute for milliseconds.
  virtual IoStatus establish() { return IoStatus::done; }
  virtual bool established() const noexcept { return true; }
  // Whether nobody on the way can read it.
  virtual bool secure() const noexcept { return false; }
  // Null when the client showed none. Alive as long as the transport.
  virtual const PeerCertificate* peer_certificate() const noexcept { return nullptr; }

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

// Puts itself around every connection a server accepts. Any loop.
class TransportLayer {
 public:
  virtual ~TransportLayer() = default;
  virtual std::unique_ptr<Transport> wrap(std::unique_ptr<Transport> inner,
                                          std::string_view remote_address) = 0;
};

}  // namespace sangam::http
