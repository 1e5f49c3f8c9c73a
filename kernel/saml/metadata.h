#pragma once

// Metadata (SAML 2.0 Metadata): how two providers tell each other who and where they are.

#include <expected>
#include <string>
#include <string_view>

#include "kernel/saml/provider.h"

namespace sangam::saml {

// An identity provider's metadata: one EntityDescriptor, or an EntitiesDescriptor with exactly one
// identity provider in it. Metadata is trusted because of who gave it to us: signatures on it are
// not looked at. The fault is a sentence for people.
std::expected<IdentityProvider, std::string> read_metadata(std::string_view xml);

// Ours, for the administrator of an identity provider.
std::string write_metadata(const ServiceProvider& us);

// One certificate as people paste it: PEM, or the base64 inside. The fault is a sentence.
std::expected<std::string, std::string> read_certificate(std::string_view text);

}  // namespace sangam::saml
