#pragma once

// Certificates as people compare them. That one has expired does not matter for signatures: keys
// are trusted because an administrator gave them to us.

#include <optional>
#include <string>

#include "base/timestamp.h"

namespace sangam::saml {

struct CertificateFacts {
  std::string fingerprint;               // SHA-256 of the DER, lower-case hexadecimal
  std::optional<Timestamp> valid_until;  // nothing when it says none that can be read
};

// `der` is a certificate that read_certificate took.
CertificateFacts describe_certificate(const std::string& der);

}  // namespace sangam::saml
