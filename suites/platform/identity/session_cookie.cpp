#include "suites/platform/identity/session_cookie.h"

#include <algorithm>

namespace sangam::suites::platform {

std::string_view cookie_name(Cookie cookie, bool secure) noexcept {
  if (cookie == Cookie::session) return secure ? "__Host-sangam_session" : "sangam_session";
  if (cookie == Cookie::sign_on) return secure ? "__Host-sangam_sign_on" : "sangam_sign_on";
  return secure ? "__Host-sangam_device" : "sangam_device";
}

std::string_view cookie_value(std::string_view cookies, Cookie cookie, bool secure) noexcept {
  const auto name = cookie_name(cookie, secure);
  while (!cookies.empty()) {
    const auto next = cookies.substr(0, cookies.find(';'));
    cookies.remove_prefix(std::min(next.size() + 1, cookies.size()));
    const auto start = std::min(next.find_first_not_of(' '), next.size());
    const auto pair = next.substr(start);
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
      return pair.substr(name.size() + 1);
  }
  return {};
}

std::string set_cookie(Cookie cookie, std::string_view token, std::int64_t seconds, bool secure) {
  return std::string(cookie_name(cookie, secure)) + "=" + std::string(token) +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds) +
         (secure ? "; Secure" : "");
}

}  // namespace sangam::suites::platform
