#pragma once

// Redirect URIs: which may be registered, and whether an asked one is a registered one (RFC 9700
// §4.1.3, RFC 8252 §7.3).

#include <optional>
#include <string>
#include <string_view>

namespace sangam::suites::platform::openid {

inline constexpr std::size_t kRedirectUriMost = 2'048;

// Why it may not be registered, for people. Allowed: https, http to this very machine, and for
// native apps (`native`) schemes of their own, which are reversed domain names. No fragment, no
// user name, no wildcard.
std::optional<std::string> redirect_uri_fault(std::string_view uri, bool native);

// Exactly the same text; of loopback addresses the port may differ, because native apps take the
// one that is free.
bool redirect_uri_matches(std::string_view registered, std::string_view asked);

}  // namespace sangam::suites::platform::openid
