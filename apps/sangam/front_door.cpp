#include "apps/sangam/front_door.h"

#include <fmt/format.h>

#include "kernel/api/problem.h"

namespace sangam::apps {

namespace {

constexpr std::string_view kJson = "application/json";

http::Response ready(Readiness readiness) {
  return http::Response(readiness == Readiness::ready ? 200 : 503, kJson,
                        fmt::format(R"({{"status":"{}"}})", name(readiness)));
}

http::Response health(const SelfDescription& self) {
  return http::Response(self.readiness() == Readiness::ready ? 200 : 503, kJson, self.health());
}

http::Response problem(const http::Request& request, const Error& error) {
  return api::problem_response(error, *request.trace());
}

}  // namespace

Task<http::Response> FrontDoor::handle(http::Request& request) {
  for (const auto& door : doors_)
    if (door.serves(request.method(), request.path()))
      co_return co_await door.handler.handle(request);
  if (auto response = describe_self(request)) co_return std::move(*response);
  co_return serve_file(request);
}

std::optional<http::Response> FrontDoor::describe_self(const http::Request& request) const {
  const auto path = request.path();
  const bool known = path == "/health" || path == "/health/live" || path == "/health/ready" ||
                     path == "/metrics" || path == "/api/openapi.json" ||
                     path == "/api/asyncapi.json";
  if (!known) return std::nullopt;
  if (request.method() != http::Method::get && request.method() != http::Method::head)
    return problem(request, wrong_method("GET, HEAD"));
  if (path == "/health/live") return http::Response(200, kJson, R"({"status":"live"})");
  if (path == "/health/ready") return ready(self_.readiness());
  if (path == "/health") return health(self_);
  auto response =
      path == "/metrics"
          ? http::Response(200, "text/plain; version=0.0.4; charset=utf-8", self_.metrics())
          : http::Response(200, kJson,
                           path == "/api/openapi.json" ? self_.openapi : self_.asyncapi);
  response.compression = http::Compression::whole;
  return response;
}

http::Response FrontDoor::serve_file(const http::Request& request) const {
  if (console_)
    if (auto response = console_->respond(request)) return std::move(*response);
  return problem(request, {Code::not_found, "There is nothing at this path."});
}

}  // namespace sangam::apps
