#pragma once

// Outbound: what this module asks others with, a set a loop. Requests go to the public internet
// only, unless the operator says otherwise.

#include "kernel/dns/txt_lookup.h"
#include "kernel/http/client/client.h"
#include "kernel/relying_party/relying_party.h"

namespace sangam::suites::platform::single_sign_on {

// Of one loop, on whose thread it is used.
struct OutboundTools {
  http::client::Client& client;
  relying_party::RelyingParty& party;
  dns::TxtLookup& names;
};

class Outbound {
 public:
  virtual ~Outbound() = default;
  virtual OutboundTools tools_of(const runtime::EventLoop& loop) = 0;
};

}  // namespace sangam::suites::platform::single_sign_on
