#include "suites/platform/openid/client_authenticator.h"

#include <sodium.h>

#include <boost/json.hpp>

#include "base/base64.h"
#include "kernel/api/json_document.h"
#include "kernel/clock/clock.h"
#include "kernel/http/target.h"
#include "kernel/jose/token.h"
#include "suites/platform/openid/oauth_error.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::string_view kBasic = "Basic ";
constexpr std::string_view kAssertionType =
    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr std::size_t kBasicMost = 1'024;
constexpr std::size_t kAssertionIdMost = 256;
// Of an assertion, from when it arrives: how long its id is kept.
constexpr std::chrono::seconds kAssertionLife{3'600};

struct IdAndSecret {
  std::string id;
  std::string secret;
};

// Standard base64 of two form-encoded texts with a colon in between (RFC 6749 §2.3.1).
std::optional<IdAndSecret> read_basic(std::string_view encoded) {
  if (encoded.size() > kBasicMost) return std::nullopt;
  std::string plain(encoded.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(plain.data()), plain.size(),
                        encoded.data(), encoded.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0)
    return std::nullopt;
  plain.resize(size);
  const auto colon = plain.find(':');
  IdAndSecret both;
  if (colon == plain.npos ||
      !http::percent_decode(std::string_view(plain).substr(0, colon), true, both.id) ||
      !http::percent_decode(std::string_view(plain).substr(colon + 1), true, both.secret))
    return std::nullopt;
  return both;
}

bool same(const std::optional<TokenHash>& known, const TokenHash& presented) {
  return known && sodium_memcmp(known->data(), presented.data(), presented.size()) == 0;
}

// Who says to be the issuer and the subject of an assertion; checked once its key is known.
std::string claimed_client(std::string_view assertion) {
  const auto first = assertion.find('.');
  const auto second = assertion.find('.', std::min(first, assertion.size() - 1) + 1);
  if (first == assertion.npos || second == assertion.npos) return {};
  const auto payload = from_base64url(assertion.substr(first + 1, second - first - 1));
  if (!payload) return {};
  const auto document = api::JsonDocument::parse(*payload);
  if (!document || !document->root().is_object()) return {};
  const auto* subject = document->root().as_object().if_contains("sub");
  return subject && subject->is_string() ? std::string(subject->as_string()) : std::string();
}

}  // namespace

Task<ClientPointer> ClientAuthenticator::authenticate(const http::Request& request,
                                                      const Parameters& parameters) {
  const auto header = request.header("authorization");
  const bool basic = header && header->starts_with(kBasic);
  const bool posted = parameters.has("client_secret");
  const bool asserted = parameters.has("client_assertion");
  if (basic + posted + asserted > 1 || (header && !basic))
    throw invalid_request("A client proves who it is in one way.");
  ClientPointer client;
  if (basic) {
    auto both = read_basic(header->substr(kBasic.size()));
    if (!both) throw invalid_client();
    client = co_await by_secret(request, std::move(both->id), std::move(both->secret));
  } else if (posted) {
    client = co_await by_secret(request, std::string(parameters.get("client_id")),
                                std::string(parameters.get("client_secret")));
  } else if (asserted) {
    client = co_await by_assertion(request, parameters);
  } else {
    client = co_await by_id(request, parameters.get("client_id"));
  }
  if (parameters.has("client_id") && parameters.get("client_id") != client->id.str())
    throw invalid_client();
  co_return client;
}

Task<ClientPointer> ClientAuthenticator::by_secret(const http::Request& request, std::string id,
                                                   std::string secret) {
  const auto client = co_await shop_.clients.find(shop_.auth(request), id, request.deadline());
  const auto hash = hash_token(secret);
  sodium_memzero(secret.data(), secret.size());
  if (!client || client->authentication != ClientAuthentication::client_secret)
    throw invalid_client();
  const bool newest = same(client->secret, hash);
  const bool before =
      same(client->previous_secret, hash) && client->previous_until > clock::system_now();
  if (!newest && !before) throw invalid_client();
  co_return client;
}

Task<ClientPointer> ClientAuthenticator::by_id(const http::Request& request, std::string_view id) {
  const auto client = co_await shop_.clients.find(shop_.auth(request), id, request.deadline());
  if (!client) throw invalid_client();
  if (client->authentication == ClientAuthentication::tls_client_auth) {
    const auto* shown = request.peer_certificate();
    if (!shown) throw invalid_client("The client proves who it is by a certificate; none came.");
    if (!client->certificate.is(shown))
      throw invalid_client("The certificate is not the one that the client registered.");
    co_return client;
  }
  if (!client->is_public()) throw invalid_client();
  co_return client;
}

Task<ClientPointer> ClientAuthenticator::by_assertion(const http::Request& request,
                                                      const Parameters& parameters) {
  if (parameters.get("client_assertion_type") != kAssertionType)
    throw invalid_request("The type of the assertion is unknown.");
  const auto assertion = parameters.get("client_assertion");
  const auto id = claimed_client(assertion);
  auto& auth = shop_.auth(request);
  const auto client = co_await shop_.clients.find(auth, id, request.deadline());
  if (!client || client->authentication != ClientAuthentication::private_key_jwt)
    throw invalid_client();
  const auto keys = co_await shop_.client_keys.of(client, request.loop(), request.deadline());
  if (!keys) throw invalid_client();
  using enum jose::Algorithm;
  const auto verified =
      jose::verify(assertion, *keys, {EdDSA, ES256, ES384, ES512, PS256, PS384, PS512, RS256});
  if (!verified) throw invalid_client();
  const auto now = clock::system_now();
  auto unmarked = *verified;
  // "client-authentication+jwt" says what "JWT" leaves open.
  if (unmarked.type == "client-authentication+jwt") unmarked.type = "jwt";
  const auto& issuer = shop_.issuer.url();
  auto claims =
      jose::read_token(unmarked, {.type = {}, .issuer = id, .audience = issuer, .now = now});
  if (!claims)
    claims = jose::read_token(
        unmarked, {.type = {}, .issuer = id, .audience = issuer + "/oauth/token", .now = now});
  if (!claims || claims->subject != id || claims->id.empty() ||
      claims->id.size() > kAssertionIdMost || claims->expires_at > after(now, kAssertionLife))
    throw invalid_client();
  if (!co_await use_once(auth, id, claims->id, after(now, kAssertionLife + std::chrono::minutes(2)),
                         request.deadline()))
    throw invalid_client();
  co_return client;
}

}  // namespace sangam::suites::platform::openid
