#pragma once

// A blocking TLS client for tests of the server.

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "kernel/http/testing/raw_client.h"
#include "kernel/http/tls/testing/certificates.h"
#include "kernel/http/tls/tls_context.h"

namespace sangam::http::testing {

// How a client shakes hands.
struct TlsClientSettings {
  const Authority* trusts = nullptr;  // null: whoever
  const Pair* shows = nullptr;
  int highest = TLS1_3_VERSION;
  std::string_view protocols;  // as ALPN writes them; empty: none asked for
};

class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, const TlsClientSettings& settings = {});

  // Both directions of the handshake; false when it fails. In TLS 1.3 the server's verdict about
  // the client's certificate shows with the first read.
  bool connect();
  // Offers `session` for resumption; before connect().
  void resume(SSL_SESSION* session) { SSL_set_session(ssl_.get(), session); }

  bool send(std::string_view bytes);
  // Whatever the next read gives; empty at the end or on an error.
  std::string receive();
  // One GET on the connection; the status of the answer, 0 when none comes. `body` gets its body.
  int get(std::string_view path, std::string* body = nullptr);

  SSL* ssl() const { return ssl_.get(); }
  RawClient& raw() { return raw_; }

 private:
  RawClient raw_;
  std::unique_ptr<SSL_CTX, OpenSslFree> context_;
  std::unique_ptr<SSL, OpenSslFree> ssl_;
};

}  // namespace sangam::http::testing
