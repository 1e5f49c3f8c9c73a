#pragma once

// The PEM files of TLS, read and taken apart.

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"

namespace sangam::http {

struct X509Free {
  void operator()(X509* certificate) const noexcept { X509_free(certificate); }
  void operator()(X509_CRL* list) const noexcept { X509_CRL_free(list); }
  void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
using Certificate = std::unique_ptr<X509, X509Free>;
using RevocationList = std::unique_ptr<X509_CRL, X509Free>;
using PrivateKey = std::unique_ptr<EVP_PKEY, X509Free>;

// Faults are sentences that begin with `what` the file is ("the key"): shown to everybody, so
// they name no path.
std::expected<std::vector<Certificate>, std::string> read_certificates(
    const std::filesystem::path& file, std::string_view what);
std::expected<std::vector<RevocationList>, std::string> read_revocations(
    const std::filesystem::path& file, std::string_view what);
// Refuses a file that everybody may read, and one behind a passphrase: nobody is there to type it.
std::expected<PrivateKey, std::string> read_private_key(const std::filesystem::path& file,
                                                        std::string_view what);

// RFC 4514, UTF-8, at most `most` bytes.
std::string name_text(const X509_NAME* name, std::size_t most);
Timestamp time_of(const ASN1_TIME* time);
// x5t#S256 (RFC 7515 §4.1.8).
std::string thumbprint_of(const X509* certificate);

}  // namespace sangam::http
