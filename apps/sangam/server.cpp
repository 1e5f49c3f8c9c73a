#include "apps/sangam/server.h"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "apps/sangam/connection_budget.h"
#include "apps/sangam/demo.h"
#include "apps/sangam/front_door.h"
#include "apps/sangam/modules.h"
#include "apps/sangam/observation.h"
#include "apps/sangam/webhook_delivery.h"
#include "base/assert.h"
#include "kernel/api/asyncapi.h"
#include "kernel/api/openapi.h"
#include "kernel/audit/refused_entries.h"
#include "kernel/audit/sealer.h"
#include "kernel/clock/clock.h"
#include "kernel/events/event_service.h"
#include "kernel/http/server.h"
#include "kernel/jobs/job_service.h"
#include "kernel/mail/mail_service.h"
#include "kernel/saga/saga_service.h"
#include "kernel/store/catalogue_lint.h"
#include "kernel/store/cluster.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/store/pool.h"
#include "kernel/store/roles.h"
#include "kernel/store/rows.h"
#include "kernel/telemetry/log.h"
#include "kernel/vault/unlock.h"
#include "kernel/vault/vault.h"
#include "suites/ledger/accounts/module.h"
#include "suites/ledger/imports/imports.h"
#include "suites/platform/audit/audit.h"
#include "suites/platform/identity/authenticator.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/identity/statements.h"
#include "suites/platform/webhooks/webhooks.h"

namespace sangam::apps {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kStartPatience{60};
constexpr milliseconds kDrainPatience{10'000};

std::size_t half_the_cores() {
  return std::max<std::size_t>(std::thread::hardware_concurrency() / 2, 1);
}

ConnectionBudget budget_of(const ServerSettings& settings) {
  return {.loops = settings.threads > 0 ? settings.threads : half_the_cores(),
          .lanes = settings.lanes > 0 ? settings.lanes : half_the_cores()};
}

// The pools of one loop; built and destroyed on it.
struct LoopPools {
  LoopPools(runtime::EventLoop& loop, const store::Endpoint& endpoint)
      : app(loop, {.endpoint = endpoint, .role = store::Role::app, .size = kSessionsAPool}),
        auth(loop, {.endpoint = endpoint, .role = store::Role::auth, .size = kSessionsAPool}) {}
  store::Pool app;
  store::Pool auth;
};

class LoopPoolDirectory final : public api::PoolDirectory {
 public:
  LoopPoolDirectory(runtime::LoopGroup& loops, const store::Endpoint& endpoint) : loops_(loops) {
    pools_.resize(loops.size());
    for (std::size_t i = 0; i < loops.size(); ++i)
      loops.call(i, [&, i] { pools_[i] = std::make_unique<LoopPools>(loops.loop(i), endpoint); });
  }
  ~LoopPoolDirectory() override {
    for (std::size_t i = 0; i < loops_.size(); ++i)
      loops_.call(i, [&, i] { pools_[i].reset(); });
  }
  api::Pools pools_of(const runtime::EventLoop& loop) const override {
    for (std::size_t i = 0; i < loops_.size(); ++i)
      if (&loops_.loop(i) == &loop) return {&pools_[i]->app, &pools_[i]->auth};
    SANGAM_ASSERT(false);
  }

 private:
  runtime::LoopGroup& loops_;
  std::vector<std::unique_ptr<LoopPools>> pools_;
};

// Schema, its proof, and what must exist before anything is served.
void prepare_database(const store::Endpoint& endpoint, bool bench) {
  const auto deadline = Deadline::in(kStartPatience);
  const auto applied = store::migrate(endpoint, migrations(bench), deadline);
  if (applied > 0) log::info("schema brought up to date", {{"files", std::to_string(applied)}});
  auto violations = store::lint_catalogue(endpoint, deadline);
  const auto canaries = store::check_canaries(endpoint, deadline);
  violations.insert(violations.end(), canaries.begin(), canaries.end());
  if (!violations.empty())
    throw std::runtime_error("tenants are not kept apart:\n" + store::describe(violations));
  store::BatchConnection lane(endpoint.as(store::Role::lane), deadline);
  constexpr store::Statement kEnsurePartitions{
      "ledger.ensure_partitions", "select ledger.ensure_partitions($1)", store::Scope::platform};
  lane.run(deadline, kEnsurePartitions, clock::system_now());
}

struct RunningImport {
  std::int32_t tenant_id = 0;
  Uuid id;
};
SANGAM_DESCRIBE(RunningImport, (tenant_id, ""), (id, ""))

std::vector<RunningImport> read_running_imports(const store::Endpoint& endpoint) {
  const auto deadline = Deadline::in(kStartPatience);
  store::BatchConnection relay(endpoint.as(store::Role::relay), deadline);
  return store::read_rows<RunningImport>(
      relay.run(deadline, suites::ledger::imports::kRunningImports));
}

Task<void> resume_import(suites::platform::TenantDirectory& directory,
                         suites::ledger::imports::ImportRunner& runner, RunningImport import,
                         runtime::EventLoop& loop, api::Pools pools) {
  try {
    store::UnitOfWork work(*pools.auth, store::kNoTenant, Deadline::in(kStartPatience),
                           store::Mode::read_only);
    auto tenant = co_await directory.find(work, import.tenant_id);
    runner.start({std::move(tenant), import.id}, loop, pools);
  } catch (const std::exception& failure) {
    log::error("an import cannot be resumed",
               {{"import", to_base32(import.id)}, {"reason", failure.what()}});
  }
}

std::vector<suites::platform::TenantRow> read_sandboxes(const store::Endpoint& endpoint) {
  const auto deadline = Deadline::in(kStartPatience);
  store::BatchConnection auth(endpoint.as(store::Role::auth), deadline);
  return store::read_rows<suites::platform::TenantRow>(
      auth.run(deadline, suites::platform::kListSandboxes));
}

}  // namespace

struct Server::State {
  explicit State(ServerSettings given) : settings(std::move(given)) {}

