#include "benchmarks/sagas/workload.h"

#include "kernel/clock/clock.h"
#include "kernel/saga/runner.h"
#include "kernel/saga/schema.h"
#include "kernel/saga/start.h"
#include "kernel/saga/step_call.h"
#include "kernel/store/schema.h"

namespace sangam::benchmarks {
namespace {

using namespace std::chrono_literals;
using runtime::Deadline;

constexpr std::int32_t kTenants = 8;
constexpr std::int64_t kStartedAtOnce = 100;

constexpr store::SchemaFile kFiles[] = {{"001_bench_sagas.sql", R"(
-- schema: bench_sagas
-- table: bench_sagas.effects scope=tenant app=insert
create table bench_sagas.effects (
  tenant_id int4 not null, id uuid not null, amount int8 not null, primary key (tenant_id, id));
)"}};
constexpr store::ModuleSchema kSchema{"benchmarks/sagas", kFiles};

constexpr store::Statement kEffect{
    "bench_sagas.effect",
    "insert into bench_sagas.effects (tenant_id, id, amount) values ($1, $2, $3)"};

struct Order {
  std::int64_t amount = 0;
};
SANGAM_DESCRIBE(Order, (amount, "How much"))

Task<saga::Outcome> write_row(saga::StepCall& call) {
  call.later(kEffect, call.key(), call.input<Order>().amount);
  co_return saga::Outcome::done();
}

saga::Definition three_steps() {
  saga::Definition definition{.name = "bench.order",
                              .summary = "Three rows",
                              .input = saga::data_type<Order>(),
                              .state = saga::data_type<Order>()};
  for (const auto* name : {"reserve", "charge", "ship"})
    definition.steps.push_back(
        {.name = name, .text = "Writes a row", .act = write_row, .compensate = write_row});
  return definition;
}

Task<void> begin(store::Pool& app, const saga::Registry& registry, std::int64_t count) {
  const auto now = clock::system_now();
  for (std::int64_t i = 0; i < count;) {
    const auto tenant = static_cast<std::int32_t>(1 + i / kStartedAtOnce % kTenants);
    store::UnitOfWork work(app, tenant, Deadline::in(60s), store::Mode::read_write);
    for (std::int64_t last = std::min(i + kStartedAtOnce, count); i < last; ++i)
      saga::start(work, registry, "bench.order",
                  {.id = clock::new_uuid(now), .actor = "bench", .now = now}, Order{i});
    co_await work.commit();
  }
}

Task<void> stop_at(runtime::EventLoop& loop, saga::SagaRunner& runner, std::uint64_t count) {
  while (runner.counters().done < count)
    co_await runtime::sleep(loop, 1ms);
  runner.stop();
}

Task<void> take_to_the_end(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay,
                           const saga::Registry& registry, std::int64_t count, std::size_t sessions,
                           SagaFigures& figures) {
  co_await begin(app, registry, count);
  const saga::TenantClocks clocks;
  saga::SagaRunner runner(loop, app, relay, registry, clocks, {.concurrency = 2 * sessions});
  const auto sent = [&] { return app.health().statements + relay.health().statements; };
  const auto sent_before = sent();
  const auto began = runtime::monotonic_nanoseconds();
  start_detached(stop_at(loop, runner, static_cast<std::uint64_t>(count)));
  co_await runner.run();
  const auto took = static_cast<double>(runtime::monotonic_nanoseconds() - began) / 1e9;
  const auto sagas = static_cast<double>(count);
  figures = {.per_second = sagas / took,
             .statements_per_saga = 1 + static_cast<double>(sent() - sent_before) / sagas};
}

Task<void> run_and_stop(runtime::EventLoop& loop, Task<void> task) {
  co_await std::move(task);
  loop.stop();
}

}  // namespace

void prepare_sagas(const store::Endpoint& endpoint) {
  store::migrate(endpoint, {store::schema(), saga::schema(), kSchema}, Deadline::in(60s));
}

SagaFigures measure_sagas(const store::Endpoint& endpoint, std::int64_t count,
                          std::size_t sessions) {
  runtime::EventLoop loop;
  saga::Registry registry;
  registry.add(three_steps());
  store::Pool app(loop, {.endpoint = endpoint, .role = store::Role::app, .size = sessions});
  store::Pool relay(loop, {.endpoint = endpoint, .role = store::Role::relay, .size = 1});
  SagaFigures figures;
  loop.post([&] {
    start_detached(
        run_and_stop(loop, take_to_the_end(loop, app, relay, registry, count, sessions, figures)));
  });
  loop.run();
  return figures;
}

}  // namespace sangam::benchmarks
