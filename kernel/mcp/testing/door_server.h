#pragma once

// The door over real connections, with operations that need no database, for tests.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/http/server.h"
#include "kernel/http/testing/raw_client.h"
#include "kernel/mcp/door.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::mcp::testing {

struct Draw {
  std::string what;
  std::optional<std::int64_t> times;
};
SANGAM_DESCRIBE(Draw, (what, "What to draw"), (times, "How often, once unless said"))

struct Drawing {
  std::string what;
  std::int64_t number = 0;
};
SANGAM_DESCRIBE(Drawing, (what, "What was drawn"), (number, "How many there are now"))

// Postings and processes, which have no unit of work.
class Studio {
 public:
  Task<Drawing> draw(api::Call&, Draw request) {
    if (request.what == "nothing") throw Error{Code::refused, "Nothing cannot be drawn."};
    drawn += static_cast<int>(request.times.value_or(1));
    co_return Drawing{request.what, drawn};
  }
  Task<Nothing> burn(api::Call&, Nothing) {
    drawn = 0;
    co_return Nothing{};
  }
  Task<Drawing> secret(api::Call&, Nothing) { co_return Drawing{}; }

  std::atomic<int> drawn{0};
};

// "good" may draw, "poor" may do nothing; a cookie "sid=good" is as good.
class FixedAuthenticator final : public api::Authenticator {
 public:
  api::IdentityPointer find_cached(const http::Request&) override { return nullptr; }
  Task<api::Authentication> authenticate(const http::Request& request) override {
    const auto authorization = request.header("authorization").value_or("");
    const bool by_cookie = request.header("cookie") == "sid=good";
    if (authorization.empty() && !by_cookie) co_return api::Authentication{};
    auto identity = std::make_shared<api::Identity>();
    identity->tenant = tenant;
    identity->by_cookie = authorization.empty();
    identity->principal.id_text = authorization == "Bearer poor" ? "usr_2" : "usr_1";
    identity->principal.name = "Asha";
    if (authorization == "Bearer good" || by_cookie)
      identity->principal.permissions = {"studio:write"};
    else if (authorization != "Bearer poor")
      throw Error{Code::unauthenticated, "No such credential."};
    co_return api::Authentication{identity, {}};
  }

  std::shared_ptr<api::Tenant> tenant = [] {
    auto made = std::make_shared<api::Tenant>();
    made->number = 7;
    made->name = "Acme";
    return made;
  }();
};

class NoPools final : public api::PoolDirectory {
 public:
  api::Pools pools_of(const runtime::EventLoop&) const override { return {}; }
};

class DoorServer {
 public:
  explicit DoorServer(Settings settings = {}) {
    module_.posting<&Studio::draw>("studio.draw", studio)
        .post("/drawings")
        .created()
        .permission("studio:write")
        .summary("Draw something");
    module_.process<&Studio::burn>("studio.burn", studio)
        .remove("/drawings")
        .permission("studio:write")
        .summary("Burn all drawings");
    module_.process<&Studio::secret>("studio.secret", studio)
        .post("/secret")
        .permission("studio:write")
        .personal()
        .summary("Make a secret");
    module_.prompt({.name = "studio.praise",
                    .title = "Praise",
                    .description = "Praise for a drawing",
                    .permission = "studio:write",
                    .arguments = {{.name = "what", .description = "The drawing"},
                                  {.name = "tone",
                                   .description = "How",
                                   .required = false,
                                   .options = {"warm", "witty", "dry"}}},
                    .text = "Praise {what}. {tone}"});
    std::vector<const api::Operation*> operations;
    for (const auto& operation : module_.operations())
      operations.push_back(&operation);
    metrics_.emplace(operations, registry_);
    door_ = std::make_unique<Door>(Services{.reception = {authenticator_},
                                            .pools = pools_,
                                            .metrics = *metrics_,
                                            .refusals = refusals_,
                                            .settings = std::move(settings)});
    const api::Module* const modules[] = {&module_};
    door_->offer(modules);
    door_->catalogue().add(make_documents({{.uri = "sangam://about",
                                            .name = "about",
                                            .title = "About",
                                            .description = "What this is",
                                            .media_type = "text/plain",
                                            .text = "A studio."}}));
    server_ = std::make_unique<http::Server>(loops_, http::ServerSettings{}, *door_);
    door_->set_public_url("http://127.0.0.1:" + std::to_string(server_->port()));
    loops_.start();
  }
  ~DoorServer() {
    server_.reset();
    loops_.stop();
  }

  std::uint16_t port() const { return server_->port(); }
  Door& door() { return *door_; }

  Studio studio;

 private:
  FixedAuthenticator authenticator_;
  NoPools pools_;
  telemetry::Registry registry_;
  std::optional<api::OperationMetrics> metrics_;
  api::Refusals refusals_;
  api::Module module_{"studio"};
  runtime::LoopGroup loops_{1};
  std::unique_ptr<Door> door_;
  std::unique_ptr<http::Server> server_;
};

inline constexpr std::string_view kGood = "Authorization: Bearer good\r\n";

// One request on a connection of its own, and its reply.
inline http::testing::RawResponse send(std::uint16_t port, std::string_view method,
                                       std::string_view path, std::string_view fields,
                                       std::string_view body = {}) {
  http::testing::RawClient client(port);
  std::string request = std::string(method) + " " + std::string(path) +
                        " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
  request += fields;
  if (!body.empty())
    request +=
        "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  client.send(request + "\r\n" + std::string(body));
  auto response = client.receive();
  return response ? std::move(*response) : http::testing::RawResponse{};
}

// A request of the stateless protocol, in order but for `fields`, which stand in for those that
// repeat the body.
inline std::string stateless(std::string_view method, std::string_view params,
                             std::string_view capabilities = "{}") {
  return R"({"jsonrpc":"2.0","id":1,"method":")" + std::string(method) + R"(","params":{)" +
         std::string(params) + (params.empty() ? "" : ",") +
         R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",)"
         R"("io.modelcontextprotocol/clientInfo":{"name":"agent","version":"2"},)"
         R"("io.modelcontextprotocol/clientCapabilities":)" +
         std::string(capabilities) + "}}}";
}

inline std::string repeated(std::string_view method, std::string_view name = {}) {
  std::string fields = std::string(kGood) +
                       "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: " + std::string(method) +
                       "\r\n";
  if (!name.empty()) fields += "Mcp-Name: " + std::string(name) + "\r\n";
  return fields;
}

}  // namespace sangam::mcp::testing
