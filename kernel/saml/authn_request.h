#pragma once

// AuthnRequest: asking an identity provider to sign somebody in (SAML 2.0 Core §3.4.1), sent by
// redirecting the browser (Bindings §3.4).

#include <string>
#include <string_view>

#include "base/timestamp.h"
#include "kernel/saml/provider.h"

namespace sangam::saml {

struct AuthnRequest {
  std::string_view id;  // an XML name that cannot be guessed: the response must name it
  Timestamp now;
  std::string_view relay_state;  // comes back with the response; at most 80 bytes (§3.4.3)
};
inline constexpr std::size_t kRelayStateMost = 80;

// Where to send the browser.
std::string redirect_url(const AuthnRequest& request, const ServiceProvider& us,
                         const IdentityProvider& them);

// The request as XML; for tests and for showing it to people.
std::string request_xml(const AuthnRequest& request, const ServiceProvider& us,
                        const IdentityProvider& them);

}  // namespace sangam::saml
