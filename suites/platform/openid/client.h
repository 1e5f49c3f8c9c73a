#pragma once

// Client: a program that signs people of its tenant in, or itself, as the endpoints need to know
// it.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/api/identity.h"
#include "suites/platform/identity/bound_certificate.h"
#include "suites/platform/identity/secret_token.h"
#include "suites/platform/openid/scope.h"
#include "suites/platform/openid/types.h"

namespace sangam::suites::platform::openid {

// Immutable; any thread.
struct Client {
  ClientId id;
  std::shared_ptr<api::Tenant> tenant;
  std::string name;
  ClientAuthentication authentication = ClientAuthentication::none;
  std::optional<TokenHash> secret;
  std::optional<TokenHash> previous_secret;
  Timestamp previous_until;
  std::string jwks;      // JSON; empty: none, or at the address
  std::string jwks_uri;  // empty: none
  std::vector<std::string> redirect_uris;
  std::vector<std::string> post_logout_redirect_uris;
  std::string backchannel_logout_uri;  // empty: none
  std::vector<GrantType> grant_types;
  Scopes scopes;
  IdTokenAlgorithm id_token_algorithm = IdTokenAlgorithm::EdDSA;
  bool requires_pushed_requests = false;
  bool requires_proof_of_possession = false;
  CertificateColumns certificate;            // of tls_client_auth
  bool binds_tokens_to_certificate = false;  // RFC 8705 §3
  bool built_in = false;                     // of every tenant: command_line_client.h

  bool may(GrantType type) const;
  // The redirect URI it registered that `asked` is, or may be.
  bool redirects_to(std::string_view asked) const;
  bool is_public() const noexcept { return authentication == ClientAuthentication::none; }
};

using ClientPointer = std::shared_ptr<const Client>;

}  // namespace sangam::suites::platform::openid
