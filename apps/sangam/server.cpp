#include "apps/sangam/server.h"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>

#include "apps/sangam/background_work.h"
#include "apps/sangam/connection_budget.h"
#include "apps/sangam/demo.h"
#include "apps/sangam/doors.h"
#include "apps/sangam/edge.h"
#include "apps/sangam/front_door.h"
#include "apps/sangam/loop_pools.h"
#include "apps/sangam/modules.h"
#include "apps/sangam/observation.h"
#include "apps/sangam/outer_door.h"
#include "apps/sangam/people_services.h"
#include "apps/sangam/prepare_database.h"
#include "apps/sangam/unfinished_imports.h"
#include "base/assert.h"
#include "kernel/api/openapi.h"
#include "kernel/audit/refused_entries.h"
#include "kernel/audit/sealer.h"
#include "kernel/clock/clock.h"
#include "kernel/gateway/gate.h"
#include "kernel/http/server.h"
#include "kernel/http/tls/tls_layer.h"
#include "kernel/store/cluster.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/store/roles.h"
#include "kernel/telemetry/log.h"
#include "kernel/vault/unlock.h"
#include "kernel/vault/vault.h"
#include "suites/ledger/accounts/engine_factory.h"
#include "suites/ledger/imports/imports.h"
#include "suites/platform/audit/audit.h"
#include "suites/platform/gateway/gateway.h"
#include "suites/platform/identity/breached_passwords.h"
#include "suites/platform/identity/identity.h"
#include "suites/platform/limits/limit_service.h"
#include "suites/platform/tenants/custodian.h"
#include "suites/platform/uploads/completion.h"
#include "suites/platform/uploads/uploads.h"

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

std::string public_url(const ServerSettings& settings, std::uint16_t port) {
  if (!settings.public_url.empty()) return settings.public_url;
  const bool is_v6 = settings.address.find(':') != std::string::npos;
  return (settings.tls ? "https://" : "http://") +
         (is_v6 ? "[" + settings.address + "]" : settings.address) + ":" + std::to_string(port);
}

suites::platform::limits::LimitServiceSettings limits_of(const LimitSettings& settings) {
  suites::platform::limits::LimitServiceSettings limits;
  if (settings.redis) limits.shared.emplace().redis = *settings.redis;
  limits.shed.lag_nanoseconds = settings.shed_lag_ms * kNanosecondsPerMillisecond;
  return limits;
}

std::optional<http::StaticFiles> console_of(const std::filesystem::path& folder) {
  if (folder.empty()) return std::nullopt;
  return http::StaticFiles(http::read_folder(folder),
                           http::StaticFilesSettings{.fallback_to_index = true,
                                                     .no_fallback_below = {"/api", "/docs"},
                                                     .html_without_extension = true});
}

ConnectionBudget budget_of(const ServerSettings& settings) {
  return {.loops = settings.threads > 0 ? settings.threads : half_the_cores(),
          .lanes = settings.lanes > 0 ? settings.lanes : half_the_cores()};
}

}  // namespace

// What the server tells of its operations and events.
struct Descriptions {
  std::string openapi;
  std::string asyncapi;
};

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
  std::unique_ptr<LoopPools> pools;
  std::unique_ptr<suites::platform::uploads::Completion> upload_completion;
  std::unique_ptr<BackgroundWork> background;
  std::unique_ptr<PeopleServices> people;
  std::unique_ptr<suites::platform::BreachedPasswords> breached;
  std::unique_ptr<suites::platform::limits::LimitService> limits;
  std::unique_ptr<audit::Sealer> sealer;
  std::unique_ptr<suites::platform::tenants::Custodian> custodian;
  std::unique_ptr<Edge> edge;
  Descriptions descriptions;
  std::unique_ptr<Doors> doors;
  std::unique_ptr<FrontDoor> front_door;
  std::unique_ptr<OuterDoor> outer_door;
  std::unique_ptr<http::TlsLayer> tls;
  std::unique_ptr<http::Server> http;
  std::unique_ptr<Observation> observation;
  std::atomic<bool> ready{false};

  void start_database();
  void start_lanes();
  void start_http();
  void start_doors();
  void start_sealer();
  void finish_demo();
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
              .events = background->events(),
              .jobs = background->jobs(),
              .webhooks = background->webhooks(),
              .sealer = *sealer,
              .limits = *limits,
              .tls = tls.get(),
              .services = [this](telemetry::Snapshot& out) { describe_services(out); },
              .data = settings.data},
      settings.observation);
}

