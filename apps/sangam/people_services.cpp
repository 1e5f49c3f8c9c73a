#include "apps/sangam/people_services.h"

#include "apps/sangam/openid_service.h"
#include "apps/sangam/sign_on_service.h"
#include "kernel/api/reception.h"
#include "suites/platform/identity/authenticator.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/identity/revocation_watch.h"
#include "suites/platform/openid/provider.h"
#include "suites/platform/scim/service_provider.h"
#include "suites/platform/signing_keys/signature_reader.h"
#include "suites/platform/single_sign_on/types.h"

namespace sangam::apps {

namespace platform = suites::platform;

namespace {

bool serves_openid(http::Method, std::string_view path) {
  return platform::openid::Provider::serves(path);
}
bool serves_sign_on(http::Method, std::string_view path) {
  return path.starts_with(platform::single_sign_on::kSamlPath);
}
bool serves_scim(http::Method, std::string_view path) {
  return platform::scim::ServiceProvider::serves(path);
}

}  // namespace

struct PeopleServices::State {
  explicit State(const PeopleServiceParts& parts)
      : identity(parts.modules.identity()),
        openid({parts.loops, parts.pools, parts.modules.openid(), identity, parts.modules.roles(),
                parts.any_address}),
        sign_on({parts.loops, parts.pools, parts.modules.sign_on(), parts.any_address,
                 parts.name_servers}),
        signatures(parts.pools, identity),
        authenticator(parts.pools, identity.directory, identity.cache, parts.modules.roles(),
                      openid.access_tokens(), signatures),
        reception{authenticator, &parts.admission, &parts.tenant_gate},
        scim(parts.modules.scim(), parts.pools, reception, identity.directory,
             identity.public_address),
        revocations(parts.loops, *parts.pools.pools_of(parts.loops.loop(0)).auth, identity.cache) {
    revocations.start();
  }

  platform::IdentityModule& identity;
  OpenIdService openid;
  SignOnService sign_on;
  platform::signing_keys::SignatureReader signatures;
  platform::PlatformAuthenticator authenticator;
  api::Reception reception;
  platform::scim::ServiceProvider scim;
  platform::RevocationWatch revocations;
};

PeopleServices::PeopleServices(const PeopleServiceParts& parts)
    : state_(std::make_unique<State>(parts)) {}

PeopleServices::~PeopleServices() = default;

void PeopleServices::set_public_url(const std::string& url) {
  state_->openid.set_issuer(url);
  state_->identity.public_address.set(url);
}

const api::Reception& PeopleServices::reception() const { return state_->reception; }

DoorList PeopleServices::doors() {
  return {{&serves_openid, state_->openid.provider()},
          {&serves_sign_on, state_->sign_on.consumer()},
          {&serves_scim, state_->scim}};
}

}  // namespace sangam::apps
