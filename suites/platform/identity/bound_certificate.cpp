#include "suites/platform/identity/bound_certificate.h"

#include "base/base64.h"
#include "base/error.h"

namespace sangam::suites::platform {

bool CertificateColumns::is(const http::PeerCertificate* shown) const noexcept {
  if (!shown || !any()) return false;
  if (thumbprint) return shown->thumbprint == *thumbprint;
  return issuer && shown->subject == *subject && shown->issuer == *issuer;
}

CertificateColumns to_columns(const std::optional<BoundCertificate>& certificate,
                              const std::string& pointer) {
  CertificateColumns columns;
  if (!certificate) return columns;
  const auto& [thumbprint, subject, issuer] = *certificate;
  const bool by_name = subject && issuer && !thumbprint;
  const bool by_hash = thumbprint && !subject && !issuer;
  if (!by_name && !by_hash)
    throw invalid_field(pointer, "one_way", "is a thumbprint, or a subject with its issuer");
  if (by_hash && !from_base64url(thumbprint->str()))
    throw invalid_field(pointer + "/thumbprint", "not_base64url", "is not base64url of 32 bytes");
  if (thumbprint) columns.thumbprint = thumbprint->str();
  if (subject) columns.subject = subject->str();
  if (issuer) columns.issuer = issuer->str();
  return columns;
}

std::optional<BoundCertificate> to_bound(const CertificateColumns& columns) {
  if (!columns.any()) return std::nullopt;
  BoundCertificate bound;
  if (columns.thumbprint) bound.thumbprint = Text<43, 43>::of(*columns.thumbprint);
  if (columns.subject) bound.subject = Text<1, 1'000>::of(*columns.subject);
  if (columns.issuer) bound.issuer = Text<1, 1'000>::of(*columns.issuer);
  return bound;
}

}  // namespace sangam::suites::platform
