// Serves /mcp on a free port of this machine to anybody, prints the port, and ends when its
// standard input does.

#include <sodium.h>

#include <iostream>

#include "kernel/http/server.h"
#include "kernel/mcp/door.h"
#include "kernel/runtime/loop_group.h"
#include "tests/mcp/conformance.h"

namespace {

using namespace sangam;

// The scenarios send no credentials.
class Anybody final : public api::Authenticator {
 public:
  Anybody() {
    auto identity = std::make_shared<api::Identity>();
    identity->tenant = std::make_shared<api::Tenant>();
    identity->tenant->number = 7;
    identity->principal.id_text = "usr_conformance";
    identity_ = std::move(identity);
  }
  api::IdentityPointer find_cached(const http::Request&) override { return identity_; }
  Task<api::Authentication> authenticate(const http::Request&) override {
    co_return api::Authentication{identity_, {}};
  }

 private:
  api::IdentityPointer identity_;
};

class NoPools final : public api::PoolDirectory {
 public:
  api::Pools pools_of(const runtime::EventLoop&) const override { return {}; }
};

}  // namespace

int main() {
  if (sodium_init() < 0) return 1;
  Anybody anybody;
  NoPools pools;
  telemetry::Registry registry;
  const api::OperationMetrics metrics({}, registry);
  api::Refusals refusals;
  sangam::mcp::Door door({.reception = {anybody},
                          .pools = pools,
                          .metrics = metrics,
                          .refusals = refusals,
                          .settings = {}});
  tests::mcp::add_tools(door.catalogue());
  tests::mcp::add_questions(door.catalogue());
  tests::mcp::add_texts(door.catalogue());
  runtime::LoopGroup loops(1);
  http::Server server(loops, {}, door);
  door.set_public_url("http://127.0.0.1:" + std::to_string(server.port()));
  loops.start();
  std::cout << server.port() << std::endl;
  while (std::cin.get() != std::istream::traits_type::eof()) {
  }
  server.drain(std::chrono::seconds{2});
  loops.stop();
  return 0;
}
