#include "suites/platform/openid/client.h"

#include <algorithm>

#include "suites/platform/openid/redirect_uri.h"

namespace sangam::suites::platform::openid {

bool Client::may(GrantType type) const {
  return std::ranges::find(grant_types, type) != grant_types.end();
}

bool Client::redirects_to(std::string_view asked) const {
  return std::ranges::any_of(redirect_uris,
                             [&](const auto& known) { return redirect_uri_matches(known, asked); });
}

}  // namespace sangam::suites::platform::openid
