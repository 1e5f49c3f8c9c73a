#pragma once

// What a person sees and decides when a client sent them to sign in: the operations behind the
// console's page /authorize.

#include "kernel/api/call.h"
#include "suites/platform/openid/new_grant.h"
#include "suites/platform/openid/request_store.h"
#include "suites/platform/openid/services.h"

namespace sangam::suites::platform::openid {

struct NamedRequest {
  Text<1, 64> request;
};
SANGAM_DESCRIBE(NamedRequest, (request, "The handle in the address of the page"))

// What the person has to do next.
enum class NextStep : std::uint8_t {
  sign_in,        // nobody is signed in
  sign_in_again,  // the client wants a fresh sign-in
  other_tenant,   // somebody of another tenant is signed in
  consent,        // to agree, or not
  none,           // all is there: approve
};
SANGAM_ENUM(NextStep, sign_in, sign_in_again, other_tenant, consent, none)

struct OpenedAuthorization {
  std::string client_name;
  std::string tenant_name;
  std::string tenant_slug;
  std::vector<std::string> scopes;
  std::vector<std::string> withheld;
  NextStep next = NextStep::sign_in;
  bool silent = false;
  std::optional<std::string> login_hint;
  Timestamp expires_at;
};
SANGAM_DESCRIBE(OpenedAuthorization, (client_name, "Who asks"), (tenant_name, "Whose client it is"),
                (tenant_slug, "The name of that tenant in addresses"),
                (scopes, "What it would get"),
                (withheld, "What it asks for and you may not do yourself"),
                (next, "What is to be done next"),
                (silent, "Whether nobody may be asked anything: deny when something is to be done"),
                (login_hint, "Whom it expects"), (expires_at, "Until when to decide"))

struct ApproveAuthorization {
  Text<1, 64> request;
  bool consents = false;
};
SANGAM_DESCRIBE(ApproveAuthorization, (request, "The handle in the address of the page"),
                (consents, "Whether the person agreed just now; else they must have before"))

enum class Denial : std::uint8_t {
  access_denied,
  login_required,
  consent_required,
  interaction_required,
};
SANGAM_ENUM(Denial, access_denied, login_required, consent_required, interaction_required)

struct DenyAuthorization {
  Text<1, 64> request;
  Denial reason = Denial::access_denied;
};
SANGAM_DESCRIBE(DenyAuthorization, (request, "The handle in the address of the page"),
                (reason, "What to tell the client"))

struct Destination {
  std::string location;
};
SANGAM_DESCRIBE(Destination, (location, "Where to go now: an address of the client"))

// Any loop.
class Authorizations {
 public:
  explicit Authorizations(Services& services) : s_(services) {}

  // Audience everyone: who is not signed in learns who asks, and so whether to sign in.
  Task<OpenedAuthorization> open(api::Call& call, NamedRequest request);
  Task<Destination> approve(api::Call& call, ApproveAuthorization request);
  Task<Destination> deny(api::Call& call, DenyAuthorization request);

 private:
  // A request that waits, read anew: its client may have changed.
  struct Waiting {
    RequestRow row;
    ClientPointer client;
    AuthorizationRequest asked;
  };
  Task<Waiting> find(api::Call& call, std::string handle);
  Task<NextStep> next_step(api::Call& call, const Waiting& waiting);
  Destination answer(const Waiting& waiting,
                     std::vector<std::pair<std::string_view, std::string>> parameters) const;

  Services& s_;
};

}  // namespace sangam::suites::platform::openid
