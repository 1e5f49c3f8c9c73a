#pragma once

// Certificates that a credential is bound to (mutual TLS): whoever uses it must have shown one. By
// the hash of the certificate (RFC 8705 §3), or by its subject and the authority that issued it,
// which survives a renewal.

#include <optional>
#include <string>

#include "base/scalars.h"
#include "base/text.h"
#include "kernel/http/transport.h"

namespace sangam::suites::platform {

// As requests give it: a thumbprint, or a subject with its issuer.
struct BoundCertificate {
  std::optional<Text<43, 43>> thumbprint;
  std::optional<Text<1, 1'000>> subject;
  std::optional<Text<1, 1'000>> issuer;
};
SANGAM_DESCRIBE(BoundCertificate,
                (thumbprint, "SHA-256 of the certificate (DER) in base64url: x5t#S256"),
                (subject, "Its subject as RFC 4514 writes it, CN=payments,O=Example"),
                (issuer, "The subject of the authority that issued it, the same way"))

// As columns keep it; all empty: bound to none.
struct CertificateColumns {
  std::optional<std::string> thumbprint;
  std::optional<std::string> subject;
  std::optional<std::string> issuer;

  bool any() const noexcept { return thumbprint || subject; }
  // Whether `shown` is it. Null: none was shown.
  bool is(const http::PeerCertificate* shown) const noexcept;
};

// Throws Error{invalid} at `pointer` unless it is one thumbprint, or one subject with its issuer.
CertificateColumns to_columns(const std::optional<BoundCertificate>& certificate,
                              const std::string& pointer);
std::optional<BoundCertificate> to_bound(const CertificateColumns& columns);

}  // namespace sangam::suites::platform
