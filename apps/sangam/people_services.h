#pragma once

// What finds out who asks, and serves who signs in from elsewhere, in this process: sessions, keys
// and tokens; OAuth and OpenID Connect; sign-on; directories.

#include <memory>
#include <string>
#include <vector>

#include "apps/sangam/modules.h"
#include "kernel/dns/txt_lookup.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::api {
class Authenticator;
class PoolDirectory;
}  // namespace sangam::api
namespace sangam::http {
class RequestHandler;
}

namespace sangam::apps {

// What they work with; all outlives them.
struct PeopleServiceParts {
  runtime::LoopGroup& loops;  // they run
  const api::PoolDirectory& pools;
  Modules& modules;
  bool any_address = false;                   // what others serve may be anywhere
  std::vector<dns::NameServer> name_servers;  // empty: the system's
};

// Main thread only; what it hands out is for any loop.
class PeopleServices {
 public:
  explicit PeopleServices(const PeopleServiceParts& parts);
  ~PeopleServices();  // requests to others under way end
  PeopleServices(const PeopleServices&) = delete;
  PeopleServices& operator=(const PeopleServices&) = delete;

  // Once, before the first request: how the world reaches this server.
  void set_public_url(const std::string& url);

  api::Authenticator& authenticator();
  http::RequestHandler& openid();
  http::RequestHandler& sign_on();
  http::RequestHandler& scim();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