  ServerSettings settings;
  std::unique_ptr<store::DiskReserve> reserve;
  std::unique_ptr<store::Cluster> cluster;
  store::Endpoint endpoint;
  std::unique_ptr<lane::EngineFactory> engines;
  std::unique_ptr<lane::LaneGroup> lanes;
  std::unique_ptr<runtime::WorkerPool> workers;
  std::unique_ptr<vault::Vault> vault;
  telemetry::Observatory observatory;
  std::unique_ptr<Modules> modules;
  std::unique_ptr<api::Router> router;
  std::unique_ptr<api::OperationMetrics> metrics;
  std::unique_ptr<runtime::LoopGroup> loops;
  std::unique_ptr<LoopPoolDirectory> pools;
  std::unique_ptr<mail::MailService> mail;
  std::unique_ptr<WebhookDelivery> webhooks;
  std::unique_ptr<suites::platform::webhooks::Receiver> receiver;
  std::unique_ptr<events::EventService> events;
  std::unique_ptr<jobs::JobService> jobs;
  std::unique_ptr<saga::SagaService> sagas;
  std::unique_ptr<suites::platform::PlatformAuthenticator> authenticator;
  std::unique_ptr<api::RestHandler> rest;
  std::unique_ptr<audit::Sealer> sealer;
  std::unique_ptr<FrontDoor> door;
  std::unique_ptr<http::Server> http;
  std::unique_ptr<Observation> observation;
  std::atomic<bool> ready{false};

