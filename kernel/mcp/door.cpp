#include "kernel/mcp/door.h"

#include <algorithm>
#include <boost/json/value.hpp>

#include "kernel/api/call_meter.h"
#include "kernel/api/own_origin.h"
#include "kernel/api/problem.h"
#include "kernel/mcp/operation_tool.h"
#include "kernel/mcp/origin.h"
#include "kernel/mcp/request_headers.h"
#include "kernel/mcp/text_prompt.h"
#include "kernel/telemetry/log.h"

namespace sangam::mcp {

namespace {

using http::Method;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kResolve = "resources.resolve";

// The media type of a field's value, in lower case, without its parameters.
bool is_json(std::string_view type) {
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' '))
    type.remove_suffix(1);
  return std::ranges::equal(
      type, kJson, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

bool accepts(std::string_view accept, std::string_view type) {
  const auto family = std::string(type.substr(0, type.find('/'))) + "/*";
  return accept.empty() || accept.contains(type) || accept.contains(family) ||
         accept.contains("*/*");
}

void require_method(const http::Request& request) {
  const auto method = request.method();
  if (method != Method::post && method != Method::get && method != Method::remove)
    throw wrong_method("POST, GET, DELETE");
}

}  // namespace

void Door::offer(std::span<const api::Module* const> modules) {
  const api::Operation* resolve = nullptr;
  for (const auto* module : modules) {
    for (const auto& operation : module->operations()) {
      if (operation.name == kResolve) resolve = &operation;
      if (is_for_agents(operation)) catalogue_.add(make_operation_tool(operation, services_));
    }
    for (const auto& prompt : module->prompts())
      catalogue_.add(make_text_prompt(prompt));
  }
  if (resolve) catalogue_.add(make_declared_resources(modules, *resolve, services_));
}

Task<http::Response> Door::handle(http::Request& request) {
  http::Response response;
  api::IdentityPointer identity;
  Error refused{Code::internal, "internal"};
  bool answered = false;
  try {
    response = co_await answer(request, identity);
    answered = true;
  } catch (const Error& error) {
    refused = error;
  } catch (const std::exception& failure) {
    log::error(*request.trace(), "a request of an agent failed", {{"reason", failure.what()}});
  }
  if (!answered) response = refuse(refused, request);
  if (!response.headers.find("Cache-Control")) response.headers.add("Cache-Control", "no-store");
  api::count_request(identity.get(), response.status);
  co_return response;
}

http::Response Door::refuse(const Error& error, const http::Request& request) const {
  auto response = api::problem_response(error, *request.trace());
  if (response.status == 401) {
    const bool wrong = request.header("authorization").has_value();
    response.headers.set("WWW-Authenticate", challenge(address_.url(), wrong));
  }
  return response;
}

Task<api::IdentityPointer> Door::identify(const http::Request& request) {
  auto identity = (co_await services_.reception.identify(request)).identity;
  if (!identity) throw Error{Code::unauthenticated, "This needs an access token or an API key."};
  if (identity->by_cookie && !api::names_own_origin(request))
    throw Error{Code::forbidden, "With a cookie agents are those of pages of this server."};
  co_return identity;
}

Task<http::Response> Door::answer(http::Request& request, api::IdentityPointer& identity) {
  if (is_metadata_path(request.path())) {
    if (request.method() != Method::get && request.method() != Method::head)
      throw wrong_method("GET, HEAD");
    http::Response response(200, kJson,
                            resource_metadata(address_.url(), services_.settings.title));
    // Whoever looks for a way to sign in may be anywhere, and nothing here is secret.
    response.headers.add("Access-Control-Allow-Origin", "*");
    response.headers.add("Cache-Control", "public, max-age=300");
    co_return response;
  }
  require_method(request);
  if (!is_origin_allowed(request, address_.url(), services_.settings))
    throw Error{Code::forbidden, "Pages of this Origin may not call."};
  identity = co_await identify(request);
  if (identity->tenant) request.trace()->set_tenant(identity->tenant->number);
  co_await services_.reception.let_in(request, nullptr, identity);
  switch (request.method()) {
    case Method::get:
      co_return co_await follow_session(request, identity);
    case Method::remove:
      co_return end_session(request, *identity);
    default:
      co_return co_await post(request, identity);
  }
}

Task<http::Response> Door::post(http::Request& request, api::IdentityPointer identity) {
  const auto accept = request.header("accept").value_or("");
  if (!accepts(accept, kJson) && !accepts(accept, "text/event-stream"))
    throw Error{Code::not_acceptable, "This is served as application/json or text/event-stream."};
  if (!is_json(request.header("content-type").value_or("")))
    throw Error{Code::unsupported_media, "The body must be application/json."};
  const auto body = co_await request.read_body(kBodyMost);
  auto message = read_message(body);
  if (!message)
    co_return http::Response(message.error().error.status, kJson,
                             error_text(message.error().id, message.error().error));
  Known known{request, std::move(identity), std::move(*message),
              accept.contains("text/event-stream") || accept.contains("*/*")};
  const auto version = request.header(kVersionHeader).value_or("");
  const auto* meta = known.message.params().if_contains("_meta");
  const bool says_all = version.empty() && meta && meta->is_object() &&
                        meta->get_object().contains("io.modelcontextprotocol/protocolVersion");
  if (is_session_version(version) && !says_all) co_return co_await serve_session(std::move(known));
  co_return co_await serve_stateless(std::move(known));
}

void Door::describe(telemetry::Snapshot& out) const {
  out.gauge("sangam_mcp_sessions", "Sessions of agents, up to version 2025-11-25",
            static_cast<double>(sessions_.size()));
  out.counter("sangam_mcp_requests_total", "Requests of agents that were in order",
              static_cast<double>(calls_.load(std::memory_order_relaxed)));
}

}  // namespace sangam::mcp
