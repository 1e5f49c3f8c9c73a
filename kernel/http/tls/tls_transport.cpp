#include "kernel/http/tls/tls_transport.h"

#include <openssl/err.h>

#include <algorithm>
#include <cstring>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/http/date.h"
#include "kernel/http/problem.h"
#include "kernel/http/response_head.h"
#include "kernel/http/tls/handshake_failure.h"
#include "kernel/http/tls/tls_files.h"
#include "kernel/telemetry/log.h"

namespace sangam::http {

namespace {

constexpr std::size_t kRecord = 16 * 1024;
constexpr Refusal kPlainHttp{400, "malformed", "TLS is spoken here",
                             "The request came without TLS: use https in the address."};

}  // namespace

TlsTransport::TlsTransport(SSL_CTX* context, std::unique_ptr<Transport> inner,
                           std::string remote_address, TlsCounters& counters)
    : inner_(std::move(inner)),
      ssl_(SSL_new(context)),
      remote_address_(std::move(remote_address)),
      counters_(counters) {
  SANGAM_ASSERT(ssl_ != nullptr);
  BIO* bio = BIO_new(inner_bio());
  SANGAM_ASSERT(bio != nullptr);
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl_.get(), bio, bio);
  SSL_set_accept_state(ssl_.get());
  inner_->set_listener(this);
}

TlsTransport::~TlsTransport() {
  if (state_ == State::handshake && received_) fail("it was not finished");
  say_goodbye();
}

BIO_METHOD* TlsTransport::inner_bio() {
  static BIO_METHOD* const method = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "transport");
    SANGAM_ASSERT(made != nullptr && BIO_meth_set_read(made, &read_inner) == 1 &&
                  BIO_meth_set_write(made, &write_inner) == 1 &&
                  BIO_meth_set_ctrl(made, &control_inner) == 1);
    return made;
  }();
  return method;
}

int TlsTransport::read_inner(BIO* bio, char* into, int size) {
  auto& self = *static_cast<TlsTransport*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  IoResult result{IoStatus::would_block};
  if (self.inner_->can_read()) result = self.inner_->read({into, static_cast<std::size_t>(size)});
  if (result.status == IoStatus::would_block) BIO_set_retry_read(bio);
  if (result.status != IoStatus::done) return result.status == IoStatus::closed ? 0 : -1;
  self.received_ = true;
  return static_cast<int>(result.bytes);
}

int TlsTransport::write_inner(BIO* bio, const char* bytes, int size) {
  auto& self = *static_cast<TlsTransport*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  const iovec piece{const_cast<char*>(bytes), static_cast<std::size_t>(size)};  // only read
  IoResult result{IoStatus::would_block};
  if (self.inner_->can_write()) result = self.inner_->write({&piece, 1});
  if (result.status == IoStatus::would_block) BIO_set_retry_write(bio);
  return result.status == IoStatus::done ? static_cast<int>(result.bytes) : -1;
}

long TlsTransport::control_inner(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

bool TlsTransport::may_try(Wants wants) const noexcept {
  if (state_ == State::broken || wants == Wants::nothing) return true;
  return wants == Wants::reading ? inner_->can_read() : inner_->can_write();
}

void TlsTransport::transport_ready() {
  if (listener_ != nullptr) listener_->transport_ready();
}

// `result` of a call that moved nothing.
IoStatus TlsTransport::status_after(int result, Wants& wants) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      wants = Wants::reading;
      return IoStatus::would_block;
    case SSL_ERROR_WANT_WRITE:
      wants = Wants::writing;
      return IoStatus::would_block;
    case SSL_ERROR_ZERO_RETURN:
      return IoStatus::closed;  // they say goodbye; we may still
    default:
      return IoStatus::closed;
  }
}

