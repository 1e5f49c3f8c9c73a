#include "suites/platform/identity/passkey_site.h"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include "base/error.h"
#include "kernel/http/client/address.h"

namespace sangam::suites::platform {

webauthn::Site passkey_site(const PublicAddress& address) {
  boost::urls::url url(address.origin());
  if (url.host_type() != boost::urls::host_type::name) {
    const auto ip = http::client::IpAddress::parse(url.host_address());
    if (!ip || http::client::kind_of(*ip) != http::client::AddressKind::loopback)
      throw Error{Code::refused, "Passkeys need a server with a name: it has an IP address only."};
    url.set_host("localhost");
  }
  return {.id = std::string(url.host()), .origin = std::string(url.buffer())};
}

}  // namespace sangam::suites::platform
