#include "tests/chaos/testing/saga_server.h"

#include <signal.h>
#include <unistd.h>

#include <optional>
#include <string>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/clock/clock.h"
#include "kernel/saga/saga_service.h"
#include "kernel/saga/schema.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/cluster.h"
#include "kernel/store/roles.h"
#include "kernel/store/schema.h"

namespace sangam::chaos {

namespace {

using namespace std::chrono_literals;
using runtime::Deadline;

constexpr std::size_t kLoops = 2;
constexpr int kClerks = 3;  // a loop

Deadline soon() { return Deadline::in(60s); }

void say(const std::string& line) {
  const auto text = line + "\n";
  // One write a line: what was said before a kill is whole.
  SANGAM_ASSERT(write(STDOUT_FILENO, text.data(), text.size()) ==
                static_cast<ssize_t>(text.size()));
}

// A third of them says no at the last step and is undone.
Task<void> begin_sagas(runtime::EventLoop& loop, store::Pool& app, const saga::Registry& registry) {
  for (;;) {
    try {
      const auto id = clock::new_uuid(clock::system_now());
      const saga::testing::Job job{.refuse = id.bytes[15] % 3 == 0 ? "paint" : ""};
      store::UnitOfWork work(app, kSagaTenant, soon(), store::Mode::read_write);
      saga::start(work, registry, "test.workshop",
                  {.id = id, .actor = "clerk", .now = clock::system_now()}, job);
      co_await work.commit();
      say("began " + to_hex(id));
    } catch (const Error&) {
      // The database is away; whether it has begun nobody was told.
    }
    co_await runtime::sleep(loop, 3ms);
  }
}

struct Server {
  explicit Server(const std::filesystem::path& directory) : cluster({.directory = directory}) {
    habits.counting = false;
    registry.add(saga::testing::workshop(habits));
    cluster.start(soon());
    endpoint = cluster.endpoint();
    store::bootstrap(cluster.maintenance_endpoint(), endpoint, "sangam", soon());
    store::migrate(endpoint, {store::schema(), saga::schema(), saga::testing::kWorkshop}, soon());
    loops.start();
    for (std::size_t i = 0; i < kLoops; ++i)
      loops.call(i, [this, i] {
        pools[i].emplace(loops.loop(i), store::PoolSettings{.endpoint = endpoint});
      });
    service.emplace(
        loops, endpoint,
        [this](const runtime::EventLoop& loop) -> store::Pool& {
          return *pools[&loop == &loops.loop(0) ? 0 : 1];
        },
        registry, saga::RunnerSettings{.lease = 8s});
  }
  ~Server() {
    service.reset();
    for (std::size_t i = 0; i < kLoops; ++i)
      loops.call(i, [this, i] { pools[i].reset(); });
    loops.stop();
  }
  std::string under_way() const {
    const auto result = store::BatchConnection(endpoint.as(store::Role::root), soon())
                            .script(
                                "select count(*) from kernel.sagas"
                                " where status not in ('done', 'compensated')",
                                soon());
    return std::string(result.value(0, 0));
  }

  saga::testing::Habits habits;
  saga::Registry registry;
  store::Cluster cluster;
  store::Endpoint endpoint;
  runtime::LoopGroup loops{kLoops};
  std::optional<store::Pool> pools[kLoops];
  std::optional<saga::SagaService> service;
};

}  // namespace

int run_saga_server(const std::filesystem::path& directory, SagaTask task) {
  sigset_t end;
  sigemptyset(&end);
  sigaddset(&end, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &end, nullptr);
  Server server(directory);
  say("ready " + server.under_way());
  server.service->start();
  if (task == SagaTask::drain) {
    constexpr timespec kPause{.tv_sec = 0, .tv_nsec = 20'000'000};
    while (server.under_way() != "0")
      if (sigtimedwait(&end, nullptr, &kPause) == SIGTERM) return 1;
    say("drained");
  } else {
    for (std::size_t i = 0; i < kLoops; ++i)
      server.loops.loop(i).post([&server, i] {
        for (int clerk = 0; clerk < kClerks; ++clerk)
          start_detached(begin_sagas(server.loops.loop(i), *server.pools[i], server.registry));
      });
  }
  int signal = 0;
  sigwait(&end, &signal);
  return 0;
}

}  // namespace sangam::chaos
