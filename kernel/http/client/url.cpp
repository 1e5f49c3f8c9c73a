#include "kernel/http/client/url.h"

#include <algorithm>
#include <charconv>

namespace sangam::http::client {

namespace {

constexpr std::size_t kMaxHostBytes = 253;  // RFC 1035 §2.3.4, without the last dot
constexpr std::size_t kMaxLabelBytes = 63;

using Fault = std::unexpected<std::string>;

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool is_name_character(char c) noexcept {
  return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
}

bool is_hexadecimal(char c) noexcept { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

// What the WHATWG calls "ends in a number": readers that are kind take such a name for IPv4.
bool looks_like_a_number(std::string_view name) noexcept {
  const auto dot = name.rfind('.');
  const auto last = dot == name.npos ? name : name.substr(dot + 1);
  if (std::ranges::all_of(last, is_digit)) return true;
  return last.starts_with("0x") && std::ranges::all_of(last.substr(2), is_hexadecimal);
}

bool is_name(std::string_view name) noexcept {
  if (name.empty() || name.size() > kMaxHostBytes || looks_like_a_number(name)) return false;
  while (true) {
    const auto label = name.substr(0, name.find('.'));
    if (label.empty() || label.size() > kMaxLabelBytes || label.front() == '-' ||
        label.back() == '-' || !std::ranges::all_of(label, is_name_character))
      return false;
    if (label.size() == name.size()) return true;
    name.remove_prefix(label.size() + 1);
  }
}

// Escapes are two hexadecimal digits.
bool is_target(std::string_view target) noexcept {
  for (std::size_t i = 0; i < target.size(); ++i) {
    const char c = target[i];
    if (c <= ' ' || c > '~' || c == '\\' || c == '"' || c == '<' || c == '>' || c == '^' ||
        c == '`' || c == '{' || c == '|' || c == '}')
      return false;
    if (c == '%' && (i + 2 >= target.size() || !is_hexadecimal(target[i + 1]) ||
                     !is_hexadecimal(target[i + 2])))
      return false;
  }
  return true;
}

// Takes the host off the front of `authority`; false when it is none.
bool take_host(std::string_view& authority, Url& url) {
  if (authority.starts_with('[')) {
    const auto end = authority.find(']');
    if (end == authority.npos) return false;
    const auto text = authority.substr(1, end - 1);
    url.address = IpAddress::parse(text);
    if (!url.address || url.address->is_v4()) return false;
    url.host = url.address->str();
    authority.remove_prefix(end + 1);
    return true;
  }
  const auto text = authority.substr(0, authority.find(':'));
  url.host.assign(text);
  std::ranges::transform(url.host, url.host.begin(), lower);
  // "example.com." names the same host, and would escape comparisons.
  if (url.host.size() > 1 && url.host.ends_with('.')) url.host.pop_back();
  authority.remove_prefix(text.size());
  url.address = IpAddress::parse(url.host);
  return url.address ? url.address->is_v4() : is_name(url.host);
}

bool take_port(std::string_view rest, Url& url) {
  if (rest.empty()) return true;
  rest.remove_prefix(1);
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), url.port);
  return error == std::errc{} && end == rest.data() + rest.size() && url.port != 0;
}

}  // namespace

std::string Url::origin() const {
  const bool brackets = address && !address->is_v4();
  std::string text = secure ? "https://" : "http://";
  if (brackets) text += '[';
  text += host;
  if (brackets) text += ']';
  return text + ":" + std::to_string(port);
}

std::string Url::str() const { return origin() + target; }

std::expected<Url, std::string> parse_url(std::string_view text) {
  Url url;
  const auto colon = text.find("://");
  std::string scheme(text.substr(0, colon == text.npos ? 0 : std::min<std::size_t>(colon, 8)));
  std::ranges::transform(scheme, scheme.begin(), lower);
  if (scheme != "https" && scheme != "http")
    return Fault("An address begins with https:// or http://.");
  url.secure = scheme == "https";
  url.port = url.secure ? 443 : 80;
  text.remove_prefix(scheme.size() + 3);
  auto authority = text.substr(0, text.find_first_of("/?#\\"));
  text.remove_prefix(authority.size());
  if (authority.find('@') != authority.npos)
    return Fault("An address must not hold a user name or password.");
  if (!take_host(authority, url)) return Fault("The host is neither a name nor an IP address.");
  if (!authority.empty() && authority[0] != ':') return Fault("The port is not a number.");
  if (!take_port(authority, url)) return Fault("The port is a number from 1 to 65535.");
  if (text.find('#') != text.npos) return Fault("An address must not have a fragment.");
  if (!is_target(text)) return Fault("The path holds characters that must be escaped.");
  url.target = text.starts_with('/') ? std::string(text) : "/" + std::string(text);
  if (url.str().size() > kMaxUrlBytes)
    return Fault("An address has 2048 characters at most, its port included.");
  return url;
}

}  // namespace sangam::http::client
