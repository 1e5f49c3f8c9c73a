#include "suites/platform/openid/authorize_endpoint.h"

#include "base/query.h"
#include "suites/platform/openid/json_object.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/redirect.h"
#include "suites/platform/openid/request_store.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::string_view kRequestUri = "urn:ietf:params:oauth:request_uri:";

}  // namespace

Task<http::Response> AuthorizeEndpoint::authorize(const http::Request& request,
                                                  Parameters parameters) {
  std::optional<OAuthError> refusal;
  std::string redirect_uri;
  try {
    const auto client = co_await shop_.clients.find(
        shop_.auth(request), parameters.get("client_id"), request.deadline());
    if (!client) throw invalid_request("The client is unknown.");
    parameters = co_await unfold(request, client, std::move(parameters));
    redirect_uri = trusted_redirect(parameters, *client);
    read_authorization(parameters, *client);
    co_return co_await send_on(request, client, std::move(parameters));
  } catch (const OAuthError& error) {
    refusal = error;
  }
  if (redirect_uri.empty()) co_return tell_person(*refusal);
  co_return redirect(redirect_to(redirect_uri, shop_.issuer.url(),
                                 {{"error", refusal->code},
                                  {"error_description", refusal->description},
                                  {"state", std::string(parameters.get("state"))}}));
}

// What was pushed, in place of its address: what comes beside it does not count (RFC 9126 §4).
Task<Parameters> AuthorizeEndpoint::unfold(const http::Request& request, ClientPointer client,
                                           Parameters parameters) {
  const auto uri = parameters.get("request_uri");
  if (uri.empty()) {
    if (client->requires_pushed_requests)
      throw invalid_request("The client must push its requests first.");
    co_return parameters;
  }
  if (!uri.starts_with(kRequestUri))
    throw OAuthError("request_uri_not_supported", "request_uri is none of ours.");
  const auto pushed =
      co_await take_pushed_request(shop_.auth(request), client->id,
                                   std::string(uri.substr(kRequestUri.size())), request.deadline());
  if (!pushed) throw invalid_request("request_uri is wrong, was used or has expired.");
  co_return Parameters::parse(*pushed).value();
}

Task<http::Response> AuthorizeEndpoint::send_on(const http::Request& request, ClientPointer client,
                                                Parameters parameters) {
  const auto handle = co_await keep_request(shop_.auth(request), client->id, false,
                                            parameters.encoded(), kRequestLife, request.deadline());
  std::string query;
  append_parameter("request", handle, query);
  co_return redirect("/authorize?" + query);
}

Task<http::Response> AuthorizeEndpoint::push(const http::Request& request, Parameters parameters) {
  auto& auth = shop_.auth(request);
  const auto client = co_await clients_.authenticate(request, parameters);
  if (parameters.has("request_uri")) throw invalid_request("request_uri cannot be pushed.");
  const auto thumbprint = co_await shop_.proofs.require_good(auth, request, request.deadline());
  for (const std::string_view name : {"client_secret", "client_assertion", "client_assertion_type"})
    parameters.remove(name);
  if (!thumbprint.empty()) {
    if (parameters.has("dpop_jkt") && parameters.get("dpop_jkt") != thumbprint)
      throw invalid_request("dpop_jkt is of another key than the proof.");
    parameters.set("dpop_jkt", thumbprint);
  }
  trusted_redirect(parameters, *client);
  read_authorization(parameters, *client);
  const auto handle = co_await keep_request(auth, client->id, true, parameters.encoded(),
                                            kPushedRequestLife, request.deadline());
  JsonObject body;
  body.text("request_uri", std::string(kRequestUri) + handle)
      .number("expires_in", kPushedRequestLife.count());
  http::Response response(201, "application/json", std::move(body).str());
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

}  // namespace sangam::suites::platform::openid
