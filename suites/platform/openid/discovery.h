#pragma once

// What the provider tells of itself (OpenID Connect Discovery 1.0, RFC 8414).

#include <string>

namespace sangam::suites::platform::openid {

// JSON; the same for both well-known addresses.
std::string discovery_document(const std::string& issuer);

}  // namespace sangam::suites::platform::openid
