#include "apps/sangam/people_services.h"

#include "apps/sangam/openid_service.h"
#include "apps/sangam/sign_on_service.h"
#include "suites/platform/identity/authenticator.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/identity/revocation_watch.h"
#include "suites/platform/scim/service_provider.h"
#include "suites/platform/signing_keys/signature_reader.h"

namespace sangam::apps {

namespace platform = suites::platform;

struct PeopleServices::State {
  explicit State(const PeopleServiceParts& parts)
      : identity(parts.modules.identity()),
        openid({parts.loops, parts.pools, parts.modules.openid(), identity, parts.modules.roles(),
                parts.any_address}),
        sign_on({parts.loops, parts.pools, parts.modules.sign_on(), parts.any_address,
                 parts.name_servers}),
        scim(parts.modules.scim(), parts.pools, identity.directory, identity.public_address),
        signatures(parts.pools, identity),
        authenticator(parts.pools, identity.directory, identity.cache, parts.modules.roles(),
                      openid.access_tokens(), signatures),
        revocations(parts.loops, *parts.pools.pools_of(parts.loops.loop(0)).auth, identity.cache) {
    revocations.start();
  }

  platform::IdentityModule& identity;
  OpenIdService openid;
  SignOnService sign_on;
  platform::scim::ServiceProvider scim;
  platform::signing_keys::SignatureReader signatures;
  platform::PlatformAuthenticator authenticator;
  platform::RevocationWatch revocations;
};

PeopleServices::PeopleServices(const PeopleServiceParts& parts)
    : state_(std::make_unique<State>(parts)) {}

PeopleServices::~PeopleServices() = default;

void PeopleServices::set_public_url(const std::string& url) {
  state_->openid.set_issuer(url);
  state_->identity.public_address.set(url);
}

api::Authenticator& PeopleServices::authenticator() { return state_->authenticator; }
http::RequestHandler& PeopleServices::openid() { return state_->openid.provider(); }
http::RequestHandler& PeopleServices::sign_on() { return state_->sign_on.consumer(); }
http::RequestHandler& PeopleServices::scim() { return state_->scim; }

}  // namespace sangam::apps
