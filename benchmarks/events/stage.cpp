#include "benchmarks/events/stage.h"

#include <cstdlib>
#include <system_error>

#include "kernel/events/schema.h"
#include "kernel/store/migrations.h"
#include "kernel/store/roles.h"
#include "kernel/store/schema.h"

namespace sangam::benchmarks {

namespace {

Task<void> pass(events::Delivery&) { co_return; }

std::filesystem::path make_folder() {
  std::string name = "/tmp/bench-events-XXXXXX";
  if (!mkdtemp(name.data())) throw std::system_error(errno, std::generic_category(), "mkdtemp");
  // PostgreSQL's own user must be able to pass.
  std::filesystem::permissions(name, std::filesystem::perms(0711));
  return name;
}

}  // namespace

runtime::Deadline patience() { return runtime::Deadline::in(std::chrono::minutes(5)); }

Stage::Stage() : folder_(make_folder()) {
  cluster_ = std::make_unique<store::Cluster>(
      store::ClusterSettings{.directory = folder_, .max_connections = 32});
  cluster_->start(patience());
  store::bootstrap(cluster_->maintenance_endpoint(), endpoint(), "sangam", patience());
  store::migrate(endpoint(), {store::schema(), events::schema()}, patience());
  loops_.start();
  loops_.call(0, [this] {
    app_.emplace(loops_.loop(0), store::PoolSettings{.endpoint = endpoint(), .size = 4});
    relay_.emplace(
        loops_.loop(0),
        store::PoolSettings{.endpoint = endpoint(), .role = store::Role::relay, .size = 2});
  });
}

Stage::~Stage() {
  service_.reset();
  loops_.call(0, [this] {
    relay_.reset();
    app_.reset();
  });
  loops_.stop();
  cluster_->stop();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Stage::start_consumer(std::size_t batch) {
  std::vector<events::Consumer> consumers{{.name = "bench.consumer",
                                           .types = {"bench.happened"},
                                           .handle = &pass,
                                           .concurrency = 4,
                                           .batch = batch}};
  service_ = std::make_unique<events::EventService>(
      loops_, endpoint(), [this](const runtime::EventLoop&) -> store::Pool& { return *app_; },
      std::move(consumers));
  service_->start();
}

std::int64_t Stage::consumed() const {
  return service_->consumers().front()->counters().position.load();
}

}  // namespace sangam::benchmarks
