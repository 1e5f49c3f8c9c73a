#pragma once

// Transport that speaks TLS over another transport.

#include <memory>
#include <optional>
#include <string>

#include "kernel/http/tls/tls_context.h"
#include "kernel/http/tls/tls_counters.h"
#include "kernel/http/transport.h"

namespace sangam::http {

// Belongs to its loop's thread. `counters` outlives it.
class TlsTransport final : public Transport, private TransportListener {
 public:
  // A server's side of a connection, with the context's certificate and rules.
  TlsTransport(SSL_CTX* context, std::unique_ptr<Transport> inner, std::string remote_address,
               TlsCounters& counters);
  // Says that nothing follows, if the socket takes it at once.
  ~TlsTransport() override;

  IoStatus establish() override;
  bool established() const noexcept override { return state_ == State::established; }
  bool secure() const noexcept override { return true; }
  const PeerCertificate* peer_certificate() const noexcept override {
    return peer_ ? &*peer_ : nullptr;
  }

  // A broken record or an end without a goodbye counts as closed: what HTTP frames by itself is
  // complete or is not.
  IoResult read(std::span<char> into) override;
  // At most one record, 16 KiB, a call.
  IoResult write(std::span<const iovec> pieces) override;
  bool can_read() const noexcept override { return may_try(read_wants_); }
  bool can_write() const noexcept override { return may_try(write_wants_); }
  void set_listener(TransportListener* listener) noexcept override { listener_ = listener; }
  void finish_writing() noexcept override;
  void cut() noexcept override { inner_->cut(); }

 private:
  enum class State : unsigned char { handshake, established, broken };
  // What the inner transport must be able to do before trying again helps.
  enum class Wants : unsigned char { nothing, reading, writing };

  static BIO_METHOD* inner_bio();
  static int read_inner(BIO* bio, char* into, int size);
  static int write_inner(BIO* bio, const char* bytes, int size);
  static long control_inner(BIO* bio, int command, long number, void* pointer);

  void transport_ready() override;
  bool may_try(Wants wants) const noexcept;
  IoStatus status_after(int result, Wants& wants);
  void established_now();
  void fail(const std::string& reason);
  void answer_plain_http();
  void say_goodbye() noexcept;

  std::unique_ptr<Transport> inner_;
  std::unique_ptr<SSL, OpenSslFree> ssl_;
  const std::string remote_address_;
  TlsCounters& counters_;
  TransportListener* listener_ = nullptr;
  std::optional<PeerCertificate> peer_;
  State state_ = State::handshake;
  Wants read_wants_ = Wants::nothing;
  Wants write_wants_ = Wants::nothing;
  bool received_ = false;  // anything at all
};

}  // namespace sangam::http
