#pragma once

// Provider: what an OpenID provider says of itself (OpenID Connect Discovery 1.0).

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace sangam::relying_party {

// How we prove who we are where codes are redeemed (RFC 6749 §2.3.1).
enum class ClientAuthentication : std::uint8_t { basic, post };

struct Provider {
  std::string issuer;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string jwks_uri;
  ClientAuthentication authentication = ClientAuthentication::basic;
  bool names_itself = false;  // every answer says from which issuer it is (RFC 9207)
};

// Whether a provider's addresses may be without TLS: only where an operator tries things out.
enum class PlainHttp : std::uint8_t { refused, allowed };

// Where the document of `issuer` is; the fault is a sentence for people.
std::expected<std::string, std::string> discovery_url(std::string_view issuer, PlainHttp plain);

// Reads the document. Refused: another issuer than the one we asked, addresses that are missing or
// without TLS, a provider that offers neither codes nor a signature we take.
std::expected<Provider, std::string> read_provider(std::string_view json, std::string_view issuer,
                                                   PlainHttp plain);

}  // namespace sangam::relying_party
