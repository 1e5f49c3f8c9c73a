#pragma once

// A certificate for "localhost" that signs itself, made anew for each test.

#include <openssl/ssl.h>

#include <filesystem>
#include <memory>

namespace sangam::mail::testing {

struct FreeTls {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* session) const { SSL_free(session); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

// A server's context with the certificate, which is also written to `file` as PEM.
std::unique_ptr<SSL_CTX, FreeTls> make_tls_context(const std::filesystem::path& file);

}  // namespace sangam::mail::testing
