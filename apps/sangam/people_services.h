#pragma once

// What finds out who asks, and serves who signs in from elsewhere, in this process: sessions, keys
// and tokens; OAuth and OpenID Connect; sign-on; directories.

#include <memory>
#include <string>
#include <vector>

#include "apps/sangam/door_list.h"
#include "apps/sangam/modules.h"
#include "kernel/dns/txt_lookup.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::api {
class Admission;
class PoolDirectory;
class TenantGate;
struct Reception;
}  // namespace sangam::api

namespace sangam::apps {

// What they work with; all outlives them.
struct PeopleServiceParts {
  runtime::LoopGroup& loops;  // they run
  const api::PoolDirectory& pools;
  Modules& modules;
  api::Admission& admission;
  api::TenantGate& tenant_gate;
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

  // Of requests to every door.
  const api::Reception& reception() const;
  // OAuth and OpenID Connect, what identity providers post, tenants' directories.
  DoorList doors();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
