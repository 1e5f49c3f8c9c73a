#pragma once

// XML signatures (XML-DSig, as SAML 2.0 Core §5.4 narrows them): enveloped in the element they
// sign, naming it by its ID. What comes back is the octets that were signed, in canonical form:
// whoever reads those and nothing else cannot be shown anything that was not signed.

#include <libxml/tree.h>

#include <expected>
#include <span>
#include <string>

namespace sangam::saml {

// `element` has exactly one child ds:Signature. Verified with the key of any of the certificates
// (DER); what the signature itself says of keys is not looked at. Algorithms: exclusive
// canonicalisation without comments; RSA (2,048 bits or more) or ECDSA; SHA-256, 384 or 512. The
// fault is a sentence for people.
std::expected<std::string, std::string> signed_octets(xmlNode* element,
                                                      std::span<const std::string> certificates);

// Why a certificate is none whose key we would verify with; empty when it is.
std::string objection_to_certificate(const std::string& der);

}  // namespace sangam::saml
