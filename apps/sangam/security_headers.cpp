#include "apps/sangam/security_headers.h"

namespace sangam::apps {

namespace {

struct Field {
  std::string_view name;
  std::string_view value;
};

// A body is what its type says; other sites neither load nor frame it.
constexpr Field kAlways[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "same-origin"},
};
// Data may run nothing, should a browser be brought to show it as a page.
constexpr std::string_view kOfData = "default-src 'none'; frame-ancestors 'none'";
// RFC 6797: for a year to come browsers ask this host over TLS only. Without includeSubDomains,
// because other hosts of the domain are not ours to speak for.
constexpr std::string_view kTlsOnly = "max-age=31536000";

}  // namespace

void add_security_headers(http::Response& response, bool secure) {
  auto& headers = response.headers;
  for (const auto& field : kAlways)
    if (!headers.find(field.name)) headers.add(field.name, field.value);
  if (response.content_type.ends_with("json")) headers.set("Content-Security-Policy", kOfData);
  if (secure) headers.set("Strict-Transport-Security", kTlsOnly);
}

}  // namespace sangam::apps
