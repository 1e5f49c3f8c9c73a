#pragma once

// TlsContext: one certificate with its key and rules, as read from files; replaced as a whole when
// the files change.

#include <openssl/ssl.h>

#include <expected>
#include <memory>
#include <string>

#include "base/timestamp.h"
#include "kernel/http/tls/tls_settings.h"

namespace sangam::http {

class TicketKeys;

struct OpenSslFree {
  void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
  void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
};

// Immutable: any thread. Connections that began with it keep the SSL_CTX.
struct TlsContext {
  std::unique_ptr<SSL_CTX, OpenSslFree> handle;
  Timestamp not_before;
  Timestamp not_after;
  std::string subject;  // of the server's certificate; RFC 4514
};

// Reads the files. The fault is a sentence for operators, without
// paths and without anything that a key's file holds. TLS 1.3, and 1.2 where the settings allow it
// with ephemeral key exchange and authenticated ciphers only; no compression, renegotiation or
// early data; ALPN answers http/1.1 only. Clients that show certificates are verified each time: no
// session of theirs is resumed. `keys` outlives the context.
std::expected<TlsContext, std::string> load_tls(const TlsSettings& settings, TicketKeys& keys);

}  // namespace sangam::http
