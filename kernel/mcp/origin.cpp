#include "kernel/mcp/origin.h"

#include <algorithm>

namespace sangam::mcp {

namespace {

// Of "host", "host:port" or "[::1]:port".
std::string_view host_in(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

// Empty for what is no origin of http or https.
std::string_view authority_of(std::string_view origin) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (origin.starts_with(scheme)) return origin.substr(scheme.size());
  return {};
}

}  // namespace

bool is_origin_allowed(const http::Request& request, std::string_view public_url,
                       const Settings& settings) {
  const auto count = request.header_count("origin");
  if (count == 0) return true;
  const auto origin = *request.header("origin");
  if (count > 1 || origin.empty()) return false;
  if (origin == public_url || std::ranges::find(settings.origins, origin) != settings.origins.end())
    return true;
  const auto authority = authority_of(origin);
  return is_loopback(host_in(authority)) &&
         is_loopback(host_in(request.header("host").value_or("")));
}

}  // namespace sangam::mcp