  void start_database();
  void start_lanes();
  void start_background_work();
  void start_http();
  void start_sealer();
  void resume_imports();
  void observe();
  void describe_services(telemetry::Snapshot& out) const;
  Readiness readiness() const;
  SelfDescription describe_self();
};

void Server::State::start_database() {
  const auto budget = budget_of(settings);
  require_sane(budget);
  if (settings.database_url.empty()) {
    // First: on a full disk PostgreSQL starts in the room that this gives up.
    reserve = std::make_unique<store::DiskReserve>(
        store::DiskReserveSettings{.file = settings.data / "reserve"});
    cluster = std::make_unique<store::Cluster>(store::ClusterSettings{
        .directory = settings.data, .max_connections = static_cast<int>(budget.total())});
    cluster->start(Deadline::in(kStartPatience));
    endpoint = cluster->endpoint();
    store::bootstrap(cluster->maintenance_endpoint(), endpoint, "sangam",
                     Deadline::in(kStartPatience));
  } else {
    endpoint.conninfo = settings.database_url;
    require_room(endpoint, budget, Deadline::in(kStartPatience));
  }
  prepare_database(endpoint, settings.bench);
  vault = std::make_unique<vault::Vault>(
      vault::unlock(settings.data / "master.key", endpoint, Deadline::in(kStartPatience),
                    settings.new_master_key ? vault::LostKey::give_up : vault::LostKey::refuse));
}

void Server::State::start_lanes() {
  engines = suites::ledger::make_engine_factory();
  const auto count = budget_of(settings).lanes;
  const lane::LaneSettings lane_settings{
      .conninfo = endpoint.as(store::Role::lane),
      .address = settings.address + ":" + std::to_string(settings.port)};
  lanes = std::make_unique<lane::LaneGroup>(count, lane_settings, *engines);
  std::vector<std::int32_t> sandboxes;
  const auto rows = read_sandboxes(endpoint);
  for (const auto& row : rows)
    sandboxes.push_back(row.number);
  lanes->start(sandboxes);
  for (const auto& row : rows)
    lanes->set_clock_offset(row.number, row.clock_offset);
}

Readiness Server::State::readiness() const {
  if (!ready) return Readiness::starting;
  return observatory.health().overall() == telemetry::HealthState::failing ? Readiness::failing
                                                                           : Readiness::ready;
}

void Server::State::observe() {
  observation = std::make_unique<Observation>(
      observatory,
      Watched{.loops = *loops,
              .pools = [this](const runtime::EventLoop& loop) { return pools->pools_of(loop); },
              .http = *http,
              .lanes = *lanes,
              .events = *events,
              .jobs = *jobs,
              .webhooks = *webhooks,
              .sealer = *sealer,
              .services = [this](telemetry::Snapshot& out) { describe_services(out); },
              .data = settings.data},
      settings.observation);
}

void Server::State::describe_services(telemetry::Snapshot& out) const {
  mail->describe(out);
  webhooks->describe(*receiver, out);
  jobs->describe(out);
  sealer->describe(out);
  sagas->describe(out);
}

SelfDescription Server::State::describe_self() {
  return {.readiness = [this] { return readiness(); },
          .health =
              [this] {
                const auto& health = observatory.health();
                return telemetry::health_json(health.overall(), health.parts());
              },
          .metrics = [] { return telemetry::exposition(telemetry::registry().collect()); },
          .openapi = api::openapi_document(modules->list()),
          .asyncapi = api::asyncapi_document(modules->list())};
}

void Server::State::start_background_work() {
  jobs = std::make_unique<jobs::JobService>(
      *loops, endpoint,
      [this](const runtime::EventLoop& loop) -> store::Pool& { return *pools->pools_of(loop).app; },
      Modules::job_modules(), jobs::DispatchSettings{.keep = days(settings.retention.jobs_days)});
  sagas = std::make_unique<saga::SagaService>(
      *loops, endpoint,
      [this](const runtime::EventLoop& loop) -> store::Pool& { return *pools->pools_of(loop).app; },
      modules->saga_definitions(),
      saga::RunnerSettings{.keep = days(settings.retention.sagas_days)});
  const auto set_clock_offset = [this](std::int32_t tenant, std::int64_t offset) {
    jobs->set_clock_offset(tenant, offset);
    sagas->set_clock_offset(tenant, offset);
  };
  for (const auto& row : read_sandboxes(endpoint))
    set_clock_offset(row.number, row.clock_offset);
  modules->on_clock_moved(set_clock_offset);
  jobs->start();
  sagas->start();
}

void Server::State::start_http() {
  workers = std::make_unique<runtime::WorkerPool>(
      runtime::WorkerPoolSettings{.threads = half_the_cores(), .queue_limit = 64});
  modules =
      std::make_unique<Modules>(*workers, *lanes, observatory,
                                ModuleSettings{.bench = settings.bench,
                                               .trial = settings.bench || settings.demo,
                                               .vault = vault.get(),
                                               .webhooks_anywhere = settings.webhooks_anywhere});
  router = std::make_unique<api::Router>(modules->operations());
  metrics = std::make_unique<api::OperationMetrics>(modules->operations());
  loops = std::make_unique<runtime::LoopGroup>(budget_of(settings).loops);
  loops->start();
  pools = std::make_unique<LoopPoolDirectory>(*loops, endpoint);
  const auto app_pools = [this](const runtime::EventLoop& loop) -> store::Pool& {
    return *pools->pools_of(loop).app;
  };
  mail = std::make_unique<mail::MailService>(*loops, endpoint, app_pools, settings.mail);
  webhooks = std::make_unique<WebhookDelivery>(
      WebhookParts{*loops, endpoint, app_pools(loops->loop(0)), *vault, modules->webhooks(),
                   settings.webhooks_anywhere, days(settings.retention.webhooks_days)});
  receiver = std::make_unique<suites::platform::webhooks::Receiver>(*pools, *vault);
  auto consumers = modules->consumers();
  consumers.push_back(mail->consumer());
  events = std::make_unique<events::EventService>(
      *loops, endpoint, app_pools, std::move(consumers),
      events::LogSettings::kept_for(days(settings.retention.events_days)));
  events->start();
  mail->start();
  start_background_work();
  auto& identity = modules->identity();
  authenticator = std::make_unique<suites::platform::PlatformAuthenticator>(
      *pools, identity.directory, identity.cache, modules->roles());
  rest = std::make_unique<api::RestHandler>(*router, *authenticator, *pools, *metrics);
  start_sealer();
  std::optional<http::StaticFiles> console;
  if (!settings.console.empty())
    console.emplace(http::read_folder(settings.console),
                    http::StaticFilesSettings{.fallback_to_index = true,
                                              .no_fallback_below = {"/api", "/docs"},
                                              .html_without_extension = true});
  door = std::make_unique<FrontDoor>(*rest, *receiver, describe_self(), std::move(console));
  http::ServerSettings http_settings;
  http_settings.address = settings.address;
  http_settings.port = settings.port;
  http_settings.unix_seconds = [] {
    return clock::system_now().nanoseconds / kNanosecondsPerSecond;
  };
  http = std::make_unique<http::Server>(*loops, http_settings, *door);
}

void Server::State::start_sealer() {
  auto key = audit::SigningKey::load_or_create(settings.data / "audit.key");
  modules->audit().keys = {key.public_key()};
  sealer = std::make_unique<audit::Sealer>(
      audit::SealerSettings{.conninfo = endpoint.as(store::Role::relay),
                            .key = std::move(key),
                            .own_entries = [this](Timestamp now, bool last) {
                              return audit::refused_entries(rest->refusals(), now, last);
                            }});
  sealer->start();
}

// What ran when the process ended goes on where it was.
void Server::State::resume_imports() {
  for (const auto& import : read_running_imports(endpoint))
    loops->call(0, [this, import] {
      auto& loop = loops->loop(0);
      start_detached(resume_import(modules->identity().directory, modules->imports().runner(),
                                   import, loop, pools->pools_of(loop)));
    });
}

Server::Server(ServerSettings settings) : state_(std::make_unique<State>(std::move(settings))) {}

Server::~Server() { stop(); }

void Server::start() {
  SANGAM_ASSERT(sodium_init() >= 0);
  apply(state_->settings.observation);
  require_sound(state_->settings.retention);
  std::filesystem::create_directories(state_->settings.data);
  state_->start_database();
  // Before the lanes, which look for sandboxes when they start.
  if (state_->settings.demo) make_demo_people(state_->endpoint, state_->settings.data);
  state_->start_lanes();
  state_->start_http();
  state_->resume_imports();
  state_->observe();
  state_->ready = true;
  if (state_->settings.demo)
    write_demo(state_->settings.data,
               "http://" + state_->settings.address + ":" + std::to_string(port()));
  log::info("serving", {{"address", state_->settings.address}, {"port", std::to_string(port())}});
}

void Server::stop() {
  auto& s = *state_;
  s.ready = false;
  if (s.http) s.http->drain(kDrainPatience);
  if (s.modules) s.modules->imports().runner().stop();
  s.observation.reset();
  s.http.reset();
  if (s.mail) s.mail->stop();
  s.jobs.reset();
  s.sagas.reset();
  s.events.reset();
  s.mail.reset();
  s.webhooks.reset();
  s.pools.reset();
  if (s.loops) s.loops->stop();
  s.workers.reset();
  if (s.lanes) s.lanes->stop();
  // Last of all that writes: what they did is sealed and signed.
  if (s.sealer) s.sealer->stop();
  if (s.cluster) s.cluster->stop();
  s.reserve.reset();
  log::flush_repeats(true);
}

std::uint16_t Server::port() const { return state_->http->port(); }

}  // namespace sangam::apps
