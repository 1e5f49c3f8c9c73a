#include "kernel/gateway/cors.h"

namespace sangam::gateway {

namespace {

constexpr std::string_view kMethods = "GET, HEAD, POST, PUT, PATCH, DELETE";
constexpr std::string_view kRequestFields =
    "Accept, Authorization, Content-Type, Content-Digest, Idempotency-Key, If-Match, If-None-Match,"
    " Last-Event-ID, Signature, Signature-Input, traceparent, tracestate, Tus-Resumable,"
    " Upload-Length, Upload-Metadata, Upload-Offset, X-Request-Id";
constexpr std::string_view kReplyFields =
    "Content-Disposition, ETag, Idempotent-Replayed, Location, RateLimit, RateLimit-Policy,"
    " Retry-After, traceresponse, Tus-Resumable, Upload-Offset, X-Request-Id";
constexpr std::string_view kPreflightSeconds = "600";

// What the rules that matter say together of an origin.
struct Say {
  bool allowed = false;
  bool credentials = false;
  bool any = false;  // for all origins alike
};

void hear(const OriginRules& rules, std::string_view origin, Say& say) {
  if (!rules.allow(origin)) return;
  say.allowed = true;
  say.any = say.any || rules.any();
  say.credentials = say.credentials || rules.credentials();
}

Say say_of(const Rules& rules, const TenantRules* tenant, std::string_view origin) {
  Say say;
  hear(rules.platform.origins, origin, say);
  if (tenant != nullptr) hear(tenant->rules.origins, origin, say);
  return say;
}

void allow(const Say& say, std::string_view origin, http::Response& response) {
  // The star stands for requests without credentials only.
  response.headers.set("Access-Control-Allow-Origin", say.any && !say.credentials ? "*" : origin);
  if (say.credentials) response.headers.set("Access-Control-Allow-Credentials", "true");
}

void vary_by(std::string_view fields, http::Response& response) {
  const auto before = response.headers.find("Vary");
  if (!before) return response.headers.set("Vary", fields);
  response.headers.set("Vary", std::string(*before) + ", " + std::string(fields));
}

}  // namespace

CrossOrigin cross_origin(const http::Request& request) noexcept {
  const auto origin = request.header("origin");
  if (!origin) return {};
  return {.origin = *origin,
          .preflight = request.method() == http::Method::options &&
                       request.header("access-control-request-method").has_value()};
}

std::optional<http::Response> answer_preflight(const Rules& rules, const TenantRules* named,
                                               std::string_view origin) {
  auto say = say_of(rules, named, origin);
  if (named == nullptr)
    for (const auto& [number, tenant] : rules.tenants)
      hear(tenant->rules.origins, origin, say);
  if (!say.allowed) return std::nullopt;
  http::Response response(204);
  // One tenant may allow all and another this one with credentials.
  if (say.credentials) say.any = false;
  allow(say, origin, response);
  response.headers.set("Access-Control-Allow-Methods", kMethods);
  response.headers.set("Access-Control-Allow-Headers", kRequestFields);
  response.headers.set("Access-Control-Max-Age", kPreflightSeconds);
  vary_by("Origin, Access-Control-Request-Method, Access-Control-Request-Headers", response);
  return response;
}

void add_cors(const Rules& rules, const TenantRules* tenant, std::string_view origin,
              http::Response& response) {
  if (!rules.has_origins()) return;
  vary_by("Origin", response);
  if (origin.empty()) return;
  auto say = say_of(rules, tenant, origin);
  if (!say.allowed) return;
  if (say.credentials) say.any = false;
  allow(say, origin, response);
  response.headers.set("Access-Control-Expose-Headers", kReplyFields);
}

}  // namespace sangam::gateway
