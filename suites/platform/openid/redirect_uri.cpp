#include "suites/platform/openid/redirect_uri.h"

#include <algorithm>

#include "kernel/http/client/url.h"

namespace sangam::suites::platform::openid {

namespace {

bool is_loopback_address(const http::client::Url& url) {
  return url.address && (url.host == "127.0.0.1" || url.host == "::1");
}

bool is_this_machine(const http::client::Url& url) {
  return is_loopback_address(url) || url.host == "localhost";
}

bool is_visible(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

// "com.example.app:/callback" (RFC 8252 §7.1).
std::optional<std::string> private_scheme_fault(std::string_view uri) {
  const auto colon = uri.find(':');
  const auto scheme = uri.substr(0, colon);
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  };
  if (colon == uri.npos || scheme.find('.') == scheme.npos || !std::ranges::all_of(scheme, fits) ||
      !(scheme.front() >= 'a' && scheme.front() <= 'z'))
    return "must be https, http to this machine, or a scheme like com.example.app";
  if (!uri.substr(colon + 1).starts_with('/') || uri.substr(colon + 1).starts_with("//"))
    return "must go on with one slash after the scheme";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> redirect_uri_fault(std::string_view uri, bool native) {
  if (uri.empty() || uri.size() > kRedirectUriMost) return "must have 1 to 2048 characters";
  if (!is_visible(uri)) return "must be visible ASCII characters";
  if (uri.find_first_of("#*\\\"<>^`{|}") != uri.npos)
    return "must not have a fragment, a wildcard or characters that addresses do not have";
  if (!uri.starts_with("http://") && !uri.starts_with("https://")) {
    if (!native) return "must begin with https://, or http:// to this machine";
    return private_scheme_fault(uri);
  }
  const auto url = http::client::parse_url(uri);
  if (!url) return url.error();
  if (!url->secure && !is_this_machine(*url)) return "must begin with https://";
  return std::nullopt;
}

bool redirect_uri_matches(std::string_view registered, std::string_view asked) {
  if (registered == asked) return true;
  if (!registered.starts_with("http://") || redirect_uri_fault(asked, false)) return false;
  const auto known = http::client::parse_url(registered);
  const auto url = http::client::parse_url(asked);
  return known && url && is_loopback_address(*known) && is_loopback_address(*url) && !url->secure &&
         known->host == url->host && known->target == url->target;
}

}  // namespace sangam::suites::platform::openid
