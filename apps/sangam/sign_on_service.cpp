#include "apps/sangam/sign_on_service.h"

#include "apps/sangam/per_loop.h"
#include "kernel/api/pools.h"
#include "suites/platform/single_sign_on/consumer.h"
#include "suites/platform/single_sign_on/single_sign_on.h"
#include "suites/platform/single_sign_on/upkeep.h"

namespace sangam::apps {

namespace {

namespace single_sign_on = suites::platform::single_sign_on;
using http::client::AddressPolicy;
using http::client::Client;
using relying_party::PlainHttp;

http::client::ClientSettings client_settings(bool any_address) {
  http::client::ClientSettings settings;
  settings.name = "sign_on";
  settings.addresses = any_address ? AddressPolicy::any : AddressPolicy::public_only;
  settings.user_agent = "Sangam-SignOn/1";
  settings.connections = 16;
  settings.connections_an_origin = 4;
  settings.under_way = 64;
  return settings;
}

// Of one loop.
struct Tools {
  Tools(runtime::EventLoop& loop, bool any_address, std::vector<dns::NameServer> servers)
      : client(loop, client_settings(any_address)),
        party(client, any_address ? PlainHttp::allowed : PlainHttp::refused),
        names(loop, std::move(servers)) {}

  Client client;
  relying_party::RelyingParty party;
  dns::TxtLookup names;
};

class LoopTools final : public single_sign_on::Outbound {
 public:
  LoopTools(runtime::LoopGroup& loops, bool any_address,
            const std::vector<dns::NameServer>& servers)
      : tools_(loops, [&](runtime::EventLoop& loop) {
          return std::make_unique<Tools>(loop, any_address, servers);
        }) {}

  single_sign_on::OutboundTools tools_of(const runtime::EventLoop& loop) override {
    auto& tools = tools_.of(loop);
    return {tools.client, tools.party, tools.names};
  }

 private:
  PerLoop<Tools> tools_;
};

}  // namespace

struct SignOnService::State {
  explicit State(const SignOnParts& parts)
      : tools(parts.loops, parts.any_address,
              parts.name_servers.empty() ? dns::system_servers() : parts.name_servers),
        consumer(parts.pools, parts.module.services),
        module(parts.module),
        upkeep(parts.loops, *parts.pools.pools_of(parts.loops.loop(0)).auth, tools) {
    module.services.outbound = &tools;
    upkeep.start();
  }
  ~State() { module.services.outbound = nullptr; }

  LoopTools tools;
  single_sign_on::Consumer consumer;
  single_sign_on::SingleSignOnModule& module;
  single_sign_on::Upkeep upkeep;  // ends before the tools
};

SignOnService::SignOnService(const SignOnParts& parts) : state_(std::make_unique<State>(parts)) {}

SignOnService::~SignOnService() = default;

http::RequestHandler& SignOnService::consumer() { return state_->consumer; }

}  // namespace sangam::apps
