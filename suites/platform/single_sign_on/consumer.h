#pragma once

// Consumer: the one door of this module beside the API, because browsers come to it with forms of
// identity providers: the assertion consumer service of SAML. Nobody is signed in here: what came
// is verified, kept with its request, and the browser goes on to the console, where its cookie says
// that it began the sign-in.
//
//   POST /sign-on/saml/{connection}            a form with SAMLResponse and RelayState
//   GET  /sign-on/saml/{connection}/metadata   ours, for the identity provider's administrator

#include "kernel/api/pools.h"
#include "kernel/http/handler.h"
#include "suites/platform/single_sign_on/request_store.h"
#include "suites/platform/single_sign_on/services.h"

namespace sangam::suites::platform::single_sign_on {

// Any loop.
class Consumer final : public http::RequestHandler {
 public:
  Consumer(const api::PoolDirectory& pools, const Services& services)
      : pools_(pools), s_(services) {}

  Task<http::Response> handle(http::Request& request) override;

 private:
  Task<http::Response> consume(http::Request& request, ConnectionId id);
  Task<http::Response> describe(const http::Request& request, ConnectionId id);
  struct Arrived;
  Task<bool> keep(const http::Request& request, Arrived arrived);

  const api::PoolDirectory& pools_;
  const Services& s_;
};

}  // namespace sangam::suites::platform::single_sign_on
