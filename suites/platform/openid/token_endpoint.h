#pragma once

// TokenEndpoint: POST /oauth/token. Each kind of grant has a file of its own, <kind>_grant.cpp.

#include "kernel/http/handler.h"
#include "kernel/store/bytes.h"
#include "suites/platform/openid/client_authenticator.h"
#include "suites/platform/openid/grant_row.h"

namespace sangam::suites::platform::openid {

// The names of grant types on the wire.
std::string_view wire_name(GrantType type) noexcept;

// Any loop.
class TokenEndpoint {
 public:
  TokenEndpoint(const Workshop& shop, ClientAuthenticator& clients)
      : shop_(shop), clients_(clients) {}

  // Throws OAuthError.
  Task<http::Response> serve(const http::Request& request, Parameters parameters);

 private:
  // A request whose client is known. Lives in serve().
  struct Asked {
    const http::Request& request;
    const Parameters& parameters;
    ClientPointer client;
    std::string key_thumbprint;          // of its proof of possession; empty: none
    std::string certificate_thumbprint;  // that its tokens are bound to; empty: to none
    KeysPointer keys;
    Timestamp now;
  };

  Task<http::Response> grant(const Asked& asked, GrantType type);
  http::Response client_credentials(const Asked& asked) const;
  Task<http::Response> authorization_code(const Asked& asked);
  Task<http::Response> refresh_token(const Asked& begun);
  Task<http::Response> device_code(const Asked& begun);
  // The client as the tenant of who approved of its device has it; the one that asked while nobody
  // has, or when it is registered.
  Task<ClientPointer> approving_client(const Asked& asked, const store::Bytes& hash);
  Task<http::Response> token_exchange(const Asked& asked);

  store::UnitOfWork begin(const Asked& asked) const;
  // Ends a grant and everything that came of it, on record.
  Task<void> end_grant(const Asked& asked, store::UnitOfWork work, GrantRow grant,
                       std::string_view why);
  // Tokens of a person's grant; commits `work`.
  Task<http::Response> issue(const Asked& asked, store::UnitOfWork work, GrantRow grant,
                             Scopes scopes);
  static http::Response reply(const Asked& asked, const std::string& access_token,
                              const Scopes& scopes, std::chrono::seconds life,
                              const std::string& refresh_token, const std::string& id_token,
                              std::string_view issued_type = {});

  const Workshop& shop_;
  ClientAuthenticator& clients_;
};

// What `wanted` (parted by blanks) asks of `allowed`; all of it when it asks for nothing. Throws
// OAuthError{invalid_scope}.
Scopes asked_scopes(std::string_view wanted, const Scopes& allowed);

}  // namespace sangam::suites::platform::openid
