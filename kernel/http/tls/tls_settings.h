#pragma once

// What a server with TLS is given: files and rules.

#include <cstdint>
#include <filesystem>

#include "base/describe.h"

namespace sangam::http {

// Whether clients show a certificate of their own (mutual TLS).
enum class ClientCertificates : std::uint8_t {
  none,      // not asked for
  optional,  // asked for; one that does not verify ends the handshake all the same
  required,  // without one the handshake fails
};
SANGAM_ENUM(ClientCertificates, none, optional, required)

enum class TlsVersion : std::uint8_t { tls_1_2, tls_1_3 };

// All files are PEM. Each is at most kTlsFileMost bytes.
struct TlsSettings {
  std::filesystem::path certificate;  // the server's own first, then those that lead to its root
  std::filesystem::path key;          // without passphrase; not readable by everybody
  ClientCertificates clients = ClientCertificates::none;
  std::filesystem::path client_authorities;  // who may have signed a client's certificate
  std::filesystem::path client_revocations;  // their lists of revoked ones; empty: none are checked
  TlsVersion minimum = TlsVersion::tls_1_3;
};
inline constexpr std::size_t kTlsFileMost = 1024 * 1024;

}  // namespace sangam::http
