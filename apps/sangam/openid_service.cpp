#include "apps/sangam/openid_service.h"

#include "apps/sangam/per_loop.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/openid/openid.h"
#include "suites/platform/openid/provider.h"
#include "suites/platform/openid/token_reader.h"

namespace sangam::apps {

namespace {

namespace openid = suites::platform::openid;
using http::client::AddressPolicy;
using http::client::Client;

http::client::ClientSettings client_settings(bool any_address) {
  http::client::ClientSettings settings;
  settings.name = "openid";
  settings.addresses = any_address ? AddressPolicy::any : AddressPolicy::public_only;
  settings.user_agent = "Sangam-OpenID/1";
  settings.connections = 16;
  settings.connections_an_origin = 4;
  settings.under_way = 64;
  return settings;
}

class LoopClients final : public openid::Outbound {
 public:
  LoopClients(runtime::LoopGroup& loops, bool any_address)
      : clients_(loops, [any_address](runtime::EventLoop& loop) {
          return std::make_unique<Client>(loop, client_settings(any_address));
        }) {}

  Client& client_of(const runtime::EventLoop& loop) override { return clients_.of(loop); }

 private:
  PerLoop<Client> clients_;
};

}  // namespace

struct OpenIdService::State {
  explicit State(const OpenIdParts& parts)
      : outbound(parts.loops, parts.any_address),
        client_keys(outbound),
        proofs(parts.module.issuer, parts.module.keys),
        provider({.pools = parts.pools,
                  .issuer = parts.module.issuer,
                  .keys = parts.module.keys,
                  .clients = parts.module.clients,
                  .client_keys = client_keys,
                  .proofs = proofs,
                  .tokens = parts.module.tokens,
                  .identities = parts.identity.cache,
                  .roles = parts.roles}),
        reader(parts.pools, parts.module.tokens, proofs),
        module(parts.module) {
    module.services.outbound = &outbound;
  }
  ~State() { module.services.outbound = nullptr; }

  LoopClients outbound;
  openid::ClientKeys client_keys;
  openid::ProofJudge proofs;
  openid::Provider provider;
  openid::TokenReader reader;
  openid::OpenIdModule& module;
};

OpenIdService::OpenIdService(const OpenIdParts& parts) : state_(std::make_unique<State>(parts)) {}

OpenIdService::~OpenIdService() = default;

void OpenIdService::set_issuer(std::string url) { state_->module.issuer.set(std::move(url)); }

http::RequestHandler& OpenIdService::provider() { return state_->provider; }

suites::platform::AccessTokenReader& OpenIdService::access_tokens() { return state_->reader; }

}  // namespace sangam::apps
