#pragma once

// CORS (Fetch standard §3.2): whose pages may call with a browser. The browser asks and decides;
// what is said here is only which origins may read replies, never who may call.

#include <optional>

#include "kernel/gateway/rules.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"

namespace sangam::gateway {

// What a request asks for across origins.
struct CrossOrigin {
  std::string_view origin;  // empty: none was named
  bool preflight = false;   // the browser asks before it sends the real request
};
CrossOrigin cross_origin(const http::Request& request) noexcept;

// The reply to a preflight: 204 with what is allowed, or nothing when `origin` is not. It comes
// without credentials, so unless `named` tells the tenant by host or path, an origin that any
// tenant allows may go on and ask; the reply to the real request is that tenant's alone.
std::optional<http::Response> answer_preflight(const Rules& rules, const TenantRules* named,
                                               std::string_view origin);

// Lets pages of `origin` read `response`, if the platform or `tenant` allows it; and tells caches
// that replies differ by origin.
void add_cors(const Rules& rules, const TenantRules* tenant, std::string_view origin,
              http::Response& response);

}  // namespace sangam::gateway
