#include "kernel/gateway/policy_values.h"

#include <algorithm>
#include <charconv>

#include "kernel/http/client/address.h"

namespace sangam::gateway {

namespace {

constexpr std::size_t kLabelMost = 63;
constexpr std::size_t kNameMost = 253;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_label_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= kLabelMost &&
         std::ranges::all_of(text, is_label_character) && text.front() != '-' && text.back() != '-';
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > kNameMost) return false;
  while (true) {
    const auto dot = text.find('.');
    if (!is_label(text.substr(0, dot))) return false;
    if (dot == text.npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_host(std::string_view text) {
  if (!text.starts_with('[')) return is_name(text);
  if (!text.ends_with(']')) return false;
  const auto inside = text.substr(1, text.size() - 2);
  const auto address = http::client::IpAddress::parse(inside);
  return address && !address->is_v4() && address->str() == inside;
}

// A port that is written where it must be: neither the scheme's own nor with zeros in front.
bool is_port(std::string_view text, bool https) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || text.front() == '0') return false;
  return port > 0 && port <= 65'535 && port != (https ? 443 : 80);
}

bool is_origin(std::string_view text) {
  const bool https = text.starts_with("https://");
  if (!https && !text.starts_with("http://")) return false;
  text.remove_prefix(https ? 8 : 7);
  const auto bracket = text.rfind(']');
  const auto colon = text.rfind(':');
  if (colon == text.npos || (bracket != text.npos && colon < bracket)) return is_host(text);
  return is_host(text.substr(0, colon)) && colon + 1 < text.size() &&
         is_port(text.substr(colon + 1), https);
}

}  // namespace

Verdict CountryCode::parse(std::string_view text, CountryCode& code) {
  if (text.size() != 2 || !std::ranges::all_of(text, is_capital))
    return Fault{"not_a_country", "must be two capital letters, as IN; ZZ for unknown"};
  code.letters_ = text;
  return {};
}

Verdict WebOrigin::parse(std::string_view text, WebOrigin& origin) {
  if (text != "*" && !is_origin(text))
    return Fault{"not_an_origin",
                 "must be a scheme and a host in small letters, as https://app.example.com, or *"};
  origin.text_ = text;
  return {};
}

Verdict DomainName::parse(std::string_view text, DomainName& name) {
  if (!is_name(text) || !text.contains('.'))
    return Fault{"not_a_domain", "must be a domain in small letters, as example.com"};
  name.text_ = text;
  return {};
}

}  // namespace sangam::gateway
