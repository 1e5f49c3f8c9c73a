#pragma once

// The cookies of a browser (RFC 6265): the session's token, and tokens by which a browser is known
// again. Both are HttpOnly and SameSite=Strict. Over TLS they are Secure and their names begin with
// __Host-: browsers then take them from this very host only, over TLS only, and for all paths, so
// neither a sibling domain nor somebody on the way can set another. Without TLS (loopback, or
// behind a proxy that ends it) the names are plain.

#include <cstdint>
#include <string>
#include <string_view>

namespace sangam::suites::platform {

enum class Cookie : std::uint8_t {
  session,
  device,
  sign_on,  // while somebody is at an identity provider
};

std::string_view cookie_name(Cookie cookie, bool secure) noexcept;

// Its value in a Cookie field; empty when there is none.
std::string_view cookie_value(std::string_view cookies, Cookie cookie, bool secure) noexcept;

// As Set-Cookie. Zero seconds: it is to be forgotten.
std::string set_cookie(Cookie cookie, std::string_view token, std::int64_t seconds, bool secure);

}  // namespace sangam::suites::platform
