#pragma once

// The door over real connections, with the library behind it.

#include <memory>
#include <string>
#include <string_view>

#include "kernel/graphql/door.h"
#include "kernel/graphql/testing/library.h"
#include "kernel/http/server.h"
#include "kernel/http/testing/raw_client.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::graphql_door::testing {

// "good" may do all but look at readers, "poor" nothing; a cookie "sid=good" is as good.
class FixedAuthenticator final : public api::Authenticator {
 public:
  api::IdentityPointer find_cached(const http::Request&) override { return nullptr; }
  api::RevokedFlag watch(api::IdentityPointer) override { return revoked; }
  Task<api::Authentication> authenticate(const http::Request& request) override;

  std::shared_ptr<std::atomic<bool>> revoked = std::make_shared<std::atomic<bool>>(false);
  std::shared_ptr<api::Tenant> tenant = [] {
    auto made = std::make_shared<api::Tenant>();
    made->number = 7;
    made->slug = "acme";
    return made;
  }();
};

class NoPools final : public api::PoolDirectory {
 public:
  api::Pools pools_of(const runtime::EventLoop&) const override { return {}; }
};

class DoorServer {
 public:
  explicit DoorServer(Limits limits = {});
  ~DoorServer();

  std::uint16_t port() const { return server_->port(); }

  // `line`: a request line without version; `fields`: further ones, each with its line end.
  http::testing::RawResponse send(std::string_view line, std::string_view fields,
                                  std::string_view body = {}) const;
  http::testing::RawResponse post(std::string_view body, std::string_view fields = kGood) const;
  // The answer to a document without variables; it has no line breaks and no quotation marks.
  std::string ask(std::string_view document, std::string_view fields = kGood) const;

  static constexpr std::string_view kGood = "Authorization: Bearer good\r\n";
  static constexpr std::string_view kBest = "Authorization: Bearer best\r\n";
  static constexpr std::string_view kPoor = "Authorization: Bearer poor\r\n";

  LibraryModule library;
  FixedAuthenticator authenticator;

 private:
  NoPools pools_;
  api::Refusals refusals_;
  telemetry::Registry registry_;
  std::unique_ptr<api::OperationMetrics> metrics_;
  runtime::LoopGroup loops_{1};
  std::unique_ptr<Door> door_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace sangam::graphql_door::testing
