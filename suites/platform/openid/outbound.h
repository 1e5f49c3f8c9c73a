#pragma once

// Outbound: requests of this module to others: the keys of clients, and news of people who signed
// out. They go to the public internet only, unless the operator says otherwise.

#include "kernel/http/client/client.h"

namespace sangam::suites::platform::openid {

class Outbound {
 public:
  virtual ~Outbound() = default;
  // The client that belongs to `loop`, on whose thread this is called.
  virtual http::client::Client& client_of(const runtime::EventLoop& loop) = 0;
};

}  // namespace sangam::suites::platform::openid