IoStatus TlsTransport::establish() {
  if (state_ != State::handshake)
    return state_ == State::established ? IoStatus::done : IoStatus::closed;
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl_.get());
  if (result == 1) {
    established_now();
    return IoStatus::done;
  }
  const IoStatus status = status_after(result, read_wants_);
  if (status != IoStatus::closed) return status;
  const auto failure = take_handshake_failure(ssl_.get());
  if (failure.plain_http) answer_plain_http();
  if (received_) fail(failure.reason);
  state_ = State::broken;
  return IoStatus::closed;
}

void TlsTransport::established_now() {
  state_ = State::established;
  read_wants_ = Wants::nothing;
  ++counters_.handshakes;
  if (SSL_session_reused(ssl_.get()) == 1) ++counters_.resumed;
  X509* certificate = SSL_get0_peer_certificate(ssl_.get());
  if (certificate == nullptr) return;
  SANGAM_ASSERT(SSL_get_verify_result(ssl_.get()) == X509_V_OK);
  peer_ =
      PeerCertificate{thumbprint_of(certificate),
                      name_text(X509_get_subject_name(certificate), PeerCertificate::kSubjectMost),
                      name_text(X509_get_issuer_name(certificate), PeerCertificate::kSubjectMost)};
}

void TlsTransport::fail(const std::string& reason) {
  state_ = State::broken;
  ++counters_.failed;
  log::info("a TLS handshake failed", {{"reason", reason}, {"address", remote_address_}});
}

// Whoever types an address without https sees why nothing comes.
void TlsTransport::answer_plain_http() {
  telemetry::Trace trace;
  trace.begin({});
  const Response response = problem(kPlainHttp, &trace);
  const auto& body = std::get<std::string>(response.body);
  std::string text;
  append_response_head(text, response, {.content_length = body.size(), .close = true},
                       format_http_date(clock::system_now().nanoseconds / kNanosecondsPerSecond),
                       trace);
  text += body;
  const iovec piece{text.data(), text.size()};
  inner_->write({&piece, 1});
  inner_->finish_writing();
}

IoResult TlsTransport::read(std::span<char> into) {
  if (state_ != State::established) return {IoStatus::closed};
  ERR_clear_error();
  std::size_t count = 0;
  const int result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &count);
  if (result == 1) {
    // What the library has taken from the socket announces itself by no edge.
    read_wants_ = SSL_has_pending(ssl_.get()) == 1 ? Wants::nothing : Wants::reading;
    return {IoStatus::done, count};
  }
  const IoStatus status = status_after(result, read_wants_);
  if (status == IoStatus::closed && SSL_get_shutdown(ssl_.get()) != SSL_RECEIVED_SHUTDOWN)
    state_ = State::broken;
  return {status};
}

IoResult TlsTransport::write(std::span<const iovec> pieces) {
  if (state_ != State::established) return {IoStatus::closed};
  // Small pieces share a record. Asked again after would_block, the caller has the same pieces, so
  // the library finds the record it has begun.
  char gathered[kRecord];
  std::size_t size = 0;
  for (const iovec& piece : pieces) {
    const std::size_t length = std::min(piece.iov_len, kRecord - size);
    if (length > 0) std::memcpy(gathered + size, piece.iov_base, length);
    size += length;
  }
  if (size == 0) return {IoStatus::done, 0};
  ERR_clear_error();
  std::size_t count = 0;
  const int result = SSL_write_ex(ssl_.get(), gathered, size, &count);
  if (result == 1) {
    write_wants_ = Wants::nothing;
    return {IoStatus::done, count};
  }
  const IoStatus status = status_after(result, write_wants_);
  if (status == IoStatus::closed) state_ = State::broken;
  return {status};
}

// After a fatal error the library must not be asked for it (SSL_shutdown(3)).
void TlsTransport::say_goodbye() noexcept {
  if (state_ != State::established) return;
  ERR_clear_error();
  SSL_shutdown(ssl_.get());
  ERR_clear_error();
}

void TlsTransport::finish_writing() noexcept {
  say_goodbye();
  inner_->finish_writing();
}

}  // namespace sangam::http