void Server::State::describe_services(telemetry::Snapshot& out) const {
  background->describe(out);
  sealer->describe(out);
  doors->describe(out);
  limits->describe(out);
  if (tls) tls->describe(out);
}

SelfDescription Server::State::describe_self() {
  return {.readiness = [this] { return readiness(); },
          .health =
              [this] {
                const auto& health = observatory.health();
                return telemetry::health_json(health.overall(), health.parts());
              },
          .metrics = [] { return telemetry::exposition(telemetry::registry().collect()); },
          .openapi = descriptions.openapi,
          .asyncapi = descriptions.asyncapi};
}

void Server::State::start_http() {
  if (!settings.breached_passwords.empty())
    breached = std::make_unique<suites::platform::BreachedPasswords>(settings.breached_passwords);
  workers = std::make_unique<runtime::WorkerPool>(
      runtime::WorkerPoolSettings{.threads = half_the_cores(), .queue_limit = 64});
  modules =
      std::make_unique<Modules>(*workers, *lanes, observatory,
                                ModuleSettings{.bench = settings.bench,
                                               .trial = settings.bench || settings.demo,
                                               .vault = vault.get(),
                                               .webhooks_anywhere = settings.webhooks_anywhere,
                                               .breached_passwords = breached.get()});
  router = std::make_unique<api::Router>(modules->operations());
  metrics = std::make_unique<api::OperationMetrics>(modules->operations());
  loops = std::make_unique<runtime::LoopGroup>(budget_of(settings).loops);
  loops->start();
  pools = std::make_unique<LoopPools>(*loops, endpoint);
  auto& uploading = modules->uploads();
  upload_completion = std::make_unique<suites::platform::uploads::Completion>(
      uploading.operations, metrics.get(), uploading.limits);
  background = std::make_unique<BackgroundWork>(
      BackgroundParts{.loops = *loops,
                      .endpoint = endpoint,
                      .pools = *pools,
                      .modules = *modules,
                      .vault = *vault,
                      .uploads = *upload_completion,
                      .mail = settings.mail,
                      .retention = settings.retention,
                      .webhooks_anywhere = settings.webhooks_anywhere});
  limits = std::make_unique<suites::platform::limits::LimitService>(
      *loops, *pools->pools_of(loops->loop(0)).auth, modules->limits(), limits_of(settings.limits));
  edge = std::make_unique<Edge>(EdgeParts{.loops = *loops,
                                          .pools = *pools,
                                          .router = *router,
                                          .admission = limits->admission(),
                                          .settings = settings.edge});
  modules->gateway().gate.set(edge->gate());
  people =
      std::make_unique<PeopleServices>(PeopleServiceParts{.loops = *loops,
                                                          .pools = *pools,
                                                          .modules = *modules,
                                                          .admission = limits->admission(),
                                                          .tenant_gate = edge->gate(),
                                                          .any_address = settings.webhooks_anywhere,
                                                          .name_servers = settings.name_servers});
  start_doors();
  start_sealer();
  custodian = std::make_unique<suites::platform::tenants::Custodian>(endpoint);
  custodian->start();
  http::ServerSettings http_settings;
  http_settings.address = settings.address;
  http_settings.port = settings.port;
  http_settings.unix_seconds = [] {
    return clock::system_now().nanoseconds / kNanosecondsPerSecond;
  };
  http_settings.layer = tls.get();
  http_settings.limits.connections = static_cast<std::uint32_t>(settings.connections);
  http_settings.limits.connections_an_address =
      static_cast<std::uint32_t>(settings.connections_an_address);
  http = std::make_unique<http::Server>(*loops, http_settings, *outer_door);
  people->set_public_url(public_url(settings, http->port()));
  doors->set_public_url(public_url(settings, http->port()));
}

