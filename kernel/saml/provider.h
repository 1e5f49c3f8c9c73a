#pragma once

// The two parties of SAML 2.0 single sign-on: we, and who signs people in for us.

#include <string>
#include <vector>

namespace sangam::saml {

// We, towards one identity provider.
struct ServiceProvider {
  std::string entity_id;     // a URI: what assertions must be for
  std::string consumer_url;  // where a browser posts them: https, but for loopback
};

struct IdentityProvider {
  std::string entity_id;                  // what assertions must be from
  std::string sign_on_url;                // takes a request by redirect
  std::vector<std::string> certificates;  // DER; any of their keys may have signed
  bool wants_signed_requests = false;     // ours are not: whoever connects it must know
};
inline constexpr std::size_t kCertificatesMost = 8;

}  // namespace sangam::saml
