#pragma once

// The whole of webhooks out on a test's database and loop, without HTTP in front.

#include <memory>
#include <string>

#include "kernel/clock/clock.h"
#include "kernel/events/schema.h"
#include "kernel/events/testing/event_path.h"
#include "kernel/vault/schema.h"
#include "suites/platform/webhooks/schema.h"
#include "suites/platform/webhooks/webhooks.h"

namespace sangam::suites::platform::webhooks::testing {

// A dispatcher at work until it is destroyed.
class Running {
 public:
  Running(store::testing::Database& database, http::client::Client& client, vault::Vault& vault,
          WebhooksModule& module)
      : loop_(database.loop()),
        module_(module),
        dispatcher_(loop_, database.pool(), database.pool(store::Role::relay), client, vault,
                    {.poll = std::chrono::milliseconds(50), .lease = std::chrono::seconds(2)}) {
    module_.set_dispatcher(&dispatcher_);
    loop_.post([this] { start_detached(run(dispatcher_, ended_)); });
  }
  ~Running() { stop(); }
  void stop() {
    module_.set_dispatcher(nullptr);
    loop_.post([this] { dispatcher_.stop(); });
    events::testing::run_until(loop_, [this] { return ended_; });
  }
  const Dispatcher& dispatcher() const { return dispatcher_; }

 private:
  static Task<void> run(Dispatcher& dispatcher, bool& ended) {
    co_await dispatcher.run();
    ended = true;
  }

  runtime::EventLoop& loop_;
  WebhooksModule& module_;
  Dispatcher dispatcher_;
  bool ended_ = false;
};

class PostOffice {
 public:
  static constexpr std::int32_t kTenant = 7;

  PostOffice()
      : database({events::schema(), vault::schema(), webhooks::schema()}),
        vault(vault::MasterKey(vault::Key(std::array<std::uint8_t, vault::Key::kSize>{1, 2, 3}))),
        client(std::in_place, database.loop(),
               http::client::ClientSettings{.name = "webhooks",
                                            .addresses = http::client::AddressPolicy::any,
                                            .breaker = {.failures = 0}}),
        module({.any_address = true, .vault = &vault}) {
    database.execute("insert into kernel.master_key (id) values ('" + vault.master_key_id() + "')");
    operations.event<events::testing::Noted>("A note").for_tenants();
    declare(operations, module);
    module.offer({&operations});
    running.emplace(database, *client, vault, module);
  }
  ~PostOffice() {
    path.reset();
    running.reset();
    events::testing::run_until(database.loop(),
                               [this] { return client->counters().under_way == 0; });
    client.reset();
  }

  // Calls a handler as its operation would, and commits.
  template <class Reply, class Service, class Request>
  Reply call(Service& service, Task<Reply> (Service::*handler)(api::Call&, Request),
             Request request, std::int32_t tenant = kTenant) {
    return store::testing::run_until_done(
        database.loop(), serve(*this, service, handler, std::move(request), tenant));
  }
  EndpointWithSecret create(const std::string& url, std::optional<bool> ordered = {},
                            std::int32_t tenant = kTenant) {
    CreateEndpoint request;
    request.url = UrlText::of(url);
    request.ordered = ordered;
    return call(module.endpoints(), &Endpoints::create, std::move(request), tenant);
  }
  // Emits notes; the consumer runs from the first on.
  void note(const std::vector<std::string>& texts, std::int32_t tenant = kTenant) {
    events::testing::note(database, tenant, "notes", texts);
    if (!path) path.emplace(database, module.consumer());
  }
  void run_until(const std::function<bool()>& done) {
    events::testing::run_until(database.loop(), done);
  }
  std::string value(const std::string& sql) { return database.value(sql); }
  // As if the time of the next tries had come.
  void pass_time() {
    database.execute("update webhooks.endpoints set paused_until = 0");
    database.execute("update webhooks.deliveries set next_at = 0");
  }

  store::testing::Database database;
  vault::Vault vault;
  std::optional<http::client::Client> client;
  WebhooksModule module;
  api::Module operations{"webhooks"};
  std::optional<Running> running;
  std::optional<events::testing::EventPath> path;

 private:
  api::Call::Parts parts(std::int32_t tenant) {
    auto identity = std::make_shared<api::Identity>();
    identity->tenant = std::make_shared<api::Tenant>();
    identity->tenant->number = tenant;
    return {.operation = &operations.operations()[2],  // a command
            .identity = identity,
            .deadline = store::testing::soon(),
            .loop = &database.loop(),
            .pools = {.app = &database.pool(), .auth = &database.pool(store::Role::auth)},
            .system_time = clock::system_now()};
  }
  template <class Reply, class Service, class Request>
  static Task<Reply> serve(PostOffice& office, Service& service,
                           Task<Reply> (Service::*handler)(api::Call&, Request), Request request,
                           std::int32_t tenant) {
    api::Call call(office.parts(tenant));
    auto reply = co_await (service.*handler)(call, std::move(request));
    co_await call.work().commit();
    call.run_after_commit();
    co_return reply;
  }
};

}  // namespace sangam::suites::platform::webhooks::testing
