#include "kernel/mail/testing/certificate.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>

#include "base/assert.h"

namespace sangam::mail::testing {

namespace {

constexpr long kValidSeconds = 3'600;

void add_extension(X509* certificate, int kind, const char* value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
  SANGAM_ASSERT(extension && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

std::unique_ptr<X509, FreeTls> make_certificate(EVP_PKEY* key) {
  std::unique_ptr<X509, FreeTls> certificate(X509_new());
  auto* raw = certificate.get();
  X509_set_version(raw, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(raw), 1);
  X509_gmtime_adj(X509_getm_notBefore(raw), -kValidSeconds);
  X509_gmtime_adj(X509_getm_notAfter(raw), kValidSeconds);
  X509_set_pubkey(raw, key);
  auto* name = X509_get_subject_name(raw);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(raw, name);
  add_extension(raw, NID_subject_alt_name, "DNS:localhost");
  add_extension(raw, NID_basic_constraints, "critical,CA:TRUE");
  SANGAM_ASSERT(X509_sign(raw, key, EVP_sha256()) > 0);
  return certificate;
}

void write_pem(X509* certificate, const std::filesystem::path& file) {
  std::FILE* out = std::fopen(file.c_str(), "w");
  SANGAM_ASSERT(out && PEM_write_X509(out, certificate) == 1);
  SANGAM_ASSERT(std::fclose(out) == 0);
}

}  // namespace

std::unique_ptr<SSL_CTX, FreeTls> make_tls_context(const std::filesystem::path& file) {
  const std::unique_ptr<EVP_PKEY, FreeTls> key(EVP_EC_gen("P-256"));
  const auto certificate = make_certificate(key.get());
  write_pem(certificate.get(), file);
  std::unique_ptr<SSL_CTX, FreeTls> context(SSL_CTX_new(TLS_server_method()));
  SANGAM_ASSERT(SSL_CTX_use_certificate(context.get(), certificate.get()) == 1);
  SANGAM_ASSERT(SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1);
  return context;
}

}  // namespace sangam::mail::testing
