#pragma once

// The OpenID provider in this process: its endpoints, what reads access tokens, and a client a loop
// for what it fetches from others.

#include <memory>
#include <string>

#include "kernel/runtime/loop_group.h"
#include "suites/platform/identity/roles.h"

namespace sangam::api {
class PoolDirectory;
}
namespace sangam::http {
class RequestHandler;
}
namespace sangam::suites::platform {
class AccessTokenReader;
struct IdentityModule;
}  // namespace sangam::suites::platform
namespace sangam::suites::platform::openid {
struct OpenIdModule;
}

namespace sangam::apps {

// What it works with; all outlives it.
struct OpenIdParts {
  runtime::LoopGroup& loops;  // they run
  const api::PoolDirectory& pools;
  suites::platform::openid::OpenIdModule& module;
  suites::platform::IdentityModule& identity;
  const suites::platform::RolePermissions& roles;
  bool any_address = false;  // clients may be anywhere: for demos and tests
};

// Main thread only; what it hands out is for any loop.
class OpenIdService {
 public:
  explicit OpenIdService(const OpenIdParts& parts);
  ~OpenIdService();  // requests to others under way end
  OpenIdService(const OpenIdService&) = delete;
  OpenIdService& operator=(const OpenIdService&) = delete;

  // Once, before the first request: what tokens name as their issuer.
  void set_issuer(std::string url);
  http::RequestHandler& provider();
  suites::platform::AccessTokenReader& access_tokens();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
