#pragma once

// Single sign-on in this process: what identity providers post, and what they are asked with, a set
// a loop.

#include <memory>
#include <vector>

#include "kernel/dns/txt_lookup.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::api {
class PoolDirectory;
}
namespace sangam::http {
class RequestHandler;
}
namespace sangam::suites::platform::single_sign_on {
struct SingleSignOnModule;
}

namespace sangam::apps {

// References outlive the service.
struct SignOnParts {
  runtime::LoopGroup& loops;
  const api::PoolDirectory& pools;
  suites::platform::single_sign_on::SingleSignOnModule& module;
  bool any_address = false;
  std::vector<dns::NameServer> name_servers;  // empty: the system's
};

// Made when the loops run, destroyed before they stop.
class SignOnService {
 public:
  explicit SignOnService(const SignOnParts& parts);
  ~SignOnService();  // requests to others under way end
  SignOnService(const SignOnService&) = delete;
  SignOnService& operator=(const SignOnService&) = delete;

  http::RequestHandler& consumer();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
