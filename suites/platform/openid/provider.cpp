#include "suites/platform/openid/provider.h"

#include <algorithm>

#include "base/error.h"
#include "kernel/http/target.h"
#include "suites/platform/openid/discovery.h"
#include "suites/platform/openid/oauth_error.h"

namespace sangam::suites::platform::openid {

namespace {

using http::Method;

constexpr std::string_view kJson = "application/json";

// Programs in browsers may ask these from anywhere: nothing depends on a cookie.
bool is_for_everybody(std::string_view path) {
  return path != "/oauth/authorize" && path != "/oauth/end_session";
}

void allow_other_sites(http::Response& response) {
  response.headers.set("Access-Control-Allow-Origin", "*");
  response.headers.set("Access-Control-Expose-Headers", "DPoP-Nonce, WWW-Authenticate");
}

http::Response preflight() {
  http::Response response(204);
  response.headers.add("Access-Control-Allow-Methods", "GET, POST");
  response.headers.add("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP");
  response.headers.add("Access-Control-Max-Age", "3600");
  return response;
}

http::Response document(std::string json) {
  http::Response response(200, kJson, std::move(json));
  response.headers.add("Cache-Control", "public, max-age=300");
  return response;
}

bool is_form(const http::Request& request) {
  auto type = request.header("content-type").value_or("");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' '))
    type.remove_suffix(1);
  return http::equal_ignoring_case(type, "application/x-www-form-urlencoded");
}

Parameters read(std::string_view text) {
  auto parameters = Parameters::parse(text);
  if (!parameters) throw invalid_request(parameters.error());
  return std::move(*parameters);
}

void require(const http::Request& request, std::initializer_list<Method> methods) {
  if (std::ranges::find(methods, request.method()) != methods.end()) return;
  std::string allow;
  for (const auto method : methods)
    allow.append(allow.empty() ? "" : ", ").append(http::name(method));
  throw wrong_method(std::move(allow));
}

}  // namespace

Provider::Provider(Workshop shop)
    : shop_(shop),
      clients_(shop_),
      tokens_(shop_, clients_),
      authorize_(shop_, clients_),
      services_(shop_, clients_),
      devices_(shop_, clients_),
      logout_(shop_) {}

bool Provider::serves(std::string_view path) noexcept {
  return path.starts_with(kOAuthPath) || path == kWellKnownOpenId || path == kWellKnownOAuth;
}

Task<http::Response> Provider::handle(http::Request& request) {
  http::Response response;
  try {
    response = co_await answer(request);
  } catch (const OAuthError& error) {
    response = error_response(error);
  } catch (const Error& error) {
    // In OAuth's words where it has some; the rest is the server's business.
    if (error.code != Code::unavailable && error.code != Code::deadline_exceeded) throw;
    response = error_response({"temporarily_unavailable", "Try again in a moment.", 503});
  }
  if (is_for_everybody(request.path())) allow_other_sites(response);
  co_return response;
}

Task<http::Response> Provider::answer(http::Request& request) {
  const auto path = request.path();
  if (request.method() == Method::options && is_for_everybody(path)) co_return preflight();
  if (!path.starts_with(kOAuthPath)) {
    require(request, {Method::get, Method::head});
    co_return document(discovery_document(shop_.issuer.url()));
  }
  if (path == "/oauth/jwks") co_return co_await jwks(request);
  if (path == "/oauth/userinfo") {
    require(request, {Method::get, Method::post});
    co_return co_await services_.userinfo(request);
  }
  if (path == "/oauth/authorize" || path == "/oauth/end_session") {
    require(request, {Method::get, Method::post});
    auto parameters =
        request.method() == Method::get ? read(request.query()) : co_await form(request);
    if (path == "/oauth/end_session")
      co_return co_await logout_.begin(request, std::move(parameters));
    co_return co_await authorize_.authorize(request, std::move(parameters));
  }
  co_return co_await post(request);
}

Task<http::Response> Provider::post(http::Request& request) {
  const auto path = request.path();
  const bool known = path == "/oauth/token" || path == "/oauth/par" || path == "/oauth/revoke" ||
                     path == "/oauth/introspect" || path == "/oauth/device_authorization";
  if (!known) throw Error{Code::not_found, "There is nothing at this path."};
  require(request, {Method::post});
  // Secrets in addresses end up in logs.
  if (!request.query().empty()) throw invalid_request("Parameters belong in the body.");
  auto parameters = co_await form(request);
  if (path == "/oauth/token") co_return co_await tokens_.serve(request, std::move(parameters));
  if (path == "/oauth/par") co_return co_await authorize_.push(request, std::move(parameters));
  if (path == "/oauth/revoke") co_return co_await services_.revoke(request, std::move(parameters));
  if (path == "/oauth/introspect")
    co_return co_await services_.introspect(request, std::move(parameters));
  co_return co_await devices_.begin(request, std::move(parameters));
}

Task<http::Response> Provider::jwks(const http::Request& request) {
  require(request, {Method::get, Method::head});
  const auto keys = co_await shop_.keys.keys(shop_.auth(request), request.deadline());
  co_return document(keys->json());
}

Task<Parameters> Provider::form(http::Request& request) {
  if (!is_form(request))
    throw invalid_request("The body must be application/x-www-form-urlencoded.");
  const auto body = co_await request.read_body(Parameters::kBytesMost);
  co_return read(body);
}

}  // namespace sangam::suites::platform::openid
