#pragma once

// Why a TLS handshake failed, in words for operators.

#include <openssl/ssl.h>

#include <string>

namespace sangam::http {

struct HandshakeFailure {
  std::string reason;
  bool plain_http = false;  // the client spoke HTTP without TLS
};

// Right after a call on `ssl` failed, on the same thread; empties the library's list of errors.
HandshakeFailure take_handshake_failure(const SSL* ssl);

}  // namespace sangam::http
