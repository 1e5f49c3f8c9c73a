#include "kernel/relying_party/provider.h"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/api/json_document.h"
#include "kernel/http/client/url.h"
#include "kernel/relying_party/id_token.h"

namespace sangam::relying_party {

namespace {

namespace json = boost::json;

using Fault = std::unexpected<std::string>;

std::string text_at(const json::object& root, std::string_view name) {
  const auto* found = root.if_contains(name);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

// Whether a list of texts has one for which `good` holds; so it does when there is no list, where
// the standard names what it then is.
bool lists(const json::object& root, std::string_view name, auto good) {
  const auto* found = root.if_contains(name);
  if (!found || !found->is_array()) return true;
  return std::ranges::any_of(found->get_array(), [&](const json::value& one) {
    return one.is_string() && good(std::string_view(one.get_string()));
  });
}

auto is(std::string_view text) {
  return [text](std::string_view one) { return one == text; };
}

// Why an address is not to be used; empty when it may be.
std::string objection_to(std::string_view address, PlainHttp plain) {
  const auto url = http::client::parse_url(address);
  if (!url) return url.error();
  return url->secure || plain == PlainHttp::allowed ? "" : "It must begin with https.";
}

}  // namespace

std::expected<std::string, std::string> discovery_url(std::string_view issuer, PlainHttp plain) {
  if (auto objection = objection_to(issuer, plain); !objection.empty())
    return Fault("The issuer is no address we use. " + objection);
  if (issuer.contains('?')) return Fault("The issuer has a query.");
  std::string url(issuer);
  if (url.ends_with('/')) url.pop_back();
  return url + "/.well-known/openid-configuration";
}

std::expected<Provider, std::string> read_provider(std::string_view text, std::string_view issuer,
                                                   PlainHttp plain) {
  const auto document = api::JsonDocument::parse(text);
  if (!document || !document->root().is_object())
    return Fault("What the provider says of itself is no JSON object.");
  const auto& root = document->root().get_object();
  Provider provider{.issuer = text_at(root, "issuer"),
                    .authorization_endpoint = text_at(root, "authorization_endpoint"),
                    .token_endpoint = text_at(root, "token_endpoint"),
                    .jwks_uri = text_at(root, "jwks_uri")};
  const auto* names = root.if_contains("authorization_response_iss_parameter_supported");
  provider.names_itself = names && *names == json::value(true);
  if (provider.issuer != issuer)
    return Fault(
        "The provider calls itself another issuer than the one that was given: the two must"
        " be the same, to the last slash.");
  for (const auto& [name, address] :
       {std::pair{"authorization_endpoint", &provider.authorization_endpoint},
        {"token_endpoint", &provider.token_endpoint},
        {"jwks_uri", &provider.jwks_uri}}) {
    if (address->empty()) return Fault(std::string("The provider names no ") + name + ".");
    if (auto objection = objection_to(*address, plain); !objection.empty())
      return Fault(std::string("The provider's ") + name + " is no address we use. " + objection);
  }
  if (!lists(root, "response_types_supported", is("code")))
    return Fault("The provider does not offer the response type code.");
  if (!lists(root, "id_token_signing_alg_values_supported", &is_accepted_algorithm))
    return Fault("The provider signs with no algorithm that is accepted here.");
  if (!lists(root, "token_endpoint_auth_methods_supported", is("client_secret_basic"))) {
    if (!lists(root, "token_endpoint_auth_methods_supported", is("client_secret_post")))
      return Fault(
          "The provider takes client secrets neither as client_secret_basic nor as"
          " client_secret_post.");
    provider.authentication = ClientAuthentication::post;
  }
  return provider;
}

}  // namespace sangam::relying_party
