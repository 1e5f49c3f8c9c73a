#include "suites/platform/openid/logout_endpoint.h"

#include <algorithm>

#include "base/query.h"
#include "kernel/clock/clock.h"
#include "kernel/jose/token.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/redirect.h"
#include "suites/platform/openid/request_store.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::size_t kStateMost = 2'048;
// People sign out long after the token that names their client has expired.
constexpr std::chrono::seconds kHintLife{365 * 86'400};

// Whom an ID token of ours was for; empty when it is none of ours.
std::string audience_of(const SigningKeys& keys, std::string_view token, std::string_view issuer,
                        std::string_view wanted) {
  const auto verified =
      jose::verify(token, keys.verifying(), {jose::Algorithm::EdDSA, jose::Algorithm::ES256});
  if (!verified) return {};
  const auto claims = jose::read_token(*verified, {.type = {},
                                                   .issuer = issuer,
                                                   .audience = wanted,
                                                   .now = clock::system_now(),
                                                   .leeway = kHintLife});
  return claims ? std::string(wanted) : std::string();
}

}  // namespace

// The client names itself; a hint that comes with it must be its own.
Task<ClientPointer> LogoutEndpoint::client_of(const http::Request& request,
                                              const Parameters& parameters) {
  auto& auth = shop_.auth(request);
  const auto client =
      co_await shop_.clients.find(auth, parameters.get("client_id"), request.deadline());
  if (!client || !parameters.has("id_token_hint")) co_return client;
  const auto keys = co_await shop_.keys.keys(auth, request.deadline());
  const auto audience =
      audience_of(*keys, parameters.get("id_token_hint"), shop_.issuer.url(), client->id.str());
  co_return audience.empty() ? nullptr : client;
}

Task<http::Response> LogoutEndpoint::begin(const http::Request& request, Parameters parameters) {
  const auto back = parameters.get("post_logout_redirect_uri");
  if (back.empty()) co_return redirect("/sign-out");
  const auto client = co_await client_of(request, parameters);
  const bool registered = client && std::ranges::find(client->post_logout_redirect_uris, back) !=
                                        client->post_logout_redirect_uris.end();
  if (!registered || parameters.get("state").size() > kStateMost)
    co_return tell_person(
        invalid_request("post_logout_redirect_uri needs client_id, and must be registered."));
  Parameters kept;
  kept.set(kLogoutMark, "yes");
  kept.set("post_logout_redirect_uri", back);
  kept.set("state", parameters.get("state"));
  const auto handle = co_await keep_request(shop_.auth(request), client->id, false, kept.encoded(),
                                            kRequestLife, request.deadline());
  std::string query;
  append_parameter("request", handle, query);
  co_return redirect("/sign-out?" + query);
}

}  // namespace sangam::suites::platform::openid