void Server::State::start_doors() {
  descriptions = {.openapi = api::openapi_document(modules->list(), api_info()),
                  .asyncapi = describe_events(modules->list())};
  doors = std::make_unique<Doors>(DoorParts{.modules = *modules,
                                            .router = *router,
                                            .reception = people->reception(),
                                            .pools = *pools,
                                            .metrics = *metrics,
                                            .uploads = *upload_completion,
                                            .introspection = settings.graphql_introspection,
                                            .agents = settings.agents,
                                            .openapi = descriptions.openapi,
                                            .asyncapi = descriptions.asyncapi});
  auto list = doors->list();
  list.push_back(background->receiver());
  std::ranges::copy(people->doors(), std::back_inserter(list));
  front_door =
      std::make_unique<FrontDoor>(std::move(list), describe_self(), console_of(settings.console));
  outer_door = std::make_unique<OuterDoor>(edge->before(*front_door, people->reception()));
}

void Server::State::start_sealer() {
  auto key = audit::SigningKey::load_or_create(settings.data / "audit.key");
  modules->audit().keys = {key.public_key()};
  sealer = std::make_unique<audit::Sealer>(
      audit::SealerSettings{.conninfo = endpoint.as(store::Role::relay),
                            .key = std::move(key),
                            .own_entries = [this](Timestamp now, bool last) {
                              return audit::refused_entries(doors->refusals(), now, last);
                            }});
  sealer->start();
}

// The demo's books are made by requests to this process. Our own certificate need not name the
// address we listen on, nor we be a client it lets in, so they do not go through TLS.
void Server::State::finish_demo() {
  const auto authority = settings.address + ":" + std::to_string(http->port());
  if (!tls) return write_demo(settings.data, "http://" + authority, "http://" + authority);
  OuterDoor ungated(*front_door);
  http::Server inside(*loops, {}, ungated);
  write_demo(settings.data, "https://" + authority,
             "http://127.0.0.1:" + std::to_string(inside.port()));
}

void Server::State::resume_imports() {
  apps::resume_imports(endpoint, {.loops = *loops,
                                  .pools = *pools,
                                  .tenants = modules->identity().directory,
                                  .runner = modules->imports().runner()});
}

Server::Server(ServerSettings settings) : state_(std::make_unique<State>(std::move(settings))) {}

Server::~Server() { stop(); }

void Server::start() {
  SANGAM_ASSERT(sodium_init() >= 0);
  apply(state_->settings.observation);
  require_sound(state_->settings.retention);
  if (state_->settings.tls) state_->tls = std::make_unique<http::TlsLayer>(*state_->settings.tls);
  std::filesystem::create_directories(state_->settings.data);
  state_->start_database();
  // Before the lanes, which look for sandboxes when they start.
  if (state_->settings.demo) make_demo_people(state_->endpoint, state_->settings.data);
  state_->start_lanes();
  state_->start_http();
  state_->resume_imports();
  state_->observe();
  state_->ready = true;
  if (state_->settings.demo) state_->finish_demo();
  log::info("serving", {{"address", state_->settings.address}, {"port", std::to_string(port())}});
}

void Server::stop() {
  auto& s = *state_;
  s.ready = false;
  if (s.http) s.http->drain(kDrainPatience);
  if (s.modules) s.modules->imports().runner().stop();
  s.observation.reset();
  if (s.custodian) s.custodian->stop();
  s.http.reset();
  s.edge.reset();
  s.background.reset();
  s.limits.reset();
  s.people.reset();
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

void Server::reload() {
  if (state_->tls) state_->tls->reload();
}

std::uint16_t Server::port() const { return state_->http->port(); }

}  // namespace sangam::apps
